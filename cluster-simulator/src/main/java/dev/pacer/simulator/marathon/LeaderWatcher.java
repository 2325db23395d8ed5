package dev.pacer.simulator.marathon;

/** Told who leads, so that it can be announced where real ones announce themselves. */
public interface LeaderWatcher {

  /** A server, {@code host:port}, leads from now on. */
  void leads(String server);

  /**
   * A server is gone; what it announced vanishes.
   *
   * @param leaving whether it said goodbye; else its session with ZooKeeper must time out first
   */
  void gone(String server, boolean leaving);

  /** A server that does not lead is there. */
  void standsBy(String server);
}
