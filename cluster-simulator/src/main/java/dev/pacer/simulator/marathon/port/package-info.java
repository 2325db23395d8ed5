/** The simulated Marathon in-process, behind the toolkit's own port. */
@NullMarked
package dev.pacer.simulator.marathon.port;

import org.jspecify.annotations.NullMarked;
