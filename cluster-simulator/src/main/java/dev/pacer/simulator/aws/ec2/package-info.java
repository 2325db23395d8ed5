/** Simulated machines: networks, types, launch templates, capacity, and the life of an instance. */
@NullMarked
package dev.pacer.simulator.aws.ec2;

import org.jspecify.annotations.NullMarked;
