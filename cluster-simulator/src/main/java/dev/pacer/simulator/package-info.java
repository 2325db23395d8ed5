/** One deterministic model of Mesos, Marathon and AWS on a moving clock. */
@NullMarked
package dev.pacer.simulator;

import org.jspecify.annotations.NullMarked;
