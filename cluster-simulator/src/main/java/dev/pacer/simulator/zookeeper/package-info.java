/**
 * The ZooKeeper of a served simulation: a real one, in this process, and what the simulated servers
 * write into it.
 */
@NullMarked
package dev.pacer.simulator.zookeeper;

import org.jspecify.annotations.NullMarked;
