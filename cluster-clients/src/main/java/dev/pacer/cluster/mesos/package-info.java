/** Mesos masters and agents: ports, their values, and the adapters that speak HTTP. */
@NullMarked
package dev.pacer.cluster.mesos;

import org.jspecify.annotations.NullMarked;
