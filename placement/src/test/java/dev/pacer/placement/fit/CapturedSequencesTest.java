package dev.pacer.placement.fit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Every captured sequence of offers ends as it ended in Marathon 1.11.24's own code. */
class CapturedSequencesTest {

  @Test
  void everySequencePlacesAsMarathonPlaced() {
    List<String> differences = new ArrayList<>();
    int equal = 0;
    for (JsonNode line : CaptureReader.lines("/matcher/sequences.jsonl.gz")) {
      String difference = new Replay(line).run();
      if (difference.isEmpty()) {
        equal++;
      } else {
        differences.add(line.get("id").asText() + ": " + difference);
      }
    }
    System.out.printf("matcher sequences: %d equal, %d differ%n", equal, differences.size());
    assertThat(differences).isEmpty();
    assertThat(equal).isEqualTo(315);
  }

  /** One sequence: agents visited in turn, then events, then again. */
  private static final class Replay {
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

    Replay(JsonNode line) {
      this.line = line;
      this.spec = CaptureReader.spec(line);
      this.matcher = new OfferMatcher(CaptureReader.settings(line));
      known.addAll(CaptureReader.instances(line, spec));
      line.get("agents").forEach(this::addAgent);
      waiting(line.get("toPlace").asInt());
    }

    private void addAgent(JsonNode offer) {
      agents.put(nextAgent, CaptureReader.room("a" + nextAgent, offer));
      nextAgent++;
    }

    private void waiting(int count) {
      for (int i = 0; i < count; i++) {
        waiting.addLast(spec.instances());
      }
    }

    String run() {
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
      boolean threw = false;
      boolean progress = true;
      while (progress && !threw && !waiting.isEmpty()) {
        progress = false;
        for (int agent : List.copyOf(agents.keySet())) {
          for (int visit = 0; visit < line.get("perVisit").asInt() && !threw; visit++) {
            if (waiting.isEmpty()) {
              break;
            }
            Fit fit = matcher.decide(spec, agents.get(agent), known);
            threw |= fit instanceof Fit.Throws;
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
      boolean shouldThrow = expected.has("throws") && !expected.get("throws").isNull();
      return threw == shouldThrow ? refusals(expected) : "threw " + threw;
    }

    private void place(int agent, Consumption consumption) {
      Room room = agents.get(agent);
      String id = "placed-" + nextId++;
      known.add(
          new KnownInstance(
              id,
              room.where(),
              Condition.PROVISIONED,
              Goal.RUNNING,
              CaptureReader.version(line),
              waiting.removeFirst()));
      agentOf.put(id, agent);
      agents.put(agent, room.minus(consumption));
    }

    private String refusals(JsonNode expected) {
      for (JsonNode refusal : expected.path("refusals")) {
        int agent = refusal.get("agent").asInt();
        Fit fit = matcher.decide(spec, agents.get(agent), known);
        List<String> got =
            fit.match(
                f -> List.of("fits"),
                f -> f.reasons().stream().map(RefusalReason::wireName).toList(),
                f -> List.of("ignored"),
                f -> List.of("throws"));
        List<String> want = new ArrayList<>();
        refusal.path("reasons").forEach(r -> want.add(r.asText()));
        if (refusal.has("reasons") && !got.equals(want)) {
          return "agent %d refuses with %s instead of %s".formatted(agent, got, want);
        }
      }
      return "";
    }
  }
}
