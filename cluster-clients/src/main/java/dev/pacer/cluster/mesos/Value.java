package dev.pacer.cluster.mesos;

import java.util.List;
import java.util.Objects;

/** The value of a resource or an attribute; a resource is never text. */
public sealed interface Value {

  /** A number in thousandths: Mesos keeps exactly three decimals (M20). */
  record Scalar(long milli) implements Value {}

  /** Ranges of whole numbers, as Mesos lists them. */
  record Ranges(List<Span> spans) implements Value {
    public Ranges {
      spans = List.copyOf(spans);
    }

    /** How many numbers the ranges hold. */
    public long size() {
      return spans.stream().mapToLong(Span::size).sum();
    }
  }

  /** Named items. */
  record Items(List<String> items) implements Value {
    public Items {
      items = List.copyOf(items);
    }
  }

  /** Text; attributes only. */
  record Text(String text) implements Value {
    public Text {
      Objects.requireNonNull(text, "text");
    }
  }

  /** Rounds a scalar of the wire to thousandths; refuses what is no number or out of range. */
  static Scalar scalar(double value) {
    double milli = value * 1000;
    if (!(Math.abs(milli) <= (1L << 53))) {
      throw new IllegalArgumentException("scalar out of range: " + value);
    }
    return new Scalar(Math.round(milli));
  }
}
