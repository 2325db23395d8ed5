package dev.pacer.simulator.mesos.port;

import dev.pacer.cluster.mesos.Attribute;
import dev.pacer.cluster.mesos.Disk;
import dev.pacer.cluster.mesos.Reservation;
import dev.pacer.cluster.mesos.Resource;
import dev.pacer.cluster.mesos.Resources;
import dev.pacer.cluster.mesos.Span;
import dev.pacer.cluster.mesos.Value;
import dev.pacer.simulator.mesos.Allocation;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The simulator's resources and attributes in the words of the port. */
final class ResourceWords {

  private ResourceWords() {}

  /** {@code allocatedTo} null: to nobody. */
  static Resources of(dev.pacer.simulator.mesos.Resources resources, @Nullable String allocatedTo) {
    List<Resource> entries = new ArrayList<>();
    for (dev.pacer.simulator.offer.Resource resource : resources.list()) {
      entries.add(one(resource, allocatedTo));
    }
    return new Resources(entries);
  }

  static Resources of(List<Allocation> allocations) {
    if (allocations.isEmpty()) {
      return Resources.NONE;
    }
    Map<String, dev.pacer.simulator.mesos.Resources> byRole = new LinkedHashMap<>();
    allocations.forEach(
        allocation ->
            byRole.merge(
                allocation.role(),
                allocation.resources(),
                dev.pacer.simulator.mesos.Resources::plus));
    List<Resource> entries = new ArrayList<>();
    byRole.forEach((role, sum) -> entries.addAll(of(sum, role).entries()));
    return new Resources(entries);
  }

  private static Resource one(
      dev.pacer.simulator.offer.Resource resource, @Nullable String allocatedTo) {
    List<Reservation> reservations = List.of();
    dev.pacer.simulator.offer.Resource.Reservation dynamic = resource.reservation();
    if (!resource.role().equals(Resource.ANY_ROLE)) {
      reservations =
          List.of(
              dynamic == null
                  ? new Reservation(Reservation.Type.STATIC, resource.role(), null, Map.of())
                  : new Reservation(
                      Reservation.Type.DYNAMIC,
                      resource.role(),
                      dynamic.principal(),
                      dynamic.labels()));
    }
    return new Resource(
        resource.name(),
        value(resource.value()),
        reservations,
        allocatedTo,
        disk(resource.disk()),
        false,
        false);
  }

  private static @Nullable Disk disk(dev.pacer.simulator.offer.Resource.@Nullable Disk disk) {
    if (disk == null) {
      return null;
    }
    Disk.Source source =
        switch (disk.source()) {
          case "PATH" -> Disk.Source.PATH;
          case "MOUNT" -> Disk.Source.MOUNT;
          default -> Disk.Source.ROOT;
        };
    return new Disk(
        source,
        unlessEmpty(disk.root()),
        null,
        unlessEmpty(disk.persistenceId()),
        unlessEmpty(disk.containerPath()));
  }

  private static @Nullable String unlessEmpty(String text) {
    return text.isEmpty() ? null : text;
  }

  private static Value value(dev.pacer.simulator.offer.Resource.Value value) {
    if (value instanceof dev.pacer.simulator.offer.Resource.Value.Scalar scalar) {
      return new Value.Scalar(milli(scalar.amount()));
    }
    if (value instanceof dev.pacer.simulator.offer.Resource.Value.Ranges ranges) {
      return ranges(ranges.ranges());
    }
    return new Value.Items(
        List.copyOf(
            new TreeSet<>(((dev.pacer.simulator.offer.Resource.Value.Items) value).items())));
  }

  static long milli(BigDecimal amount) {
    return amount.movePointRight(3).longValue();
  }

  private static Value ranges(List<dev.pacer.simulator.offer.Resource.Range> ranges) {
    return new Value.Ranges(
        ranges.stream().map(range -> new Span(range.begin(), range.end())).toList());
  }

  static List<Attribute> attributes(List<dev.pacer.simulator.offer.Attribute> attributes) {
    return attributes.stream()
        .map(attribute -> new Attribute(attribute.name(), value(attribute.value())))
        .toList();
  }

  private static Value value(dev.pacer.simulator.offer.Attribute.Value value) {
    if (value instanceof dev.pacer.simulator.offer.Attribute.Value.Text text) {
      return new Value.Text(text.text());
    }
    if (value instanceof dev.pacer.simulator.offer.Attribute.Value.Scalar scalar) {
      return new Value.Scalar(milli(scalar.amount()));
    }
    if (value instanceof dev.pacer.simulator.offer.Attribute.Value.Ranges ranges) {
      return ranges(ranges.ranges());
    }
    return new Value.Items(
        List.copyOf(
            new TreeSet<>(((dev.pacer.simulator.offer.Attribute.Value.Items) value).items())));
  }
}
