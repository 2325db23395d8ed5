package dev.pacer.autoscaler.journal.stored;

import dev.pacer.autoscaler.journal.AgentDrain;
import dev.pacer.autoscaler.journal.Intent;
import dev.pacer.autoscaler.journal.Journal;
import dev.pacer.autoscaler.journal.JournalException;
import dev.pacer.autoscaler.journal.JournalState;
import dev.pacer.autoscaler.journal.Memory;
import dev.pacer.cluster.PeerException;
import dev.pacer.cluster.zookeeper.Change;
import dev.pacer.cluster.zookeeper.FencedStore;
import dev.pacer.cluster.zookeeper.RecordKey;
import dev.pacer.cluster.zookeeper.StoredRecord;
import dev.pacer.cluster.zookeeper.Term;
import dev.pacer.cluster.zookeeper.WriteOutcome;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The journal in ZooKeeper: every write is one transaction that also checks the epoch. For one
 * thread. A leader keeps what it read when it took office and what it wrote since; everybody else
 * reads anew each time.
 */
public final class StoredJournal implements Journal {

  private static final String INTENTS = "intents";
  private static final String AGENTS = "agents";

  /** The store takes 768 KiB at once, in records of up to 256 KiB. */
  private static final int BYTES_AT_ONCE = 400 * 1024;

  private final FencedStore store;
  private final Supplier<Optional<Term>> office;
  private @Nullable Known known;

  /** What this leader knows to be written. */
  private static final class Known {
    final Term term;
    final Map<RecordKey, StoredRecord> records = new HashMap<>();
    final Map<String, Intent> intents = new TreeMap<>();
    final Map<String, AgentDrain> drains = new TreeMap<>();
    Memory memory = Memory.EMPTY;

    Known(Term term) {
      this.term = term;
    }
  }

  /**
   * @param office the term under which to write; empty for one that does not lead
   */
  public StoredJournal(FencedStore store, Supplier<Optional<Term>> office) {
    this.store = store;
    this.office = office;
  }

  @Override
  public JournalState read() {
    try {
      Optional<Term> term = office.get();
      if (known == null || !term.equals(Optional.of(known.term))) {
        // A term that is not in office never writes, so any will do to read with.
        known = load(term.orElseGet(() -> new Term(1, 0)));
      }
      JournalState state = state(known);
      if (term.isEmpty()) {
        known = null;
      }
      return state;
    } catch (PeerException e) {
      throw new JournalException(e.call().sentence(), e);
    }
  }

  private JournalState state(Known from) {
    List<Intent> intents = new ArrayList<>(from.intents.values());
    intents.sort(Comparator.comparing(Intent::createdAt).thenComparing(Intent::id));
    return new JournalState(intents, from.drains, from.memory, Freezing.read(store));
  }

  private Known load(Term term) {
    Known loaded = new Known(term);
    for (StoredRecord stored : store.list(INTENTS)) {
      Intent intent = parse(stored, IntentJson::read);
      loaded.intents.put(intent.id(), intent);
      loaded.records.put(stored.key(), stored);
    }
    for (StoredRecord stored : store.list(AGENTS)) {
      AgentDrain drain = parse(stored, DrainJson::read);
      loaded.drains.put(drain.agent(), drain);
      loaded.records.put(stored.key(), stored);
    }
    Map<String, String> memory = new TreeMap<>();
    for (StoredRecord stored : store.list(MemoryJson.KIND)) {
      memory.put(stored.key().id(), stored.text());
      loaded.records.put(stored.key(), stored);
    }
    try {
      loaded.memory = MemoryJson.read(memory);
    } catch (IllegalArgumentException e) {
      throw new JournalException("The memory in ZooKeeper cannot be read: " + e.getMessage(), e);
    }
    return loaded;
  }

  static <T> T parse(StoredRecord stored, Function<String, T> reader) {
    try {
      return reader.apply(stored.text());
    } catch (IllegalArgumentException e) {
      throw new JournalException(
          "The record %s in ZooKeeper cannot be read: %s".formatted(stored.key(), e.getMessage()),
          e);
    }
  }

  @Override
  public void put(Intent intent) {
    Known now = inOffice();
    write(now, Map.of(key(INTENTS, intent.id()), IntentJson.write(intent, now.term.epoch())));
    now.intents.put(intent.id(), intent);
  }

  @Override
  public void close(String intentId) {
    Known now = inOffice();
    delete(now, key(INTENTS, intentId));
    now.intents.remove(intentId);
  }

  @Override
  public void put(AgentDrain drain) {
    Known now = inOffice();
    write(now, Map.of(key(AGENTS, drain.agent()), DrainJson.write(drain)));
    now.drains.put(drain.agent(), drain);
  }

  @Override
  public void forgetDrain(String agent) {
    Known now = inOffice();
    delete(now, key(AGENTS, agent));
    now.drains.remove(agent);
  }

  @Override
  public void remember(Memory memory) {
    Known now = inOffice();
    if (memory.equals(now.memory)) {
      return;
    }
    SortedMap<RecordKey, String> wanted = MemoryJson.write(memory);
    write(now, wanted);
    List<RecordKey> stale =
        now.records.keySet().stream()
            .filter(key -> key.kind().equals(MemoryJson.KIND) && !wanted.containsKey(key))
            .sorted()
            .toList();
    for (RecordKey key : stale) {
      delete(now, key);
    }
    now.memory = memory;
  }

  private Known inOffice() {
    Optional<Term> term = office.get();
    if (known == null || !term.equals(Optional.of(known.term))) {
      throw new JournalException(
          "Nothing is written: this instance does not lead, or has not read since it does.");
    }
    return known;
  }

  private static RecordKey key(String kind, String id) {
    return new RecordKey(kind, RecordNames.of(id));
  }

  private void write(Known now, Map<RecordKey, String> texts) {
    List<Change> changes = new ArrayList<>();
    new TreeMap<>(texts)
        .forEach(
            (key, text) -> {
              StoredRecord before = now.records.get(key);
              if (before == null) {
                changes.add(new Change.Create(key, text));
              } else if (!before.text().equals(text)) {
                changes.add(new Change.Update(key, text, before.version()));
              }
            });
    for (List<Change> part : parts(changes, texts)) {
      List<Integer> versions = commit(now.term, part);
      for (int i = 0; i < part.size(); i++) {
        RecordKey key = part.get(i).key();
        now.records.put(key, new StoredRecord(key, texts.getOrDefault(key, ""), versions.get(i)));
      }
    }
  }

  private static List<List<Change>> parts(List<Change> changes, Map<RecordKey, String> texts) {
    List<List<Change>> parts = new ArrayList<>();
    int room = 0;
    for (Change change : changes) {
      int size = texts.getOrDefault(change.key(), "").getBytes(StandardCharsets.UTF_8).length;
      if (parts.isEmpty() || size > room) {
        parts.add(new ArrayList<>());
        room = BYTES_AT_ONCE;
      }
      parts.get(parts.size() - 1).add(change);
      room -= size;
    }
    return parts;
  }

  private void delete(Known now, RecordKey key) {
    StoredRecord before = now.records.get(key);
    if (before != null) {
      commit(now.term, List.of(new Change.Delete(key, before.version())));
      now.records.remove(key);
    }
  }

  /** Whatever went wrong, what is written is looked at anew before anything else is. */
  private List<Integer> commit(Term term, List<Change> changes) {
    WriteOutcome outcome = store.write(term, changes);
    if (outcome instanceof WriteOutcome.Written written) {
      return written.versions();
    }
    known = null;
    throw new JournalException(Freezing.reason(outcome));
  }
}
