package dev.pacer.simulator.mesos.http;

import dev.pacer.simulator.mesos.Allocation;
import dev.pacer.simulator.mesos.RangeSets;
import dev.pacer.simulator.mesos.Resources;
import dev.pacer.simulator.offer.Attribute;
import dev.pacer.simulator.offer.Resource;
import dev.pacer.simulator.offer.Resource.Range;
import dev.pacer.simulator.offer.Resource.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Resources and attributes, in the short form of the old endpoints and in the full one. */
final class ResourceForm {

  private static final List<String> ALWAYS = List.of("disk", "mem", "gpus", "cpus");

  private ResourceForm() {}

  /** Sums by name: scalars as doubles, the four well-known ones always; ranges and sets as text. */
  static Map<String, Object> sums(Resources resources) {
    Map<String, Object> sums = new LinkedHashMap<>();
    for (String name : ALWAYS) {
      sums.put(name, resources.scalar(name).doubleValue());
    }
    for (String name : resources.names()) {
      Value total = resources.total(name);
      if (!ALWAYS.contains(name) && total != null) {
        sums.put(name, shortValue(total));
      }
    }
    return sums;
  }

  private static Object shortValue(Value value) {
    if (value instanceof Value.Scalar scalar) {
      return scalar.amount().doubleValue();
    }
    if (value instanceof Value.Ranges ranges) {
      return RangeSets.text(ranges.ranges());
    }
    return items(((Value.Items) value).items());
  }

  private static String items(Collection<String> items) {
    return "{" + String.join(", ", new TreeSet<>(items)) + "}";
  }

  /** Plain numbers without zeros; the number of ports for ports. */
  static Map<String, Object> quantities(Resources resources) {
    Map<String, Object> quantities = new LinkedHashMap<>();
    for (String name : new TreeSet<>(resources.names())) {
      Value total = resources.total(name);
      if (total instanceof Value.Scalar) {
        quantities.put(name, resources.scalar(name).doubleValue());
      } else if (total instanceof Value.Ranges ranges) {
        quantities.put(
            name, (double) ranges.ranges().stream().mapToLong(r -> r.end() - r.begin() + 1).sum());
      } else if (total instanceof Value.Items set) {
        quantities.put(name, (double) set.items().size());
      }
    }
    return quantities;
  }

  /** By role: what is reserved for it, in sums. */
  static Map<String, Object> reserved(Resources total) {
    Map<String, Object> byRole = new LinkedHashMap<>();
    total.reservedRoles().forEach(role -> byRole.put(role, sums(total.reservedFor(role))));
    return byRole;
  }

  static Map<String, Object> reservedFull(Resources total) {
    Map<String, Object> byRole = new LinkedHashMap<>();
    total.reservedRoles().forEach(role -> byRole.put(role, full(total.reservedFor(role))));
    return byRole;
  }

  /** In the protobuf form, with the role beside the reservations. */
  static List<Object> full(Resources resources) {
    return list(resources, null, true);
  }

  static List<Object> full(List<Allocation> allocations) {
    List<Object> list = new ArrayList<>();
    for (Allocation allocation : merged(allocations)) {
      list.addAll(list(allocation.resources(), allocation.role(), true));
    }
    return list;
  }

  private static List<Allocation> merged(List<Allocation> allocations) {
    Map<String, Resources> byRole = new LinkedHashMap<>();
    for (Allocation allocation : allocations) {
      byRole.merge(allocation.role(), allocation.resources(), Resources::plus);
    }
    return byRole.entrySet().stream()
        .map(entry -> new Allocation("", entry.getKey(), entry.getValue()))
        .toList();
  }

  /** In the protobuf form without the role, as an agent's own info has it. */
  static List<Object> own(Resources resources) {
    return list(resources, null, false);
  }

  /** In the protobuf form of a task's resources. */
  static List<Object> allocated(Resources resources, String role) {
    return list(resources, role, false);
  }

  private static List<Object> list(
      Resources resources, @Nullable String allocatedTo, boolean withRole) {
    List<Object> list = new ArrayList<>();
    for (Resource resource : resources.list()) {
      list.add(one(resource, allocatedTo, withRole));
    }
    return list;
  }

  private static Map<String, Object> one(
      Resource resource, @Nullable String allocatedTo, boolean withRole) {
    Map<String, Object> form = Json.object("name", resource.name());
    value(form, resource.value());
    if (withRole) {
      form.put("role", resource.role());
    }
    if (allocatedTo != null) {
      form.put("allocation_info", Json.object("role", allocatedTo));
    }
    Resource.Reservation dynamic = resource.reservation();
    if (dynamic != null && withRole) {
      form.put("reservation", Json.object("principal", dynamic.principal()));
    }
    if (!resource.role().equals("*")) {
      form.put("reservations", List.of(reservation(resource.role(), dynamic)));
    }
    Resource.Disk disk = resource.disk();
    if (disk != null) {
      form.put("disk", disk(disk, dynamic));
    }
    return form;
  }

