/** The simulated parts put together: one cluster from one scenario. */
@NullMarked
package dev.pacer.simulator.world;

import org.jspecify.annotations.NullMarked;
