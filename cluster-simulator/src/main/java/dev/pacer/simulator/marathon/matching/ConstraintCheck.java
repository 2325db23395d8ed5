package dev.pacer.simulator.marathon.matching;

import dev.pacer.simulator.marathon.definition.Constraint;
import dev.pacer.simulator.marathon.instance.AgentInfo;
import dev.pacer.simulator.marathon.instance.Instance;
import dev.pacer.simulator.offer.Offer;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Whether one constraint lets an agent take one more instance (autoscaling.md F7). */
public final class ConstraintCheck {

  private static final Pattern NUMBER = Pattern.compile("\\d+(\\.\\d+)?");

  private static final Pattern DIGITS = Pattern.compile("\\d{1,9}");

  private ConstraintCheck() {}

  /**
   * Whether the offer's agent may be used, held against the instances that count.
   *
   * @throws ArithmeticException for a GROUP_BY that divides by zero since 1.11 (marathon.md T2)
   * @throws NumberFormatException for a number that is none
   * @throws java.util.regex.PatternSyntaxException for a pattern that is none
   */
  public static boolean accepts(
      Constraint constraint,
      Offer offer,
      List<Instance> counted,
      MatchRules.GroupByFamily groupByFamily) {
    String value =
        FieldValues.of(
            constraint.field(), offer.hostname(), offer.region(), offer.zone(), offer.attributes());
    if (value == null) {
      return constraint.operator().equals("UNLIKE");
    }
    return switch (constraint.operator()) {
      case "UNIQUE" -> values(constraint, counted).stream().noneMatch(value::equals);
      case "CLUSTER" -> cluster(constraint, value, counted);
      case "GROUP_BY" ->
          groupByFamily == MatchRules.GroupByFamily.UP_TO_1_10
              ? groupByUpTo110(constraint, value, counted)
              : groupBy(constraint, value, counted);
      case "MAX_PER" -> {
        int max = Integer.parseInt(constraint.valueOrEmpty());
        long there = values(constraint, counted).stream().filter(value::equals).count();
        yield there == 0 || there < max;
      }
      case "LIKE" -> like(constraint, value);
      case "UNLIKE" ->
          !constraint.valueOrEmpty().isEmpty()
              && !Pattern.compile(constraint.valueOrEmpty()).matcher(value).matches();
      case "IS" -> value.equals(normal(constraint.valueOrEmpty()));
      default -> throw new IllegalStateException("unknown operator " + constraint.operator());
    };
  }

  private static boolean like(Constraint constraint, String value) {
    return !constraint.valueOrEmpty().isEmpty()
        && Pattern.compile(constraint.valueOrEmpty()).matcher(value).matches();
  }

  private static boolean cluster(Constraint constraint, String value, List<Instance> counted) {
    if (!constraint.valueOrEmpty().isEmpty()) {
      return value.equals(constraint.valueOrEmpty());
    }
    List<@Nullable String> values = values(constraint, counted);
    return values.isEmpty() || value.equals(values.get(0));
  }

  private static boolean groupBy(Constraint constraint, String value, List<Instance> counted) {
    int groups = groups(constraint.valueOrEmpty());
    int total = counted.isEmpty() ? 1 : counted.get(0).spec().instances();
    int perGroup = divide(total, Math.max(groups, 0));
    int remainder = total % groups;
    Map<Optional<String>, Integer> sizes = new LinkedHashMap<>();
    for (String each : values(constraint, counted)) {
      sizes.merge(Optional.ofNullable(each), 1, Integer::sum);
    }
    Integer here = sizes.get(Optional.of(value));
    if (here == null) {
      return sizes.size() < groups;
    }
    int extra = sizes.values().stream().mapToInt(size -> Math.max(0, size - perGroup)).sum();
    return here < perGroup || (here == perGroup && remainder - extra > 0);
  }

  /** A value of its own is always welcome; a known one when no group is smaller and none lacks. */
  private static boolean groupByUpTo110(
      Constraint constraint, String value, List<Instance> counted) {
    List<@Nullable String> values = values(constraint, counted);
    int here = Collections.frequency(values, value);
    if (here == 0) {
      return true;
    }
    Set<@Nullable String> groups = new HashSet<>(values);
    for (String group : groups) {
      if (Collections.frequency(values, group) < here) {
        return false;
      }
    }
    return groups.size() >= groups(constraint.valueOrEmpty());
  }

  /** Old definitions may hold anything; what is no number counts as none. */
  private static int groups(String value) {
    if (value.equals("inf")) {
      return Integer.MAX_VALUE;
    }
    return DIGITS.matcher(value).matches() ? Integer.parseInt(value) : 0;
  }

  private static int divide(int total, int groups) {
    return Math.floorDiv(total, groups);
  }

  /** An IS value that looks like a number is written as one before it is compared. */
  private static String normal(String value) {
    return NUMBER.matcher(value).matches() ? FieldValues.scalar(new BigDecimal(value)) : value;
  }

  /** The field's value of each instance that counts; null where its agent has none. */
  static List<@Nullable String> values(Constraint constraint, List<Instance> counted) {
    List<@Nullable String> values = new ArrayList<>();
    for (Instance instance : counted) {
      values.add(value(constraint, instance));
    }
    return values;
  }

  /** The field's value of one instance, as scale-downs that even out groups want it too. */
  public static @Nullable String value(Constraint constraint, Instance instance) {
    AgentInfo agent = instance.agent();
    return agent == null
        ? null
        : FieldValues.of(
            constraint.field(),
            Objects.requireNonNull(agent.host()),
            agent.region(),
            agent.zone(),
            agent.attributes());
  }
}
