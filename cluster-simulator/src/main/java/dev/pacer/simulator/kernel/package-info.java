/** Time, chance, the event log and faults: what every part of the simulated world runs on. */
@NullMarked
package dev.pacer.simulator.kernel;

import org.jspecify.annotations.NullMarked;
