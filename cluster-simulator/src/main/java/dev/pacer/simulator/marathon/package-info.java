/**
 * The simulated Marathon: a model of one Marathon cluster (a leader and its standbys) on the
 * simulation's clock. Facts are those of Marathon 1.11.
 */
@NullMarked
package dev.pacer.simulator.marathon;

import org.jspecify.annotations.NullMarked;
