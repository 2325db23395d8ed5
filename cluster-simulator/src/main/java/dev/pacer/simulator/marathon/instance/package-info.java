/** Instances and tasks as the simulated Marathon knows them. */
@NullMarked
package dev.pacer.simulator.marathon.instance;

import org.jspecify.annotations.NullMarked;
