package dev.pacer.simulator.mesos.http;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Durations as Mesos reads them from text: a number and a unit. */
final class Durations {

  private static final Pattern LEADING = Pattern.compile("^[0-9.]*");
  private static final Pattern UNIT = Pattern.compile("ns|us|ms|secs|mins|hrs|days|weeks");

  private Durations() {}

  /** What is wrong with it, in Mesos' words; null when nothing is. */
  static @Nullable String problem(String text) {
    Matcher number = LEADING.matcher(text);
    String digits = number.find() ? number.group() : "";
    if (digits.length() == text.length()) {
      return "Invalid duration '%s'".formatted(text);
    }
    if (!digits.matches("[0-9]+(\\.[0-9]+)?")) {
      return "Failed to convert '%s' to number".formatted(digits);
    }
    String unit = text.substring(digits.length());
    return UNIT.matcher(unit).matches()
        ? null
        : "Unknown duration unit '%s'; supported units are 'ns', 'us', 'ms', 'secs', 'mins', 'hrs',"
                .formatted(unit)
            + " 'days', and 'weeks'";
  }
}
