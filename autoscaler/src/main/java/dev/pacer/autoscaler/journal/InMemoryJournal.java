package dev.pacer.autoscaler.journal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** A journal that lasts as long as the process. For one thread. */
public final class InMemoryJournal implements Journal {

  private final Map<String, Intent> intents = new LinkedHashMap<>();
  private final Map<String, AgentDrain> drains = new TreeMap<>();
  private Memory memory = Memory.EMPTY;

  @Override
  public JournalState read() {
    return new JournalState(new ArrayList<>(intents.values()), drains, memory);
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
