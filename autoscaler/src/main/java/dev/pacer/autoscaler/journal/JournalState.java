package dev.pacer.autoscaler.journal;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * All that the journal holds.
 *
 * @param intents open ones, oldest first
 * @param drains by agent id
 */
public record JournalState(List<Intent> intents, Map<String, AgentDrain> drains, Memory memory) {

  public static final JournalState EMPTY = new JournalState(List.of(), Map.of(), Memory.EMPTY);

  public JournalState {
    intents = List.copyOf(intents);
    drains = java.util.Collections.unmodifiableMap(new TreeMap<>(drains));
  }
}
