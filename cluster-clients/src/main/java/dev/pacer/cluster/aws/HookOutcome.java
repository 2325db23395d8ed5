package dev.pacer.cluster.aws;

/** What came of completing or prolonging a lifecycle action. */
public enum HookOutcome {
  ACCEPTED,
  /** No such action is open: it ended before, so there is nothing left to do. */
  NOT_ACTIVE
}
