package dev.pacer.simulator.mesos;

/** A machine as maintenance names it: lower-cased host name and IP, either may be empty. */
public record MachineId(String hostname, String ip) {

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
