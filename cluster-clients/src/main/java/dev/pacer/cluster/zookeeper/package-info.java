/**
 * Leadership and small shared records: the ports {@link dev.pacer.cluster.zookeeper.LeaderElection}
 * and {@link dev.pacer.cluster.zookeeper.FencedStore}, and their adapters on Apache Curator.
 */
@NullMarked
package dev.pacer.cluster.zookeeper;

import org.jspecify.annotations.NullMarked;
