package dev.pacer.view;

import dev.pacer.cluster.mesos.Agent;
import dev.pacer.cluster.mesos.Attribute;
import dev.pacer.cluster.mesos.Disk;
import dev.pacer.cluster.mesos.MachineId;
import dev.pacer.cluster.mesos.MaintenanceSchedule;
import dev.pacer.cluster.mesos.Reservation;
import dev.pacer.cluster.mesos.Resource;
import dev.pacer.cluster.mesos.Resources;
import dev.pacer.cluster.mesos.Span;
import dev.pacer.cluster.mesos.Value;
import dev.pacer.placement.fit.DiskSource;
import dev.pacer.placement.fit.Holding;
import dev.pacer.placement.fit.PortRange;
import dev.pacer.placement.fit.ResourceEntry;
import dev.pacer.placement.fit.ResourceKind;
import dev.pacer.placement.fit.Room;
import dev.pacer.placement.fit.Unavailability;
import dev.pacer.placement.fit.Whereabouts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Turns Mesos' agents into rooms: what is free on them, as it would be offered (F3). */
final class AgentTranslation {

  private static final Map<String, ResourceKind> KINDS =
      Map.of(
          "cpus", ResourceKind.CPUS,
          "mem", ResourceKind.MEM,
          "disk", ResourceKind.DISK,
          "gpus", ResourceKind.GPUS,
          "ports", ResourceKind.PORTS);

  private AgentTranslation() {}

  static Whereabouts whereabouts(Agent agent) {
    return new Whereabouts(
        agent.address().hostname(),
        agent.domain() == null ? null : agent.domain().region(),
        agent.domain() == null ? null : agent.domain().zone(),
        agent.attributes().stream().map(AgentTranslation::attribute).toList());
  }

  static dev.pacer.placement.fit.Attribute attribute(Attribute attribute) {
    String name = attribute.name();
    if (attribute.value() instanceof Value.Scalar scalar) {
      return dev.pacer.placement.fit.Attribute.scalar(name, scalar.milli() / 1000.0);
    }
    if (attribute.value() instanceof Value.Ranges ranges) {
      return dev.pacer.placement.fit.Attribute.ranges(name, ranges(ranges.spans()));
    }
    if (attribute.value() instanceof Value.Items items) {
      return dev.pacer.placement.fit.Attribute.set(name, items.items());
    }
    return dev.pacer.placement.fit.Attribute.text(name, ((Value.Text) attribute.value()).text());
  }

  /** What is free on an agent, with its maintenance window as seen from now. */
  static Room room(Agent agent, MaintenanceSchedule schedule, Instant now) {
    List<ResourceEntry> free = new ArrayList<>(entries(agent.resources().total()));
    for (ResourceEntry used : entries(agent.resources().allocated())) {
      subtract(free, used);
    }
    return new Room(
        agent.id().value(),
        whereabouts(agent),
        free,
        null,
        window(agent.address().machine(), schedule, now));
  }

  /** Everything the agent has, as if nothing were on it, but for what is reserved dynamically. */
  static List<ResourceEntry> whole(Agent agent) {
    Resources total = agent.resources().total();
    List<ResourceEntry> whole = new ArrayList<>();
    for (Resource resource : total.entries()) {
      entry(resource, dynamicAsFree(resource)).ifPresent(entry -> merge(whole, entry));
    }
    return whole;
  }

  private static Holding dynamicAsFree(Resource resource) {
    return resource.dynamicallyReserved() ? Holding.FREE : holding(resource);
  }

  private static void merge(List<ResourceEntry> entries, ResourceEntry more) {
    for (int i = 0; i < entries.size(); i++) {
      ResourceEntry e = entries.get(i);
      if (sameKindOfEntry(e, more)) {
        List<PortRange> ranges = new ArrayList<>(e.ranges());
        ranges.addAll(more.ranges());
        entries.set(
            i,
            new ResourceEntry(
                e.kind(), e.role(), e.millis() + more.millis(), ranges, e.disk(), e.holding()));
        return;
      }
    }
    entries.add(more);
  }

  private static List<ResourceEntry> entries(Resources resources) {
    return resources.entries().stream()
        .flatMap(resource -> entry(resource, holding(resource)).stream())
        .toList();
  }

