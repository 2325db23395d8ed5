package dev.pacer.placement.pack;

import dev.pacer.placement.fit.RefusalReason;
import dev.pacer.placement.fit.ResourceKind;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How a run spec misses the machines of one group (N7).
 *
 * @param lacking milli-units that a whole machine of it has too little of, per resource
 */
public record Miss(
    String pool, String group, List<RefusalReason> reasons, Map<ResourceKind, Long> lacking) {

  public Miss {
    reasons = List.copyOf(reasons);
    lacking = java.util.Collections.unmodifiableMap(new TreeMap<>(lacking));
  }

  @Override
  public String toString() {
    if (!lacking.isEmpty()) {
      return lacking.entrySet().stream()
          .map(e -> "%s short by %s".formatted(e.getKey().wireName(), plain(e.getValue())))
          .collect(Collectors.joining(", ", group + ": ", ""));
    }
    if (reasons.isEmpty()) {
      return group + ": in another region";
    }
    return reasons.stream()
        .map(RefusalReason::wireName)
        .collect(Collectors.joining(", ", group + ": ", ""));
  }

  private static String plain(long millis) {
    return java.math.BigDecimal.valueOf(millis, 3).stripTrailingZeros().toPlainString();
  }
}
