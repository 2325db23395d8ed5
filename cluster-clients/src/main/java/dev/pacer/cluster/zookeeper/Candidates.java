package dev.pacer.cluster.zookeeper;

import java.util.List;

/** The candidates of somebody else's election, such as that of the Mesos masters. */
@FunctionalInterface
public interface Candidates {

  /**
   * Those whose name starts with {@code prefix}, the leader first; empty when there are none.
   * Throws {@link dev.pacer.cluster.PeerException} when that is not known.
   */
  List<Candidate> find(String path, String prefix);
}
