package dev.pacer.autoscaler.journal.stored;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.pacer.autoscaler.journal.Memory;
import dev.pacer.cluster.zookeeper.RecordKey;
import dev.pacer.view.MachineTemplate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The records at {@code memory/<kind>}: {@code {"format":1,"entries":{...}}}. A kind with an entry
 * per agent is split over records by the hash of the entry's key, so that none grows beyond what
 * ZooKeeper takes, and a change rewrites a small part.
 */
final class MemoryJson {

  static final String KIND = "memory";

  /** Over how many records a kind with an entry per agent or machine is split. */
  private static final int PARTS = 16;

  private static final Set<String> SPLIT =
      Set.of("demand", "spareAgents", "registered", "present", "lost", "cooldowns");

  private static final Set<String> WHOLE =
      Set.of(
          "gaps",
          "templates",
          "marathonLeader",
          "raises",
          "removals",
          "breakers",
          "ledger",
          "sizes");

  private MemoryJson() {}

  /** All records of a memory; kinds without an entry have none. */
  static SortedMap<RecordKey, String> write(Memory memory) {
    Map<RecordKey, ObjectNode> records = new TreeMap<>();
    Memory.Sightings sightings = memory.sightings();
    put(records, "demand", sightings.demand(), MemoryJson::time);
    put(records, "spareAgents", sightings.spareAgents(), MemoryJson::time);
    put(records, "gaps", sightings.gaps(), MemoryJson::time);
    put(records, "registered", members(sightings.registered()), BooleanNode::valueOf);
    put(records, "templates", memory.templates(), TemplateJson::write);
    put(records, "present", members(memory.agents().present()), BooleanNode::valueOf);
    put(records, "lost", memory.agents().lost(), MemoryJson::time);
    Map<String, Instant> leader = new TreeMap<>();
    memory.marathonLeader().ifPresent(seen -> leader.put(seen.leader(), seen.since()));
    put(records, "marathonLeader", leader, MemoryJson::time);
    put(records, "raises", memory.proposal().raises(), IntNode::valueOf);
    put(records, "removals", members(memory.proposal().removals()), BooleanNode::valueOf);
    put(records, "cooldowns", memory.restraint().cooldowns(), MemoryJson::time);
    put(records, "breakers", memory.restraint().breakers(), MemoryJson::breaker);
    Map<String, Memory.Entry> ledger = new LinkedHashMap<>();
    for (Memory.Entry entry : memory.restraint().ledger()) {
      ledger.put("%06d".formatted(ledger.size()), entry);
    }
    put(records, "ledger", ledger, MemoryJson::entry);
    put(
        records,
        "sizes",
        memory.sizes(),
        size -> RecordJson.object().put("entries", size.entries()).put("emptied", size.emptied()));
    SortedMap<RecordKey, String> texts = new TreeMap<>();
    records.forEach((key, node) -> texts.put(key, RecordJson.text(node)));
    return texts;
  }

  private static <T> void put(
      Map<RecordKey, ObjectNode> records,
      String kind,
      Map<String, T> entries,
      Function<T, JsonNode> value) {
    for (Map.Entry<String, T> entry : new TreeMap<>(entries).entrySet()) {
      ObjectNode node = records.computeIfAbsent(key(kind, entry.getKey()), k -> empty());
      ((ObjectNode) node.get("entries")).set(entry.getKey(), value.apply(entry.getValue()));
    }
  }

  private static ObjectNode empty() {
    ObjectNode node = RecordJson.record();
    node.putObject("entries");
    return node;
  }

  private static RecordKey key(String kind, String entry) {
    return new RecordKey(
        KIND,
        SPLIT.contains(kind)
            ? kind + "." + Math.floorMod(entry.hashCode(), PARTS)
            : requireWhole(kind));
  }

  private static String requireWhole(String kind) {
    if (!WHOLE.contains(kind)) {
      throw new IllegalStateException("no record is kept of " + kind);
    }
    return kind;
  }

  private static JsonNode time(Instant at) {
    return TextNode.valueOf(at.toString());
  }

