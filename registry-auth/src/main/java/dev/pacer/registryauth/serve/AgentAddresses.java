package dev.pacer.registryauth.serve;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * The addresses of the cluster's agents. One stays for a quarter of an hour after it left the list:
 * agents that cannot be reached, and all of them after a master's failover, are in no list while
 * their tasks run on and pull. Without a new list nobody leaves. Safe for many threads.
 */
public final class AgentAddresses {
  private static final Duration STAYS = Duration.ofMinutes(15);

  private volatile Map<InetAddress, Instant> lastSeen = Map.of();

  /** Takes in a list of the agents as they are now. */
  public synchronized void saw(Set<InetAddress> agents, Instant now) {
    Map<InetAddress, Instant> next = new HashMap<>(lastSeen);
    agents.forEach(agent -> next.put(agent, now));
    // A clock that was set back must not drop anybody.
    next.values().removeIf(seen -> Duration.between(seen, now).compareTo(STAYS) > 0);
    lastSeen = Map.copyOf(next);
  }

  /** Whether it is an agent's, or was lately. */
  public boolean contains(InetAddress address) {
    return lastSeen.containsKey(address);
  }

  /** How many there are. */
  public int size() {
    return lastSeen.size();
  }
}
