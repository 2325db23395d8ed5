package dev.pacer.registryauth.issue;

import java.util.Locale;

/** Why an issuer gave nothing that can be used; the names are those of the metric's label. */
public enum Trouble {
  /** Asked to slow down. */
  THROTTLED,
  /** Refused: not allowed, unknown, a wrong key. Trying often does not help. */
  DENIED,
  /** No connection, or no service. */
  NETWORK,
  /** An answer that is no credential. */
  MALFORMED,
  /** No answer in time. */
  TIMEOUT;

  /** As in metrics and status. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
