package dev.pacer.simulator.marathon.matching;

import dev.pacer.simulator.offer.Attribute;
import dev.pacer.simulator.offer.Resource;
import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The text that a constraint's field has on an agent (autoscaling.md F7). */
final class FieldValues {

  private FieldValues() {}

  static @Nullable String of(
      String field,
      String hostname,
      @Nullable String region,
      @Nullable String zone,
      List<Attribute> attributes) {
    return switch (field) {
      case "hostname", "@hostname" -> hostname;
      case "@region" -> region;
      case "@zone" -> region == null ? null : zone == null ? "none" : zone;
      default -> attribute(field, attributes);
    };
  }

  private static @Nullable String attribute(String field, List<Attribute> attributes) {
    for (Attribute attribute : attributes) {
      if (attribute.name().equals(field)) {
        return text(attribute.value());
      }
    }
    return null;
  }

  private static String text(Attribute.Value value) {
    if (value instanceof Attribute.Value.Text text) {
      return text.text();
    }
    if (value instanceof Attribute.Value.Scalar scalar) {
      return scalar(scalar.amount());
    }
    if (value instanceof Attribute.Value.Ranges ranges) {
      return ranges.ranges().stream()
          .sorted(Comparator.comparingLong(Resource.Range::begin))
          .map(range -> range.begin() + "-" + range.end())
          .collect(Collectors.joining(",", "[", "]"));
    }
    return ((Attribute.Value.Items) value)
        .items().stream().sorted().collect(Collectors.joining(",", "{", "}"));
  }

  /** A number as Marathon writes it before it compares: up to three decimals, half to even. */
  static String scalar(BigDecimal amount) {
    return new DecimalFormat("0.###", DecimalFormatSymbols.getInstance(Locale.ROOT))
        .format(amount.doubleValue());
  }
}
