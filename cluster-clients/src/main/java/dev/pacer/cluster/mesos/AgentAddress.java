package dev.pacer.cluster.mesos;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where an agent is reached.
 *
 * @param hostname as registered, in its own letter case
 * @param pid libprocess's name, {@code slave(1)@ip:port}
 */
public record AgentAddress(String hostname, int port, String pid) {
  public AgentAddress {
    Objects.requireNonNull(hostname, "hostname");
    Objects.requireNonNull(pid, "pid");
  }

  /** The ip of the pid; null when the pid has none. */
  public @Nullable String ip() {
    int at = pid.indexOf('@');
    int colon = pid.lastIndexOf(':');
    if (at < 0 || colon < at + 2) {
      return null;
    }
    String host = pid.substring(at + 1, colon);
    return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
  }

  /** How the maintenance schedule names it; null when the ip is not known. */
  public @Nullable MachineId machine() {
    String ip = ip();
    return ip == null ? null : new MachineId(hostname, ip);
  }
}
