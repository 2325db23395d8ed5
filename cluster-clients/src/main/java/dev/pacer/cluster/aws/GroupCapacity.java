package dev.pacer.cluster.aws;

/**
 * The bounds of a group and the size it wishes for, in capacity units; a unit is an instance unless
 * the group has weights.
 *
 * <p>AWS holds min &lt;= desired &lt;= max on every call, but what it reports is taken as it is.
 */
public record GroupCapacity(int min, int max, int desired) {
  public GroupCapacity {
    if (min < 0 || max < min || desired < 0) {
      throw new IllegalArgumentException(
          "need 0 <= min <= max and desired >= 0, was min=%d max=%d desired=%d"
              .formatted(min, max, desired));
    }
  }
}
