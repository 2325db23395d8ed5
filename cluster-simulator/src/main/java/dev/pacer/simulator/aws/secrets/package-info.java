/** Simulated secrets with versions and stages. */
@NullMarked
package dev.pacer.simulator.aws.secrets;

import org.jspecify.annotations.NullMarked;
