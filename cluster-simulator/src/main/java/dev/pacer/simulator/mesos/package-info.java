/**
 * The simulated Mesos: masters with one registry, agents, tasks, offers, drains and maintenance
 * (mesos.md). It knows nothing of HTTP or JSON.
 */
@NullMarked
package dev.pacer.simulator.mesos;

import org.jspecify.annotations.NullMarked;
