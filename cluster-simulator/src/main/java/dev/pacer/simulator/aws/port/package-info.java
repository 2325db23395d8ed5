/** The simulated AWS in-process, through the toolkit's own ports. */
@NullMarked
package dev.pacer.simulator.aws.port;

import org.jspecify.annotations.NullMarked;
