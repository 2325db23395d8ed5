/** ZooKeeper's ports on the simulation's clock: several instances of a tool on one thread. */
@NullMarked
package dev.pacer.simulator.zookeeper.port;

import org.jspecify.annotations.NullMarked;
