package dev.pacer.cluster.zookeeper;

/**
 * An election among the instances of one tool for one cluster.
 *
 * <p>The tool's own thread drives it: nothing happens in the background but the loss of power,
 * which {@link #standing()} shows at once.
 */
public interface LeaderElection extends AutoCloseable {

  /**
   * Takes part, takes office when it is this participant's turn (raising the epoch by one), and
   * confirms a term in office by asking ZooKeeper; to be called once per cycle and before a call
   * that changes the world. Never throws for a peer's failure: that is {@link Standing.Lost}.
   */
  Standing campaign();

  /**
   * What is known now, without asking anybody: {@link Standing.Leader} only while the connection is
   * sound and the last confirmation is younger than the session's timeout less a margin.
   */
  Standing standing();

  /**
   * Gives up office and candidacy, so that another can lead at once; a later campaign is possible.
   */
  void resign();

  /** Resigns and ends; never throws for a peer's failure. */
  @Override
  void close();
}
