package dev.pacer.cluster.mesos;

import java.util.Locale;

/**
 * A machine in the maintenance schedule; it matches an agent only if hostname (lower case) and ip
 * both equal what the agent registered, and anything else is accepted without effect (M10).
 */
public record MachineId(String hostname, String ip) {
  public MachineId {
    hostname = hostname.toLowerCase(Locale.ROOT);
    if (hostname.isEmpty() && ip.isEmpty()) {
      throw new IllegalArgumentException("a machine needs a hostname or an ip");
    }
  }

  /** Whether this id can match an agent at all. */
  public boolean matchable() {
    return !hostname.isEmpty() && !ip.isEmpty();
  }

  @Override
  public String toString() {
    return hostname + " (" + ip + ")";
  }
}
