package dev.pacer.autoscaler.journal;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * All that the journal holds.
 *
 * @param intents open ones, oldest first
 * @param drains by agent id
 * @param freezes what operators have stopped; perhaps over already
 */
public record JournalState(
    List<Intent> intents, Map<String, AgentDrain> drains, Memory memory, List<Freeze> freezes) {

  public static final JournalState EMPTY =
      new JournalState(List.of(), Map.of(), Memory.EMPTY, List.of());

  public JournalState {
    intents = List.copyOf(intents);
    drains = java.util.Collections.unmodifiableMap(new TreeMap<>(drains));
    freezes = List.copyOf(freezes);
  }
}