  private static Map<String, Boolean> members(Set<String> set) {
    return set.stream().collect(Collectors.toMap(Function.identity(), member -> true));
  }

  private static JsonNode breaker(Memory.Breaker breaker) {
    return RecordJson.object()
        .put("until", breaker.until().toString())
        .put("failures", breaker.failures())
        .put("lastFailure", breaker.lastFailure().toString())
        .put("cause", breaker.cause());
  }

  private static JsonNode entry(Memory.Entry entry) {
    return RecordJson.object()
        .put("at", entry.at().toString())
        .put("pool", entry.pool())
        .put("machines", entry.machines())
        .put("microDollars", entry.microDollars());
  }

  /**
   * A memory out of its records' texts by id.
   *
   * @throws IllegalArgumentException when one is not as it should be
   */
  static Memory read(Map<String, String> texts) {
    Map<String, Map<String, JsonNode>> kinds = new TreeMap<>();
    texts.forEach(
        (id, text) -> {
          String kind = id.contains(".") ? id.substring(0, id.indexOf('.')) : id;
          if (!SPLIT.contains(kind) && !WHOLE.contains(kind)) {
            throw new IllegalArgumentException("no record belongs at memory/" + id);
          }
          Map<String, JsonNode> entries = kinds.computeIfAbsent(kind, k -> new TreeMap<>());
          RecordJson.read(text)
              .path("entries")
              .properties()
              .forEach(field -> entries.put(field.getKey(), field.getValue()));
        });
    Map<String, MachineTemplate> templates = values(kinds, "templates", TemplateJson::read);
    Optional<Memory.LeaderSeen> leader =
        times(kinds, "marathonLeader").entrySet().stream()
            .map(seen -> new Memory.LeaderSeen(seen.getKey(), seen.getValue()))
            .findFirst();
    return new Memory(
        new Memory.Sightings(
            times(kinds, "demand"),
            times(kinds, "spareAgents"),
            times(kinds, "gaps"),
            names(kinds, "registered")),
        templates,
        new Memory.AgentWatch(names(kinds, "present"), times(kinds, "lost")),
        leader,
        new Memory.Proposal(values(kinds, "raises", JsonNode::asInt), names(kinds, "removals")),
        new Memory.Restraint(
            times(kinds, "cooldowns"),
            values(kinds, "breakers", MemoryJson::breaker),
            ledger(values(kinds, "ledger", MemoryJson::entry).values())),
        values(
            kinds,
            "sizes",
            node ->
                new Memory.Size(
                    RecordJson.integer(node, "entries"), RecordJson.integer(node, "emptied"))));
  }

  private static List<Memory.Entry> ledger(Collection<Memory.Entry> entries) {
    return new ArrayList<>(entries);
  }

  private static Memory.Breaker breaker(JsonNode node) {
    return new Memory.Breaker(
        RecordJson.instant(node, "until"),
        RecordJson.integer(node, "failures"),
        RecordJson.instant(node, "lastFailure"),
        RecordJson.string(node, "cause"));
  }

  private static Memory.Entry entry(JsonNode node) {
    return new Memory.Entry(
        RecordJson.instant(node, "at"),
        RecordJson.string(node, "pool"),
        RecordJson.integer(node, "machines"),
        RecordJson.number(node, "microDollars"));
  }

  private static Map<String, Instant> times(Map<String, Map<String, JsonNode>> kinds, String kind) {
    return values(kinds, kind, node -> RecordJson.instant(node.asText()));
  }

  private static Set<String> names(Map<String, Map<String, JsonNode>> kinds, String kind) {
    return kinds.getOrDefault(kind, Map.of()).keySet();
  }

  private static <T> Map<String, T> values(
      Map<String, Map<String, JsonNode>> kinds, String kind, Function<JsonNode, T> value) {
    Map<String, T> values = new TreeMap<>();
    kinds.getOrDefault(kind, Map.of()).forEach((key, node) -> values.put(key, value.apply(node)));
    return values;
  }
}
