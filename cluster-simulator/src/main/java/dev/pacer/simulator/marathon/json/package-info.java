/** JSON as plain values, and its reading and writing, for the simulated Marathon. */
@NullMarked
package dev.pacer.simulator.marathon.json;

import org.jspecify.annotations.NullMarked;
