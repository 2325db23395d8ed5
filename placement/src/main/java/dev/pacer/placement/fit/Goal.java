package dev.pacer.placement.fit;

/** What Marathon wants to become of an instance. */
public enum Goal {
  RUNNING,
  STOPPED,
  DECOMMISSIONED
}
