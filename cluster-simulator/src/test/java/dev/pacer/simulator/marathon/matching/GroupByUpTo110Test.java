package dev.pacer.simulator.marathon.matching;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.simulator.marathon.json.Doc;
import dev.pacer.simulator.marathon.json.JsonReader;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** GROUP_BY as Marathons up to 1.10 count it: each bullet and consequence of rule F7. */
class GroupByUpTo110Test {

  private static boolean takes(String groups, String zone, String... zonesOfOthers)
      throws JsonReader.NotJsonException {
    List<String> others = new ArrayList<>();
    for (String other : zonesOfOthers) {
      String where =
          other.isEmpty()
              ? ""
              : ",\"attributes\":[{\"name\":\"zone\",\"value\":\"%s\"}]".formatted(other);
      others.add("{\"id\":\"i%d\",\"hostname\":\"h\"%s}".formatted(others.size(), where));
    }
    Doc theCase =
        (Doc)
            JsonReader.read(
                """
                {"app":{"id":"/a","role":"*","instances":9,"cpus":0.1,"mem":32,"portDefinitions":[],
                "constraints":[["zone","GROUP_BY"%s]]},"instances":[%s],
                "offer":{"hostname":"n","attributes":[{"name":"zone","value":"%s"}],
                "resources":[{"name":"cpus","value":4},{"name":"mem","value":64}]}}
                """
                    .formatted(
                        groups.isEmpty() ? "" : ",\"" + groups + "\"",
                        String.join(",", others),
                        zone));
    var spec = MatcherCase.spec(theCase);
    OfferMatcher matcher =
        new OfferMatcher(
            MatchRules.standard().withGroupBy(MatchRules.GroupByFamily.UP_TO_1_10),
            new SplittableRandom(1));
    return matcher.match(
            spec,
            MatcherCase.placing(theCase, spec),
            MatcherCase.instances(theCase.docs("instances"), spec),
            MatcherCase.offer(theCase.doc("offer"), spec),
            MatcherCase.NOW)
        instanceof Verdict.Match;
  }

  @Test
  void aNewValueIsAlwaysAccepted() throws JsonReader.NotJsonException {
    assertThat(takes("2", "a")).isTrue();
    assertThat(takes("2", "c", "a", "b")).isTrue();
  }

  @Test
  void withTooFewGroupsNoKnownOneGrows() throws JsonReader.NotJsonException {
    assertThat(takes("3", "a", "a", "b")).isFalse();
    assertThat(takes("3", "b", "a", "b")).isFalse();
    assertThat(takes("3", "a", "a", "b", "c")).isTrue();
  }

  @Test
  void onlyTheSmallestGroupsGrow() throws JsonReader.NotJsonException {
    String[] others = {"a", "a", "a", "b", "b", "b", "c", "c"};
    assertThat(takes("3", "a", others)).isFalse();
    assertThat(takes("3", "b", others)).isFalse();
    assertThat(takes("3", "c", others)).isTrue();
  }

  @Test
  void aFreshZoneTakesAllUntilItIsLevel() throws JsonReader.NotJsonException {
    assertThat(takes("2", "c", "a", "a", "b", "b", "c")).isTrue();
    assertThat(takes("2", "a", "a", "a", "b", "b", "c")).isFalse();
    assertThat(takes("2", "a", "a", "a", "b", "b", "c", "c")).isTrue();
  }

  @Test
  void instancesWithoutTheValueAreAGroupOfTheirOwn() throws JsonReader.NotJsonException {
    assertThat(takes("2", "a", "a", "")).isTrue();
    assertThat(takes("2", "a", "a", "a", "")).isFalse();
  }

  @Test
  void aMissingOrNegativeCountBreaksNothing() throws JsonReader.NotJsonException {
    assertThat(takes("", "a", "a", "b")).isTrue();
    assertThat(takes("0", "a", "a", "b")).isTrue();
    assertThat(takes("-2", "a", "a")).isTrue();
    assertThat(takes("x", "a", "a", "a", "b")).isFalse();
  }
}
