package dev.pacer.placement.fit;

/** Why Marathon refuses an offer, in the order of its funnel (D4). */
public enum RefusalReason {
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

  RefusalReason(String wireName) {
    this.wireName = wireName;
  }

  /** As the launch queue's statistics call it. */
  public String wireName() {
    return wireName;
  }

  static RefusalReason shortOf(ResourceKind kind) {
    return switch (kind) {
      case CPUS -> INSUFFICIENT_CPUS;
      case MEM -> INSUFFICIENT_MEMORY;
      case GPUS -> INSUFFICIENT_GPUS;
      case DISK -> INSUFFICIENT_DISK;
      case PORTS -> INSUFFICIENT_PORTS;
    };
  }
}
