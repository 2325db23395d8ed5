package dev.pacer.cluster.marathon;

/**
 * What to do about a deployment that locks the app. Always sent: Marathon's own default differs.
 */
public enum LockPolicy {
  /** {@code force=false}: be told {@link ChangeOutcome.Locked}. */
  RESPECT,
  /** {@code force=true}: cancel the deployment that runs and start from the present mix. */
  OVERRIDE
}
