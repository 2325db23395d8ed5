/** Simulated image registry credentials, and the names of repositories. */
@NullMarked
package dev.pacer.simulator.aws.ecr;

import org.jspecify.annotations.NullMarked;
