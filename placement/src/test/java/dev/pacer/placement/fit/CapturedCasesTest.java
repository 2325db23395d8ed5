package dev.pacer.placement.fit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Every captured case is decided as Marathon 1.11.24's own code decided it. */
class CapturedCasesTest {

  @Test
  void everyCaseIsDecidedAsMarathonDecidedIt() {
    List<String> differences = new ArrayList<>();
    int equal = 0;
    for (JsonNode line : CaptureReader.lines("/matcher/cases.jsonl.gz")) {
      String difference = difference(line);
      if (difference.isEmpty()) {
        equal++;
      } else {
        differences.add(line.get("id").asText() + ": " + difference);
      }
    }
    System.out.printf("matcher cases: %d equal, %d differ%n", equal, differences.size());
    assertThat(differences).isEmpty();
    assertThat(equal).isEqualTo(11_718);
  }

  private static String difference(JsonNode line) {
    RunSpec spec = CaptureReader.spec(line);
    Room room = CaptureReader.room("offer", line.get("offer"));
    List<KnownInstance> known = CaptureReader.instances(line, spec);
    MatcherSettings settings = CaptureReader.settings(line);
    JsonNode expected = line.get("expected");
    Fit fit = decide(line, spec, room, known, new OfferMatcher(settings));
    String answer =
        fit.match(f -> "match", f -> "noMatch", f -> "ignored", f -> "throws " + f.cause());
    if (!answer.split(" ", 2)[0].equals(expected.get("outcome").asText())) {
      return "expected %s, got %s".formatted(expected, fit);
    }
    String detail =
        fit.match(
            f -> consumptionDifference(f.consumption(), room, expected),
            f -> reasonsDifference(f.reasons(), expected),
            f -> "",
            f -> "");
    if (!detail.isEmpty()) {
      return detail;
    }
    return expected.has("constraints") && !expected.path("outcome").asText().equals("ignored")
        ? verdictsDifference(spec, room, known, settings, expected)
        : "";
  }

  /** An offer is held against all waiting instances: one that finds its reservation goes first. */
  private static Fit decide(
      JsonNode line, RunSpec spec, Room room, List<KnownInstance> known, OfferMatcher matcher) {
    if (!line.has("placing")) {
      return matcher.decide(spec, room, known);
    }
    List<KnownInstance> all = new ArrayList<>(known);
    List<Waiting> waiting = new ArrayList<>();
    for (JsonNode p : line.get("placing")) {
      KnownInstance instance = CaptureReader.instance(p, spec, CaptureReader.version(line));
      all.add(instance);
      if (instance.goal() == Goal.RUNNING) {
        Set<String> volumes = new TreeSet<>();
        p.path("reservation").path("volumes").forEach(v -> volumes.add(v.asText()));
        waiting.add(new Waiting(instance.id(), volumes));
      }
    }
    return matcher.decideFor(spec, room, all, waiting);
  }

  private static String consumptionDifference(
      Consumption consumption, Room room, JsonNode expected) {
    Map<String, BigDecimal> got = new TreeMap<>();
    for (Consumption.ScalarTake take : consumption.scalars()) {
      ResourceEntry e = room.entries().get(take.entry());
      String disk =
          e.disk().type() == DiskSource.Type.ROOT
              ? ""
              : "@%s:%s"
                  .formatted(
                      e.disk().type().name().toLowerCase(java.util.Locale.ROOT), e.disk().path());
      got.merge(
          e.kind().wireName() + "/" + e.role() + disk,
          BigDecimal.valueOf(Math.round(take.amount() * 1e6), 6).stripTrailingZeros(),
          BigDecimal::add);
    }
    Map<String, BigDecimal> want = new TreeMap<>();
    for (JsonNode c : expected.get("consumed")) {
      want.merge(
          c.get(0).asText()
              + "/"
              + c.get(1).asText()
              + (c.size() > 3 ? "@" + c.get(3).asText() : ""),
          c.get(2).decimalValue().stripTrailingZeros(),
          BigDecimal::add);
    }
    boolean same =
        got.keySet().equals(want.keySet())
            && got.keySet().stream()
                .allMatch(
                    k ->
                        got.get(k).subtract(want.get(k)).abs().compareTo(new BigDecimal("0.00001"))
                            < 0);
    if (!same) {
      return "consumed %s instead of %s".formatted(got, want);
    }
    String operation = expected.get("operation").asText();
    if (!consumption.operation().name().equalsIgnoreCase(operation)) {
      return "operation %s instead of %s".formatted(consumption.operation(), operation);
    }
    return consumption.ports().size() == expected.get("hostPorts").asInt()
        ? ""
        : "took %s instead of %s ports"
            .formatted(consumption.ports().size(), expected.get("hostPorts"));
  }

  private static String reasonsDifference(List<RefusalReason> reasons, JsonNode expected) {
    List<String> want = new ArrayList<>();
    expected.get("reasons").forEach(r -> want.add(r.asText()));
    List<String> got = reasons.stream().map(RefusalReason::wireName).toList();
    return got.equals(want) ? "" : "reasons %s instead of %s".formatted(got, want);
  }

  private static String verdictsDifference(
      RunSpec spec,
      Room room,
      List<KnownInstance> known,
      MatcherSettings settings,
      JsonNode expected) {
    List<String> want = new ArrayList<>();
    expected
        .get("constraints")
        .forEach(v -> want.add(v.asText().contains(".") ? "throws" : v.asText()));
    List<String> got =
        ConstraintCheck.verdicts(spec, room.where(), known, settings.family()).stream()
            .map(v -> v.poison() != null ? "throws" : String.valueOf(v.accepted()))
            .toList();
    return got.equals(want) ? "" : "constraints %s instead of %s".formatted(got, want);
  }
}
