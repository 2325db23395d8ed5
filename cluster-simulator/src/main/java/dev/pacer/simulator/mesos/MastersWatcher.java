package dev.pacer.simulator.mesos;

/**
 * Told what ZooKeeper shows of the masters, at the simulated moment; the world's wiring keeps the
 * {@code json.info_…} nodes by it.
 */
public interface MastersWatcher {

  /** The master has joined the election: its node appears, behind those already there. */
  void announced(MasterInfo master);

  /**
   * The master's session is over: its node vanishes. For a killed master this is seconds after its
   * death.
   */
  void withdrawn(MasterInfo master);

  /** The master leads from now on. */
  void elected(MasterInfo master);

  /** A watcher that does not care. */
  static MastersWatcher none() {
    return new MastersWatcher() {
      @Override
      public void announced(MasterInfo master) {}

      @Override
      public void withdrawn(MasterInfo master) {}

      @Override
      public void elected(MasterInfo master) {}
    };
  }
}
