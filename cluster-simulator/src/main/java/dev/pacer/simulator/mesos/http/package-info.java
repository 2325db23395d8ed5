/**
 * What the simulated masters and agents say over HTTP: the master's old endpoints, the operator API
 * v1, its event stream, and the agents' endpoints, held to captures of real ones (mesos.md 2-4,
 * 10-13).
 */
@NullMarked
package dev.pacer.simulator.mesos.http;

import org.jspecify.annotations.NullMarked;
