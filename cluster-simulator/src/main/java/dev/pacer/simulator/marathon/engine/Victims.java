package dev.pacer.simulator.marathon.engine;

import dev.pacer.simulator.marathon.definition.Constraint;
import dev.pacer.simulator.marathon.definition.RunSpec;
import dev.pacer.simulator.marathon.instance.Instance;
import dev.pacer.simulator.marathon.matching.ConstraintCheck;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Who dies when an app is scaled down (marathon.md 6.3), with all that makes T1 a trap. */
final class Victims {

  private Victims() {}

  /**
   * The instances to be killed, in order.
   *
   * @param wanted those that are to run now, whether they do or not
   * @param sentenced ids that go first
   */
  static List<Instance> choose(
      RunSpec spec, List<Instance> wanted, Set<String> sentenced, int scaleTo) {
    List<Instance> named = wanted.stream().filter(i -> sentenced.contains(i.id())).toList();
    int count = Math.max(wanted.size() - scaleTo, named.size());
    if (count <= 0) {
      return List.of();
    }
    List<Instance> rest = new ArrayList<>(wanted);
    rest.removeAll(named);
    Set<Instance> ordered = new LinkedHashSet<>(named);
    ordered.addAll(evening(spec, rest, count - named.size()));
    rest.removeAll(ordered);
    rest.sort(order(spec));
    ordered.addAll(rest);
    return ordered.stream().limit(count).toList();
  }

  private static Comparator<Instance> order(RunSpec spec) {
    Comparator<Instance> byAge =
        Comparator.comparing((Instance i) -> i.activeSince() == null ? i.since() : i.activeSince());
    return Comparator.comparingInt((Instance i) -> i.condition().killRank())
        .thenComparing(spec.killsOldestFirst() ? byAge : byAge.reversed())
        .thenComparing(Instance::id);
  }

  /** Those whose end makes groups of a GROUP_BY more alike. */
  private static List<Instance> evening(RunSpec spec, List<Instance> rest, int count) {
    List<Constraint> groupings =
        spec.constraints().stream().filter(c -> c.operator().equals("GROUP_BY")).toList();
    List<Instance> chosen = new ArrayList<>();
    if (groupings.isEmpty()) {
      return chosen;
    }
    List<Instance> left = new ArrayList<>(rest);
    while (chosen.size() < count) {
      Instance next = null;
      for (Constraint grouping : groupings) {
        next = fromLargest(grouping, left, spec);
        if (next != null) {
          break;
        }
      }
      if (next == null) {
        break;
      }
      chosen.add(next);
      left.remove(next);
    }
    return chosen;
  }

  /** One of the largest group, if it is larger by more than one than the smallest. */
  private static @org.jspecify.annotations.Nullable Instance fromLargest(
      Constraint grouping, List<Instance> left, RunSpec spec) {
    Map<Optional<String>, List<Instance>> groups = new LinkedHashMap<>();
    for (Instance instance : left) {
      if (instance.agent() != null) {
        groups
            .computeIfAbsent(
                Optional.ofNullable(ConstraintCheck.value(grouping, instance)),
                g -> new ArrayList<>())
            .add(instance);
      }
    }
    if (groups.isEmpty()) {
      return null;
    }
    int smallest = groups.values().stream().mapToInt(List::size).min().orElse(0);
    List<Instance> largest =
        groups.values().stream().max(Comparator.comparingInt(List::size)).orElseThrow();
    return largest.size() - smallest <= 1 ? null : largest.stream().min(order(spec)).orElse(null);
  }

  /** When it started, for those that compare ages. */
  static Instant age(Instance instance) {
    return instance.activeSince() == null ? instance.since() : instance.activeSince();
  }
}
