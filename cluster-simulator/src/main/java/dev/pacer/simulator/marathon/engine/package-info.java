/** The moving parts of the simulated Marathon: tracker, launch queue, kills, deployments. */
@NullMarked
package dev.pacer.simulator.marathon.engine;

import org.jspecify.annotations.NullMarked;
