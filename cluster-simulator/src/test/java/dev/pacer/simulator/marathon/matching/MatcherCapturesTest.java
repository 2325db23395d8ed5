package dev.pacer.simulator.marathon.matching;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.simulator.marathon.definition.RunSpec;
import dev.pacer.simulator.marathon.instance.Instance;
import dev.pacer.simulator.marathon.json.Doc;
import dev.pacer.simulator.offer.Offer;
import dev.pacer.simulator.offer.Resource;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Every answer of Marathon 1.11.24's own matcher in captures/matcher, against ours. */
class MatcherCapturesTest {

  private static final List<RejectReason> FUNNEL = List.of(RejectReason.values());

  @Test
  void everyCapturedCaseWithoutVolumesIsDecidedAsMarathonDecidedIt() throws IOException {
    Map<String, int[]> counts = new TreeMap<>();
    List<String> differences = new ArrayList<>();
    MatcherCase.forEach(
        "cases.jsonl.gz",
        theCase -> {
          if (MatcherCase.spec(theCase).isResident()) {
            return;
          }
          int[] count = counts.computeIfAbsent(theCase.text("family"), f -> new int[2]);
          String difference = difference(theCase);
          count[difference.isEmpty() ? 0 : 1]++;
          if (!difference.isEmpty()) {
            differences.add(theCase.text("id") + ": " + difference);
          }
        });
    counts.forEach(
        (family, count) ->
            System.out.println(
                "matcher cases " + family + ": " + count[0] + " equal, " + count[1] + " differ"));
    assertThat(differences).isEmpty();
  }

  private static String difference(Doc theCase) {
    RunSpec spec = MatcherCase.spec(theCase);
    OfferMatcher matcher =
        new OfferMatcher(MatcherCase.rules(theCase.doc("settings")), new SplittableRandom(7));
    Doc expected = theCase.doc("expected");
    Offer offer = MatcherCase.offer(theCase.doc("offer"), spec);
    List<Instance> others = MatcherCase.instances(theCase.docs("instances"), spec);
    Verdict verdict;
    try {
      verdict =
          matcher.match(spec, MatcherCase.placing(theCase, spec), others, offer, MatcherCase.NOW);
    } catch (RuntimeException e) {
      return expected.text("outcome").equals("throws")
              && expected.text("exception").equals(e.getClass().getName())
          ? ""
          : "threw " + e + ", expected " + expected;
    }
    if (verdict instanceof Verdict.Ignored) {
      return expected.text("outcome").equals("ignored") ? "" : "ignored, expected " + expected;
    }
    if (verdict instanceof Verdict.NoMatch noMatch) {
      List<String> reasons =
          noMatch.reasons().stream()
              .distinct()
              .sorted((a, b) -> FUNNEL.indexOf(a) - FUNNEL.indexOf(b))
              .map(RejectReason::wireName)
              .toList();
      String reported = noMatch.reported() == null ? null : noMatch.reported().wireName();
      return expected.text("outcome").equals("noMatch")
              && reasons.equals(expected.texts("reasons").stream().distinct().toList())
              && java.util.Objects.equals(reported, expected.findText("reported"))
          ? ""
          : reasons + " reported " + reported + ", expected " + expected;
    }
    Verdict.Match match = (Verdict.Match) verdict;
    String operation = match.volumes().isEmpty() ? "launch" : "reserve";
    Map<String, BigDecimal> consumed = new TreeMap<>();
    for (Resource resource : match.taken()) {
      Number amount = MatcherCase.amount(resource);
      if (amount != null) {
        consumed.merge(
            resource.name() + " " + resource.role() + disk(resource),
            (BigDecimal) amount,
            BigDecimal::add);
      }
    }
    Map<String, BigDecimal> wanted = new TreeMap<>();
    for (Object each : expected.list("consumed")) {
      List<?> parts = (List<?>) each;
      wanted.merge(
          parts.get(0) + " " + parts.get(1) + (parts.size() > 3 ? " " + parts.get(3) : ""),
          new BigDecimal(parts.get(2).toString()),
          BigDecimal::add);
    }
    long ports = match.ports().stream().filter(p -> p != null).count();
    boolean same =
        expected.text("outcome").equals("match")
            && operation.equals(expected.text("operation"))
            && ports == expected.wholeOr("hostPorts", -1)
            && rounded(consumed).equals(rounded(wanted));
    return same ? "" : operation + " " + consumed + " ports " + ports + ", expected " + expected;
  }

  private static Map<String, BigDecimal> rounded(Map<String, BigDecimal> amounts) {
    Map<String, BigDecimal> rounded = new LinkedHashMap<>();
    amounts.forEach(
        (name, amount) -> {
          BigDecimal value = amount.setScale(6, java.math.RoundingMode.HALF_EVEN);
          if (value.signum() != 0) {
            rounded.put(name, value);
          }
        });
    return rounded;
  }

  private static String disk(Resource resource) {
    if (resource.disk() == null
        || resource.disk().source().equals("ROOT")
        || !resource.disk().persistenceId().isEmpty()) {
      return "";
    }
    return " "
        + resource.disk().source().toLowerCase(java.util.Locale.ROOT)
        + ":"
        + resource.disk().root();
  }
}
