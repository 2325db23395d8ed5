package dev.pacer.simulator.offer;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;

/** An attribute of an agent, with Mesos' four kinds of value. */
public record Attribute(String name, Value value) {

  /** The value, by kind. */
  public sealed interface Value {
    record Text(String text) implements Value {}

    record Scalar(BigDecimal amount) implements Value {}

    record Ranges(List<Resource.Range> ranges) implements Value {
      public Ranges {
        ranges = List.copyOf(ranges);
      }
    }

    record Items(Set<String> items) implements Value {
      public Items {
        items = Set.copyOf(items);
      }
    }
  }

  public static Attribute text(String name, String text) {
    return new Attribute(name, new Value.Text(text));
  }

  public static Attribute scalar(String name, String amount) {
    return new Attribute(name, new Value.Scalar(new BigDecimal(amount)));
  }
}
