package dev.pacer.simulator.marathon.instance;

/** What is to become of an instance. */
public enum Goal {
  /** It runs, or is launched again. */
  RUNNING("Running"),
  /** It ends and keeps its reservation. */
  STOPPED("Stopped"),
  /** It ends and is forgotten. */
  DECOMMISSIONED("Decommissioned");

  private final String wireName;

  Goal(String wireName) {
    this.wireName = wireName;
  }

  public String wireName() {
    return wireName;
  }
}
