package dev.pacer.autoscaler.act;

/** Hears of every point at which a process may die; a test throws there (5.2). */
public interface StepHook {

  /** Hears, and does nothing. */
  StepHook NONE = (point, what) -> {};

  /** Points of a cycle between which the outside world can tell a difference. */
  enum Point {
    /** How far removals are is written, and nothing of it sent. */
    DRAINS_WRITTEN,
    /** An intent is written, and its call not sent. */
    INTENT_WRITTEN,
    /** A call is done, and nothing of its reply written. */
    CALL_DONE,
    /** A call's reply is written. */
    ANSWER_WRITTEN
  }

  /**
   * The cycle has come to a point.
   *
   * @param what the step in words, as {@link dev.pacer.autoscaler.plan.Step#what}; empty for none
   */
  void reached(Point point, String what);
}
