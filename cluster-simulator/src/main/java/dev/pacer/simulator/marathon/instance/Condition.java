package dev.pacer.simulator.marathon.instance;

/** The condition of an instance, as Marathon names it in events. */
public enum Condition {
  SCHEDULED("Scheduled", false, false),
  PROVISIONED("Provisioned", true, false),
  STAGING("Staging", true, false),
  STARTING("Starting", true, false),
  RUNNING("Running", true, false),
  KILLING("Killing", true, false),
  UNREACHABLE("Unreachable", true, false),
  UNREACHABLE_INACTIVE("UnreachableInactive", false, false),
  KILLED("Killed", false, true),
  FAILED("Failed", false, true),
  FINISHED("Finished", false, true),
  ERROR("Error", false, true),
  GONE("Gone", false, true),
  DROPPED("Dropped", false, true),
  UNKNOWN("Unknown", false, true);

  private final String wireName;
  private final boolean active;
  private final boolean terminal;

  Condition(String wireName, boolean active, boolean terminal) {
    this.wireName = wireName;
    this.active = active;
    this.terminal = terminal;
  }

  public String wireName() {
    return wireName;
  }

  /** Whether a task of it may be running. */
  public boolean active() {
    return active;
  }

  /** Whether its last task is over. */
  public boolean terminal() {
    return terminal;
  }

  /** Whether such an end makes the next launch wait (marathon.md 7.4). */
  public boolean delaysLaunches() {
    return switch (this) {
      case FAILED, ERROR, DROPPED, GONE, FINISHED -> true;
      default -> false;
    };
  }

  /** Among victims of a scale-down, lower ones go first (marathon.md 6.3). */
  public int killRank() {
    return switch (this) {
      case UNREACHABLE -> 1;
      case STAGING -> 2;
      case STARTING -> 3;
      case RUNNING -> 4;
      default -> 5;
    };
  }
}
