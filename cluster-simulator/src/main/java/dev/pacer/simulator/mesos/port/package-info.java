/** The simulated Mesos behind the toolkit's own port, in-process: same state, same faults. */
@NullMarked
package dev.pacer.simulator.mesos.port;

import org.jspecify.annotations.NullMarked;
