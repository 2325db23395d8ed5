package dev.pacer.registryauth.serve;

import java.net.InetAddress;
import java.util.List;

/**
 * Who may ask for archives, by address. Tasks behind an agent's address cannot be told from the
 * agent: whoever runs there can read what it may read.
 *
 * @param ranges fixed ones
 * @param agents the cluster's agents
 */
public record Callers(List<AddressRange> ranges, AgentAddresses agents) {

  /** A list in order. */
  public Callers {
    ranges = List.copyOf(ranges);
  }

  boolean admit(InetAddress address) {
    return ranges.stream().anyMatch(range -> range.contains(address)) || agents.contains(address);
  }
}
