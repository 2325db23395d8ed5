/**
 * What passes between the simulated Mesos master and a simulated framework: offers, launches,
 * statuses.
 */
@NullMarked
package dev.pacer.simulator.offer;

import org.jspecify.annotations.NullMarked;
