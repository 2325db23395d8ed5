package dev.pacer.cluster.marathon;

/** Why Marathon did not use an offer, in funnel order. */
public enum RejectReason {
  UNFULFILLED_ROLE("UnfulfilledRole"),
  UNFULFILLED_CONSTRAINT("UnfulfilledConstraint"),
  NO_CORRESPONDING_RESERVATION_FOUND("NoCorrespondingReservationFound"),
  AGENT_MAINTENANCE("AgentMaintenance"),
  INSUFFICIENT_CPUS("InsufficientCpus"),
  INSUFFICIENT_MEMORY("InsufficientMemory"),
  INSUFFICIENT_DISK("InsufficientDisk"),
  INSUFFICIENT_GPUS("InsufficientGpus"),
  INSUFFICIENT_PORTS("InsufficientPorts"),
  DECLINED_SCARCE_RESOURCES("DeclinedScarceResources"),
  /** A reason that we do not know. */
  UNRECOGNISED("");

  private final String wire;

  RejectReason(String wire) {
    this.wire = wire;
  }

  /** Reads {@code InsufficientCpus}. */
  public static RejectReason parse(String wire) {
    for (RejectReason reason : values()) {
      if (reason != UNRECOGNISED && reason.wire.equals(wire)) {
        return reason;
      }
    }
    return UNRECOGNISED;
  }

  /** As Marathon writes it; empty for one that we do not know. */
  public String wireName() {
    return wire;
  }
}
