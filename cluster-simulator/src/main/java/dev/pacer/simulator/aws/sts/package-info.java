/** Simulated roles and temporary credentials. */
@NullMarked
package dev.pacer.simulator.aws.sts;

import org.jspecify.annotations.NullMarked;
