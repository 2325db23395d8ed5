package dev.pacer.conformance.matcher;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pacer.placement.fit.Condition;
import dev.pacer.placement.fit.Consumption;
import dev.pacer.placement.fit.Fit;
import dev.pacer.placement.fit.Goal;
import dev.pacer.placement.fit.KnownInstance;
import dev.pacer.placement.fit.OfferMatcher;
import dev.pacer.placement.fit.RefusalReason;
import dev.pacer.placement.fit.Room;
import dev.pacer.placement.fit.RunSpec;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** One captured sequence: agents visited in turn, then events, then again. */
final class SequenceReplay {

  static String difference(JsonNode line) {
    return new SequenceReplay(line).run();
  }

  private final JsonNode line;
  private final OfferMatcher matcher;
  private final Map<Integer, Room> agents = new TreeMap<>();
  private final List<KnownInstance> known = new ArrayList<>();
  private final Map<String, Integer> agentOf = new TreeMap<>();

  /** For each waiting instance, how many instances its version wanted. */
  private final Deque<Integer> waiting = new ArrayDeque<>();

  private RunSpec spec;
  private int nextAgent;
  private int nextId;

  private SequenceReplay(JsonNode line) {
    this.line = line;
    this.spec = CaseReader.spec(line);
    this.matcher = new OfferMatcher(CaseReader.settings(line));
    known.addAll(CaseReader.instances(line, spec));
    line.get("agents").forEach(this::addAgent);
    waiting(line.get("toPlace").asInt());
  }

  private void addAgent(JsonNode offer) {
    agents.put(nextAgent, CaseReader.room("a" + nextAgent, offer));
    nextAgent++;
  }

  private Room agent(int index) {
    return Objects.requireNonNull(agents.get(index), "no agent " + index);
  }

  private void waiting(int count) {
    for (int i = 0; i < count; i++) {
      waiting.addLast(spec.instances());
    }
  }

  private String run() {
    JsonNode phases = line.get("expected").get("phases");
    String difference = phase(phases.get(0));
    for (int i = 0; difference.isEmpty() && i < line.path("then").size(); i++) {
      event(line.get("then").get(i));
      difference = phase(phases.get(i + 1));
    }
    return difference;
  }

  private void event(JsonNode event) {
    switch (event.get("event").asText()) {
      case "agentAdded" -> addAgent(event.get("offer"));
      case "agentGone" -> {
        int gone = event.get("agent").asInt();
        agents.remove(gone);
        int before = known.size();
        known.removeIf(i -> agentOf.getOrDefault(i.id(), -1) == gone);
        waiting(before - known.size());
      }
      case "scaleTo" -> {
        int more = event.get("instances").asInt() - spec.instances();
        spec =
            new RunSpec(
                spec.id(),
                spec.role(),
                event.get("instances").asInt(),
                spec.needs(),
                spec.acceptedRoles(),
                spec.constraints(),
                spec.gpuBehaviour(),
                spec.lastConfigChange());
        waiting(more);
      }
      default -> throw new IllegalArgumentException(event.toString());
    }
  }

  private String phase(JsonNode expected) {
    List<Integer> placements = new ArrayList<>();
    String threw = "null";
    boolean progress = true;
    while (progress && threw.equals("null") && !waiting.isEmpty()) {
      progress = false;
      for (int agent : List.copyOf(agents.keySet())) {
        for (int visit = 0; visit < line.get("perVisit").asInt() && threw.equals("null"); visit++) {
          if (waiting.isEmpty()) {
            break;
          }
          Fit fit = matcher.decide(spec, agent(agent), known);
          if (fit instanceof Fit.Throws throwing) {
            threw = CaseReplay.exception(throwing.cause());
          }
          if (!(fit instanceof Fit.Fits fits)) {
            break;
          }
          place(agent, fits.consumption());
          placements.add(agent);
          progress = true;
        }
      }
    }
    List<Integer> want = new ArrayList<>();
    expected.get("placements").forEach(p -> want.add(p.asInt()));
    if (!placements.equals(want)) {
      return "placed %s instead of %s".formatted(placements, want);
    }
    if (waiting.size() != expected.get("pending").asInt()) {
      return "pending %d instead of %s".formatted(waiting.size(), expected.get("pending"));
    }
    String shouldThrow = expected.path("throws").asText("null");
    return threw.equals(shouldThrow)
        ? refusals(expected)
        : "threw %s instead of %s".formatted(threw, shouldThrow);
  }

  private void place(int agent, Consumption consumption) {
    Room room = agent(agent);
    String id = "placed-" + nextId++;
    known.add(
        new KnownInstance(
            id,
            room.where(),
            Condition.PROVISIONED,
            Goal.RUNNING,
            CaseReader.version(line),
            waiting.removeFirst()));
    agentOf.put(id, agent);
    agents.put(agent, room.minus(consumption));
  }

  private String refusals(JsonNode expected) {
    for (JsonNode refusal : expected.path("refusals")) {
      int agent = refusal.get("agent").asInt();
      Fit fit = matcher.decide(spec, agent(agent), known);
      List<String> got =
          fit.match(
              f -> List.of("fits"),
              f -> f.reasons().stream().map(RefusalReason::wireName).toList(),
              f -> List.of("ignored"),
              f -> List.of("throws"));
      List<String> want = new ArrayList<>();
      refusal.path("reasons").forEach(r -> want.add(r.asText()));
      if (!got.equals(want)) {
        return "agent %d refuses with %s instead of %s".formatted(agent, got, want);
      }
      String reported = got.isEmpty() ? "null" : got.get(0);
      if (!reported.equals(refusal.path("reported").asText("null"))) {
        return "agent %d reports %s instead of %s"
            .formatted(agent, reported, refusal.path("reported"));
      }
    }
    return "";
  }
}
