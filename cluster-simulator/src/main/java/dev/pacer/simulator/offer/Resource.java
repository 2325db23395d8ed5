package dev.pacer.simulator.offer;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One entry of an agent's or an offer's resources, in Mesos' own terms.
 *
 * @param name {@code cpus}, {@code mem} (MiB), {@code disk} (MiB), {@code gpus}, {@code ports}, or
 *     any other
 * @param role the role it is reserved for, {@code *} when unreserved
 * @param reservation the dynamic reservation it is under, null for none or a static one
 * @param disk the disk it is or the volume on it, null for anything but {@code disk} with a source
 *     or a volume
 */
public record Resource(
    String name, Value value, String role, @Nullable Reservation reservation, @Nullable Disk disk) {

  /** How much: a scalar, ranges or a set. */
  public sealed interface Value {
    /** Exact, at most three decimals, as Mesos keeps them. */
    record Scalar(BigDecimal amount) implements Value {}

    /** Inclusive at both ends, sorted, not touching. */
    record Ranges(List<Range> ranges) implements Value {
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

  /** Inclusive at both ends. */
  public record Range(long begin, long end) {
    public Range {
      if (end < begin) {
        throw new IllegalArgumentException("need begin <= end, was %d-%d".formatted(begin, end));
      }
    }
  }

  /** A dynamic reservation; {@code labels} as the framework set them. */
  public record Reservation(String principal, Map<String, String> labels) {
    public Reservation {
      labels = Map.copyOf(labels);
    }
  }

  /**
   * A disk or a volume on it.
   *
   * @param source {@code ROOT}, {@code PATH}, {@code MOUNT}
   * @param root the path of a {@code PATH} or {@code MOUNT} source, else empty
   * @param persistenceId id of the persistent volume, empty when it is no volume
   * @param containerPath where the volume is mounted, empty when it is no volume
   */
  public record Disk(String source, String root, String persistenceId, String containerPath) {}

  /** An unreserved scalar. */
  public static Resource scalar(String name, String amount) {
    return new Resource(name, new Value.Scalar(new BigDecimal(amount)), "*", null, null);
  }

  /** Unreserved ports. */
  public static Resource ports(long begin, long end) {
    return new Resource("ports", new Value.Ranges(List.of(new Range(begin, end))), "*", null, null);
  }

  /** The same, statically reserved for a role. */
  public Resource forRole(String newRole) {
    return new Resource(name, value, newRole, reservation, disk);
  }
}
