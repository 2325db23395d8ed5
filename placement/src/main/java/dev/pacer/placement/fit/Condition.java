package dev.pacer.placement.fit;

/** What an instance is doing, in Marathon's words. */
public enum Condition {
  SCHEDULED(false),
  PROVISIONED(false),
  STAGING(false),
  STARTING(false),
  RUNNING(false),
  KILLING(false),
  UNREACHABLE(false),
  UNREACHABLE_INACTIVE(false),
  ERROR(true),
  FAILED(true),
  FINISHED(true),
  KILLED(true),
  GONE(true),
  DROPPED(true),
  UNKNOWN(true);

  private final boolean terminal;

  Condition(boolean terminal) {
    this.terminal = terminal;
  }

  boolean isTerminal() {
    return terminal;
  }

  /** Lost in a way that Marathon leaves out of constraints altogether (F7). */
  boolean isLost() {
    return this == GONE || this == UNREACHABLE || this == UNKNOWN || this == DROPPED;
  }
}