  private static Optional<ResourceEntry> entry(Resource resource, Holding holding) {
    ResourceKind kind = KINDS.get(resource.name());
    if (kind == null || resource.revocable()) {
      return Optional.empty();
    }
    long millis = resource.value() instanceof Value.Scalar scalar ? scalar.milli() : 0;
    List<PortRange> ranges =
        resource.value() instanceof Value.Ranges spans ? ranges(spans.spans()) : List.of();
    String role =
        holding.equals(Holding.FREE) && resource.dynamicallyReserved()
            ? staticRole(resource)
            : resource.role();
    return Optional.of(
        new ResourceEntry(kind, role, millis, ranges, disk(resource.disk()), holding));
  }

  private static String staticRole(Resource resource) {
    return resource.reservations().stream()
        .filter(r -> r.type() == Reservation.Type.STATIC)
        .map(Reservation::role)
        .reduce((first, last) -> last)
        .orElse(Resource.ANY_ROLE);
  }

  private static List<PortRange> ranges(List<Span> spans) {
    return spans.stream().map(span -> new PortRange(span.begin(), span.end())).toList();
  }

  private static DiskSource disk(@Nullable Disk disk) {
    if (disk == null) {
      return DiskSource.ROOT;
    }
    DiskSource.Type type =
        switch (disk.source()) {
          case ROOT -> DiskSource.Type.ROOT;
          case PATH -> DiskSource.Type.PATH;
          case MOUNT -> DiskSource.Type.MOUNT;
          case BLOCK -> DiskSource.Type.BLOCK;
          case RAW, OTHER -> DiskSource.Type.RAW;
        };
    return new DiskSource(type, disk.root(), disk.profile());
  }

  private static Holding holding(Resource resource) {
    boolean marathons = false;
    String instance = null;
    for (Reservation reservation : resource.reservations()) {
      marathons |=
          reservation.labels().containsKey("marathon_framework_id")
              || reservation.labels().containsKey("marathon_task_id");
      instance = reservation.labels().getOrDefault("marathon_task_id", instance);
    }
    String volume = resource.disk() == null ? null : resource.disk().persistenceId();
    return new Holding(instance, volume, marathons, resource.dynamicallyReserved());
  }

  private static void subtract(List<ResourceEntry> free, ResourceEntry used) {
    long millis = used.millis();
    List<PortRange> ports = new ArrayList<>(used.ranges());
    for (int i = 0; i < free.size(); i++) {
      ResourceEntry entry = free.get(i);
      if (!sameKindOfEntry(entry, used)) {
        continue;
      }
      long take = Math.min(entry.millis(), millis);
      millis -= take;
      free.set(
          i,
          new ResourceEntry(
              entry.kind(),
              entry.role(),
              entry.millis() - take,
              without(entry.ranges(), ports),
              entry.disk(),
              entry.holding()));
    }
  }

  private static boolean sameKindOfEntry(ResourceEntry a, ResourceEntry b) {
    return a.kind() == b.kind()
        && a.role().equals(b.role())
        && a.disk().equals(b.disk())
        && a.holding().equals(b.holding());
  }

  static List<PortRange> without(List<PortRange> ranges, List<PortRange> taken) {
    List<PortRange> left = new ArrayList<>(ranges);
    for (PortRange gone : taken) {
      List<PortRange> next = new ArrayList<>();
      for (PortRange range : left) {
        if (gone.end() < range.begin() || range.end() < gone.begin()) {
          next.add(range);
          continue;
        }
        if (range.begin() < gone.begin()) {
          next.add(new PortRange(range.begin(), gone.begin() - 1));
        }
        if (gone.end() < range.end()) {
          next.add(new PortRange(gone.end() + 1, range.end()));
        }
      }
      left = next;
    }
    return left;
  }

  private static @Nullable Unavailability window(
      @Nullable MachineId machine, MaintenanceSchedule schedule, Instant now) {
    if (machine == null) {
      return null;
    }
    for (MaintenanceSchedule.Window window : schedule.windows()) {
      if (window.machines().contains(machine)) {
        return new Unavailability(
            Duration.between(now, window.start()).toMillis(),
            window.duration() == null
                ? OptionalLong.empty()
                : OptionalLong.of(window.duration().toMillis()));
      }
    }
    return null;
  }
}
