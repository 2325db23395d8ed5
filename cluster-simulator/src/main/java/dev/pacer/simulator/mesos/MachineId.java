package dev.pacer.simulator.mesos;

import java.util.Locale;

/**
 * A machine as maintenance names it; host name or IP may be empty. Compared in lower case ({@link
 * #normal}); the schedule keeps it as it was sent.
 */
public record MachineId(String hostname, String ip) {

  /** With the host name in lower case. */
  public MachineId normal() {
    return new MachineId(hostname.toLowerCase(Locale.ROOT), ip);
  }

  /** As error texts quote it. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("{");
    if (!hostname.isEmpty()) {
      text.append("\"hostname\":\"").append(hostname).append('"');
    }
    if (!ip.isEmpty()) {
      text.append(hostname.isEmpty() ? "" : ",").append("\"ip\":\"").append(ip).append('"');
    }
    return text.append('}').toString();
  }
}
