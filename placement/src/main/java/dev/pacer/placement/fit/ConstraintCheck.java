package dev.pacer.placement.fit;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Constraints of one run spec, held against K, its known instances that count, for both families of
 * Marathon (F7).
 */
public final class ConstraintCheck {

  private static final Pattern PLAIN_NUMBER = Pattern.compile("\\d+(\\.\\d+)?");

  private final List<KnownInstance> counted;
  private final MatcherSettings.Family family;

  /**
   * @param counted K, in the order in which Marathon meets them
   */
  ConstraintCheck(List<KnownInstance> counted, MatcherSettings.Family family) {
    this.counted = counted;
    this.family = family;
  }

  /** The verdicts on an agent, one per constraint in the order of the run spec. */
  public static List<ConstraintVerdict> verdicts(
      RunSpec spec, Whereabouts agent, List<KnownInstance> known, MatcherSettings.Family family) {
    ConstraintCheck check =
        new ConstraintCheck(known.stream().filter(i -> i.counts(spec)).toList(), family);
    return spec.constraints().stream().map(constraint -> check.verdict(constraint, agent)).toList();
  }

  /**
   * Would it accept an agent if no instance were known yet? What refuses then refuses always, and
   * what fails then fails always.
   */
  public static boolean acceptsTheFirst(
      Constraint constraint, Whereabouts agent, MatcherSettings.Family family) {
    return new ConstraintCheck(List.of(), family).verdict(constraint, agent).accepted();
  }

  /** Why evaluating a constraint fails on every agent that has its field. */
  static Optional<Poison> poison(Constraint constraint, MatcherSettings.Family family) {
    ConstraintCheck check = new ConstraintCheck(List.of(), family);
    String argument = constraint.value() == null ? "" : constraint.value();
    return Optional.ofNullable(check.verdict(constraint, "", argument).poison());
  }

  ConstraintVerdict verdict(Constraint constraint, Whereabouts agent) {
    Optional<String> here = agent.value(constraint.field());
    if (here.isEmpty()) {
      return ConstraintVerdict.of(constraint.operator() == Constraint.Operator.UNLIKE);
    }
    String value = here.get();
    String argument = constraint.value() == null ? "" : constraint.value();
    return verdict(constraint, value, argument);
  }

  /**
   * Would an accepting verdict become a refusal with another of the known instances first? Marathon
   * promises no order of them.
   */
  boolean hangsOnOrder(Constraint constraint, Whereabouts agent) {
    boolean looksAtTheFirst =
        constraint.operator() == Constraint.Operator.CLUSTER
            || constraint.operator() == Constraint.Operator.GROUP_BY;
    if (!looksAtTheFirst) {
      return false;
    }
    Set<List<Object>> tried = new HashSet<>();
    for (KnownInstance first : counted) {
      if (!tried.add(List.of(first.value(constraint.field()), first.specInstances()))) {
        continue;
      }
      List<KnownInstance> other = new ArrayList<>(counted);
      other.remove(first);
      other.add(0, first);
      if (!new ConstraintCheck(other, family).verdict(constraint, agent).accepted()) {
        return true;
      }
    }
    return false;
  }

  private ConstraintVerdict verdict(Constraint constraint, String value, String argument) {
    return switch (constraint.operator()) {
      case UNIQUE -> ConstraintVerdict.of(count(constraint.field(), value) == 0);
      case MAX_PER -> maxPer(constraint.field(), value, argument);
      case LIKE -> like(value, argument, true);
      case UNLIKE -> like(value, argument, false);
      case CLUSTER -> ConstraintVerdict.of(cluster(constraint.field(), value, argument));
      case IS -> ConstraintVerdict.of(value.equals(asScalar(argument)));
      case GROUP_BY -> groupBy(constraint.field(), value, argument);
    };
  }

  private long count(String field, String value) {
    Optional<String> wanted = Optional.of(value);
    long n = 0;
    for (KnownInstance instance : counted) {
      if (instance.value(field).equals(wanted)) {
        n++;
      }
    }
    return n;
  }

  private ConstraintVerdict maxPer(String field, String value, String argument) {
    int most;
    try {
      most = Integer.parseInt(argument);
    } catch (NumberFormatException e) {
      return ConstraintVerdict.breaks(Poison.NOT_A_NUMBER);
    }
    long n = count(field, value);
    return ConstraintVerdict.of(n == 0 || n < most);
  }

  private static ConstraintVerdict like(String value, String regex, boolean wanted) {
    if (regex.isEmpty()) {
      return ConstraintVerdict.REFUSES;
    }
    try {
      return ConstraintVerdict.of(value.matches(regex) == wanted);
    } catch (PatternSyntaxException e) {
      return ConstraintVerdict.breaks(Poison.NOT_A_PATTERN);
    }
  }

  private boolean cluster(String field, String value, String argument) {
    if (!argument.isEmpty()) {
      return value.equals(argument);
    }
    return counted.isEmpty() || counted.get(0).value(field).equals(Optional.of(value));
  }

  private static String asScalar(String argument) {
    return PLAIN_NUMBER.matcher(argument).matches()
        ? Attribute.scalarText(Double.parseDouble(argument))
        : argument;
  }

  private ConstraintVerdict groupBy(String field, String value, String argument) {
    int groups = groups(argument);
    Map<Optional<String>, Integer> counts = new LinkedHashMap<>();
    for (KnownInstance instance : counted) {
      counts.merge(instance.value(field), 1, Integer::sum);
    }
    int here = counts.getOrDefault(Optional.of(value), 0);
    return family == MatcherSettings.Family.SINCE_1_11
        ? groupBySince111(groups, counts, here)
        : ConstraintVerdict.of(groupByUpTo110(groups, counts, here));
  }

  private ConstraintVerdict groupBySince111(
      int groups, Map<Optional<String>, Integer> counts, int here) {
    if (groups <= 0) {
      return ConstraintVerdict.breaks(Poison.GROUP_BY_WITHOUT_COUNT);
    }
    if (here == 0) {
      return ConstraintVerdict.of(counts.size() < groups);
    }
    int wanted = counted.get(0).specInstances();
    int each = wanted / groups;
    int extra = 0;
    for (int n : counts.values()) {
      extra += Math.max(0, n - each);
    }
    return ConstraintVerdict.of(here < each || (here == each && wanted % groups - extra > 0));
  }

  /** Up to 1.10 every group of K must be level before one of them may grow. */
  private static boolean groupByUpTo110(
      int groups, Map<Optional<String>, Integer> counts, int here) {
    if (here == 0) {
      return true;
    }
    int least = counts.values().stream().mapToInt(Integer::intValue).min().orElse(0);
    return counts.size() >= Math.max(groups, 0) && here == least;
  }

  /** The number of a GROUP_BY; what is no number is 0. */
  public static int groups(@Nullable String argument) {
    if (argument == null) {
      return 0;
    }
    if (argument.equals("inf")) {
      return Integer.MAX_VALUE;
    }
    try {
      return Integer.parseInt(argument);
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
