package dev.pacer.simulator.aws.autoscaling;

/** Bounds and wish of a group, in capacity units. */
public record Capacity(int min, int max, int desired) {
  public Capacity {
    if (min < 0 || desired < min || max < desired) {
      throw new IllegalArgumentException(
          "need 0 <= min <= desired <= max, was min=%d desired=%d max=%d"
              .formatted(min, desired, max));
    }
  }

  Capacity withDesired(int units) {
    return new Capacity(min, max, units);
  }
}
