package dev.pacer.placement.fit;

import java.util.Set;

/**
 * An instance that waits for an agent.
 *
 * @param volumes ids of the persistent volumes it owns; empty for one that holds no reservation
 */
public record Waiting(String id, Set<String> volumes) {

  public Waiting {
    volumes = Set.copyOf(volumes);
  }

  boolean isReserved() {
    return !volumes.isEmpty();
  }
}
