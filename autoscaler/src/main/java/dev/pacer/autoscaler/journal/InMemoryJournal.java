package dev.pacer.autoscaler.journal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A journal that lasts as long as the process. For one thread. */
public final class InMemoryJournal implements Journal {

  private final Map<String, Intent> intents = new LinkedHashMap<>();
  private final Map<String, AgentDrain> drains = new TreeMap<>();
  private final List<Freeze> freezes;
  private Memory memory;

  public InMemoryJournal() {
    this(JournalState.EMPTY);
  }

  /** One that begins with what another holds, and does not change that other. */
  public InMemoryJournal(JournalState state) {
    state.intents().forEach(this::put);
    drains.putAll(state.drains());
    freezes = state.freezes();
    memory = state.memory();
  }

  @Override
  public JournalState read() {
    List<Intent> oldestFirst = new ArrayList<>(intents.values());
    oldestFirst.sort(Comparator.comparing(Intent::createdAt).thenComparing(Intent::id));
    return new JournalState(oldestFirst, drains, memory, freezes);
  }

  @Override
  public void put(Intent intent) {
    intents.put(intent.id(), intent);
  }

  @Override
  public void close(String intentId) {
    intents.remove(intentId);
  }

  @Override
  public void put(AgentDrain drain) {
    drains.put(drain.agent(), drain);
  }

  @Override
  public void forgetDrain(String agent) {
    drains.remove(agent);
  }

  @Override
  public void remember(Memory other) {
    memory = other;
  }
}
