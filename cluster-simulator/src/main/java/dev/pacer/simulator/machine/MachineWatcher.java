package dev.pacer.simulator.machine;

/** Told by the simulated EC2 what becomes of machines, at the simulated moment it happens. */
public interface MachineWatcher {

  /**
   * The operating system has booted: what runs on the machine starts now (its Mesos agent registers
   * a little later).
   */
  void booted(Machine machine);

  /**
   * The machine is being shut down or has vanished: everything on it is dead now, without a
   * goodbye.
   */
  void lost(Machine machine);
}
