package dev.pacer.simulator.marathon.matching;

/** Why an offer was not used, in the order of the funnel (marathon.md 7.2). */
public enum RejectReason {
  UNFULFILLED_ROLE("UnfulfilledRole"),
  UNFULFILLED_CONSTRAINT("UnfulfilledConstraint"),
  NO_CORRESPONDING_RESERVATION("NoCorrespondingReservationFound"),
  AGENT_MAINTENANCE("AgentMaintenance"),
  INSUFFICIENT_CPUS("InsufficientCpus"),
  INSUFFICIENT_MEMORY("InsufficientMemory"),
  INSUFFICIENT_DISK("InsufficientDisk"),
  INSUFFICIENT_GPUS("InsufficientGpus"),
  INSUFFICIENT_PORTS("InsufficientPorts"),
  DECLINED_SCARCE_RESOURCES("DeclinedScarceResources");

  private final String wireName;

  RejectReason(String wireName) {
    this.wireName = wireName;
  }

  public String wireName() {
    return wireName;
  }
}
