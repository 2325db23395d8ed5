/**
 * What a simulated cluster is made of and what happens on it: the scenario as values, and its
 * reader.
 */
@NullMarked
package dev.pacer.simulator.scenario;

import org.jspecify.annotations.NullMarked;
