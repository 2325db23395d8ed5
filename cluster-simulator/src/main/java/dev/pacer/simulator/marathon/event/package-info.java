/** What the simulated Marathon tells those who listen to its event stream. */
@NullMarked
package dev.pacer.simulator.marathon.event;

import org.jspecify.annotations.NullMarked;
