package dev.pacer.placement.fit;

import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** An agent's attribute, as the text that Marathon compares constraints with (F7). */
public record Attribute(String name, String text) {

  public static Attribute text(String name, String value) {
    return new Attribute(name, value);
  }

  public static Attribute scalar(String name, double value) {
    return new Attribute(name, scalarText(value));
  }

  /** Ranges are shown sorted by where they begin. */
  public static Attribute ranges(String name, List<PortRange> ranges) {
    return new Attribute(
        name,
        ranges.stream()
            .sorted()
            .map(r -> r.begin() + "-" + r.end())
            .collect(Collectors.joining(",", "[", "]")));
  }

  /** Members of a set are shown sorted as text. */
  public static Attribute set(String name, Collection<String> members) {
    return new Attribute(
        name, members.stream().sorted().collect(Collectors.joining(",", "{", "}")));
  }

  /** Three decimals at most, half-even on the binary value: 1.0005 is "1", 1.1005 is "1.101". */
  static String scalarText(double value) {
    DecimalFormat format =
        new DecimalFormat("0.###", DecimalFormatSymbols.getInstance(Locale.ROOT));
    format.setRoundingMode(RoundingMode.HALF_EVEN);
    return format.format(value);
  }
}
