package dev.pacer.simulator.marathon.definition;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** What Marathon says about constraints as written (marathon.md 5). */
final class ConstraintRules {

  private static final Set<String> OPERATORS =
      Set.of("UNIQUE", "CLUSTER", "GROUP_BY", "LIKE", "MAX_PER", "UNLIKE", "IS");
  private static final Pattern RANGE_OR_SET = Pattern.compile("^\\s*[\\[{].*");

  private ConstraintRules() {}

  /** Checks raw lists of texts; operators in lower case pass here and fail later, with 500. */
  static void check(List<?> constraints, String path, Findings findings) {
    for (Object each : constraints) {
      List<?> parts = (List<?>) each;
      if (parts.size() < 2 || parts.size() > 3) {
        findings.add(path, "Each constraint must have either 2 or 3 fields");
        continue;
      }
      check(SpecReading.constraint(parts), path, findings);
    }
  }

  static void check(Constraint constraint, String path, Findings findings) {
    String operator = constraint.operator().toUpperCase(Locale.ROOT);
    String value = constraint.value();
    if (!OPERATORS.contains(operator)) {
      findings.add(
          path,
          "operator must be one of the following UNIQUE, CLUSTER, GROUP_BY, LIKE, MAX_PER, UNLIKE"
              + " or IS");
      return;
    }
    switch (operator) {
      case "UNIQUE" -> {
        if (value != null && !value.isEmpty()) {
          findings.add(path, "UNIQUE does not accept a value");
        }
      }
      case "LIKE", "UNLIKE" -> {
        if (value == null || value.isEmpty()) {
          findings.add(path, "LIKE and UNLIKE require a non-empty, regular expression value");
        } else if (!isPattern(value)) {
          findings.add(path, "is not a valid regular expression");
        }
      }
      case "GROUP_BY" -> {
        if (value != null && !value.isEmpty() && !isWhole(value)) {
          findings.add(path, "GROUP BY must define an integer value or else no value at all");
        }
      }
      case "MAX_PER" -> {
        if (value == null || !isWhole(value)) {
          findings.add(path, "MAX_PER requires an integer value");
        }
      }
      case "IS" -> {
        if (value != null && RANGE_OR_SET.matcher(value).matches()) {
          findings.add(
              path,
              "IS only supports Mesos text and float values (see"
                  + " http://mesos.apache.org/documentation/latest/attributes-resources/)");
        }
      }
      default -> {}
    }
  }

  /** Refuses with 500 what the checks let through and the server then cannot read. */
  static void refuseUnreadable(List<?> constraints) {
    for (Object each : constraints) {
      List<?> parts = (List<?>) each;
      if (!OPERATORS.contains(String.valueOf(parts.get(1)))) {
        throw Refusal.of(
            500,
            "illegal constraint specification "
                + String.join(",", parts.stream().map(String::valueOf).toList()));
      }
    }
  }

  private static boolean isPattern(String value) {
    try {
      return Pattern.compile(value) != null;
    } catch (PatternSyntaxException e) {
      return false;
    }
  }

  private static boolean isWhole(String value) {
    try {
      return Integer.toString(Integer.parseInt(value)) != null;
    } catch (NumberFormatException e) {
      return false;
    }
  }
}
