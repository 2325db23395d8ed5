/**
 * The autoscaler on a simulated cluster, all on one thread: a week of load in seconds, watched by
 * checks on the simulator's own truth.
 */
@NullMarked
package dev.pacer.rehearsal.week;

import org.jspecify.annotations.NullMarked;
