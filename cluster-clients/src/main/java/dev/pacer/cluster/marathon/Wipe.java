package dev.pacer.cluster.marathon;

/** What becomes of the reservations and volumes of a killed instance. */
public enum Wipe {
  /** Kept: the instance comes back to them. */
  KEEP,
  /** Given up; data is lost, and the instance is replaced by a new one. */
  GIVE_UP
}