  private static Map<String, Object> reservation(
      String role, Resource.@Nullable Reservation dynamic) {
    if (dynamic == null) {
      return Json.object("type", "STATIC", "role", role);
    }
    return Json.object(
        "type",
        "DYNAMIC",
        "role",
        role,
        "principal",
        dynamic.principal(),
        "labels",
        dynamic.labels().isEmpty() ? null : Json.object("labels", labels(dynamic.labels())));
  }

  /** Labels as a list of key and value, sorted by key. */
  static List<Object> labels(Map<String, String> labels) {
    List<Object> list = new ArrayList<>();
    for (String key : new TreeSet<>(labels.keySet())) {
      list.add(Json.object("key", key, "value", labels.get(key)));
    }
    return list;
  }

  private static Map<String, Object> disk(
      Resource.Disk disk, Resource.@Nullable Reservation dynamic) {
    boolean volume = !disk.persistenceId().isEmpty();
    Map<String, Object> source = null;
    if (disk.source().equals("PATH") || disk.source().equals("MOUNT")) {
      source =
          Json.object(
              "type",
              disk.source(),
              disk.source().equals("PATH") ? "path" : "mount",
              Json.object("root", disk.root()));
    }
    return Json.object(
        "persistence",
        volume
            ? Json.object(
                "id",
                disk.persistenceId(),
                "principal",
                dynamic == null ? null : dynamic.principal())
            : null,
        "volume",
        volume ? Json.object("mode", "RW", "container_path", disk.containerPath()) : null,
        "source",
        source);
  }

  private static void value(Map<String, Object> form, Value value) {
    if (value instanceof Value.Scalar scalar) {
      form.put("type", "SCALAR");
      form.put("scalar", Json.object("value", scalar.amount().doubleValue()));
    } else if (value instanceof Value.Ranges ranges) {
      form.put("type", "RANGES");
      form.put("ranges", ranges(ranges.ranges()));
    } else if (value instanceof Value.Items set) {
      form.put("type", "SET");
      form.put("set", Json.object("item", List.copyOf(new TreeSet<>(set.items()))));
    }
  }

  private static Map<String, Object> ranges(List<Range> ranges) {
    return Json.object(
        "range",
        ranges.stream()
            .map(range -> (Object) Json.object("begin", range.begin(), "end", range.end()))
            .toList());
  }

  /** Attributes of the old endpoints. */
  static Map<String, Object> attributes(List<Attribute> attributes) {
    Map<String, Object> form = new LinkedHashMap<>();
    for (Attribute attribute : attributes) {
      Attribute.Value value = attribute.value();
      if (value instanceof Attribute.Value.Text text) {
        form.put(attribute.name(), text.text());
      } else if (value instanceof Attribute.Value.Scalar scalar) {
        form.put(attribute.name(), scalar.amount().doubleValue());
      } else if (value instanceof Attribute.Value.Ranges ranges) {
        form.put(attribute.name(), RangeSets.text(ranges.ranges()));
      } else if (value instanceof Attribute.Value.Items set) {
        form.put(attribute.name(), items(set.items()));
      }
    }
    return form;
  }

  /** Attributes of v1. */
  static List<Object> typedAttributes(List<Attribute> attributes) {
    List<Object> list = new ArrayList<>();
    for (Attribute attribute : attributes) {
      Map<String, Object> form = Json.object("name", attribute.name());
      Attribute.Value value = attribute.value();
      if (value instanceof Attribute.Value.Text text) {
        form.put("type", "TEXT");
        form.put("text", Json.object("value", text.text()));
      } else if (value instanceof Attribute.Value.Scalar scalar) {
        form.put("type", "SCALAR");
        form.put("scalar", Json.object("value", scalar.amount().doubleValue()));
      } else if (value instanceof Attribute.Value.Ranges ranges) {
        form.put("type", "RANGES");
        form.put("ranges", ranges(ranges.ranges()));
      } else if (value instanceof Attribute.Value.Items set) {
        form.put("type", "SET");
        form.put("set", Json.object("item", List.copyOf(new TreeSet<>(set.items()))));
      }
      list.add(form);
    }
    return list;
  }

  /** A fault domain, null for none. */
  static @Nullable Map<String, Object> domain(@Nullable String region, @Nullable String zone) {
    if (region == null || zone == null) {
      return null;
    }
    return Json.object(
        "fault_domain",
        Json.object("region", Json.object("name", region), "zone", Json.object("name", zone)));
  }
}
