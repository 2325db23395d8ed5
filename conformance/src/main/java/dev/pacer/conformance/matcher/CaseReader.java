package dev.pacer.conformance.matcher;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pacer.placement.fit.Amount;
import dev.pacer.placement.fit.Attribute;
import dev.pacer.placement.fit.Condition;
import dev.pacer.placement.fit.Constraint;
import dev.pacer.placement.fit.DiskSource;
import dev.pacer.placement.fit.Goal;
import dev.pacer.placement.fit.Holding;
import dev.pacer.placement.fit.KnownInstance;
import dev.pacer.placement.fit.MatcherSettings;
import dev.pacer.placement.fit.Needs;
import dev.pacer.placement.fit.PortRange;
import dev.pacer.placement.fit.PortWish;
import dev.pacer.placement.fit.ResourceEntry;
import dev.pacer.placement.fit.ResourceKind;
import dev.pacer.placement.fit.Room;
import dev.pacer.placement.fit.RunSpec;
import dev.pacer.placement.fit.Unavailability;
import dev.pacer.placement.fit.Volume;
import dev.pacer.placement.fit.Whereabouts;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Turns lines of the matcher captures into values. */
final class CaseReader {

  private CaseReader() {}

  static RunSpec spec(JsonNode line) {
    long change = line.path("versionInfo").path("lastConfigChangeAt").asLong(1_000_000);
    return line.has("pod") ? pod(line.get("pod"), change) : app(line.get("app"), change);
  }

  static long version(JsonNode line) {
    return line.path("versionInfo").path("version").asLong(1_000_000);
  }

  private static RunSpec app(JsonNode app, long change) {
    List<Constraint> constraints = new ArrayList<>();
    for (JsonNode c : app.path("constraints")) {
      constraints.add(
          new Constraint(
              c.get(0).asText(),
              Constraint.Operator.valueOf(c.get(1).asText()),
              c.size() > 2 ? c.get(2).asText() : null));
    }
    List<Volume> volumes = new ArrayList<>();
    for (JsonNode v : app.path("container").path("volumes")) {
      volumes.add(volume(v.get("persistent")));
    }
    Needs needs =
        new Needs(
            amount(app.get("cpus")),
            amount(app.get("mem")),
            amount(app.get("disk")),
            amount(app.get("gpus")),
            appPorts(app),
            volumes);
    return new RunSpec(
        app.get("id").asText(),
        app.get("role").asText(),
        app.get("instances").asInt(),
        needs,
        roles(app.get("acceptedResourceRoles")),
        constraints,
        gpuBehaviour(app.path("labels").path("GPU_SCHEDULING_BEHAVIOR").asText("")),
        change);
  }

  private static RunSpec pod(JsonNode pod, long change) {
    BigDecimal cpus = decimal(pod.path("executorResources").path("cpus"), "0.1");
    BigDecimal mem = decimal(pod.path("executorResources").path("mem"), "32");
    BigDecimal disk = decimal(pod.path("executorResources").path("disk"), "10");
    BigDecimal gpus = BigDecimal.ZERO;
    List<Integer> hostPorts = new ArrayList<>();
    boolean bridge = "container/bridge".equals(pod.path("networks").path(0).path("mode").asText());
    for (JsonNode container : pod.get("containers")) {
      JsonNode resources = container.get("resources");
      cpus = cpus.add(decimal(resources.path("cpus"), "0"));
      mem = mem.add(decimal(resources.path("mem"), "0"));
      disk = disk.add(decimal(resources.path("disk"), "0"));
      gpus = gpus.add(decimal(resources.path("gpus"), "0"));
      for (JsonNode endpoint : container.path("endpoints")) {
        if (endpoint.hasNonNull("hostPort") || bridge) {
          hostPorts.add(endpoint.path("hostPort").asInt(0));
        }
      }
    }
    List<Constraint> constraints = new ArrayList<>();
    JsonNode placement = pod.path("scheduling").path("placement");
    for (JsonNode c : placement.path("constraints")) {
      constraints.add(
          new Constraint(
              c.get("fieldName").asText(),
              Constraint.Operator.valueOf(c.get("operator").asText()),
              c.has("value") ? c.get("value").asText() : null));
    }
    return new RunSpec(
        pod.get("id").asText(),
        pod.get("role").asText(),
        pod.path("scaling").path("instances").asInt(),
        new Needs(
            Amount.of(cpus),
            Amount.of(mem),
            Amount.of(disk),
            Amount.of(gpus),
            PortWish.mapped(hostPorts),
            List.of()),
        roles(placement.get("acceptedResourceRoles")),
        constraints,
        Optional.empty(),
        change);
  }

  private static PortWish appPorts(JsonNode app) {
    JsonNode mappings = app.path("container").get("portMappings");
    if (mappings != null) {
      boolean bridge =
          "container/bridge".equals(app.path("networks").path(0).path("mode").asText());
      List<Integer> hostPorts = new ArrayList<>();
      for (JsonNode mapping : mappings) {
        if (mapping.has("hostPort") || bridge) {
          hostPorts.add(mapping.path("hostPort").asInt(0));
        }
      }
      return PortWish.mapped(hostPorts);
    }
    if (!app.has("portDefinitions")) {
      return PortWish.any(1);
    }
    List<Integer> ports = new ArrayList<>();
    app.get("portDefinitions").forEach(p -> ports.add(p.path("port").asInt()));
    return app.path("requirePorts").asBoolean()
        ? PortWish.fixed(ports)
        : PortWish.any(ports.size());
  }

  private static Volume volume(JsonNode v) {
    List<String> likes = new ArrayList<>();
    v.path("constraints").forEach(c -> likes.add(c.get(2).asText()));
    return new Volume(
        DiskSource.Type.valueOf(v.path("type").asText("root").toUpperCase(Locale.ROOT)),
        v.get("size").asLong() * 1000,
        v.has("maxSize") ? OptionalLong.of(v.get("maxSize").asLong() * 1000) : OptionalLong.empty(),
        v.has("profileName") ? v.get("profileName").asText() : null,
        likes);
  }

  static List<KnownInstance> instances(JsonNode line, RunSpec spec) {
    List<KnownInstance> instances = new ArrayList<>();
    for (JsonNode i : line.path("instances")) {
      instances.add(instance(i, spec, version(line)));
    }
    return instances;
  }

  static KnownInstance instance(JsonNode i, RunSpec spec, long version) {
    return new KnownInstance(
        i.get("id").asText(),
        i.has("hostname") ? whereabouts(i) : null,
        condition(i.path("condition").asText("Running")),
        Goal.valueOf(i.path("goal").asText("Running").toUpperCase(Locale.ROOT)),
        i.path("version").asLong(version),
        i.path("specInstances").asInt(spec.instances()));
  }

  private static Condition condition(String name) {
    return name.equals("UnreachableInactive")
        ? Condition.UNREACHABLE_INACTIVE
        : Condition.valueOf(name.toUpperCase(Locale.ROOT));
  }

  private static Whereabouts whereabouts(JsonNode node) {
    List<Attribute> attributes = new ArrayList<>();
    for (JsonNode a : node.path("attributes")) {
      attributes.add(
          attribute(a.get("name").asText(), a.path("type").asText("text"), a.get("value")));
    }
    return new Whereabouts(
        node.get("hostname").asText(), text(node, "region"), text(node, "zone"), attributes);
  }

  private static Attribute attribute(String name, String type, JsonNode value) {
    return switch (type) {
      case "text" -> Attribute.text(name, value.asText());
      case "scalar" -> Attribute.scalar(name, value.asDouble());
      case "ranges" -> Attribute.ranges(name, ranges(value));
      case "set" -> {
        Set<String> members = new TreeSet<>();
        value.forEach(m -> members.add(m.asText()));
        yield Attribute.set(name, members);
      }
      default -> throw new IllegalArgumentException("attribute type " + type);
    };
  }

  static Room room(String id, JsonNode offer) {
    List<ResourceEntry> entries = new ArrayList<>();
    offer.get("resources").forEach(r -> entries.add(entry(r)));
    JsonNode unavailability = offer.get("unavailability");
    return new Room(
        id,
        whereabouts(offer),
        entries,
        text(offer, "allocationRole"),
        unavailability == null
            ? null
            : new Unavailability(
                unavailability.get("startMs").asLong(),
                unavailability.has("durationMs")
                    ? OptionalLong.of(unavailability.get("durationMs").asLong())
                    : OptionalLong.empty()));
  }

  private static ResourceEntry entry(JsonNode r) {
    ResourceKind kind = ResourceKind.valueOf(r.get("name").asText().toUpperCase(Locale.ROOT));
    JsonNode labels = r.path("reservationLabels");
    return new ResourceEntry(
        kind,
        r.path("role").asText("*"),
        kind == ResourceKind.PORTS
            ? 0
            : r.get("value").decimalValue().movePointRight(3).longValueExact(),
        kind == ResourceKind.PORTS ? ranges(r.get("ranges")) : List.of(),
        new DiskSource(
            DiskSource.Type.valueOf(r.path("diskType").asText("root").toUpperCase(Locale.ROOT)),
            text(r, "path"),
            text(r, "profile")),
        new Holding(
            text(r, "reservedFor"),
            text(r, "volumeId"),
            labels.has("marathon_framework_id") || labels.has("marathon_task_id"),
            r.has("reservationLabels")));
  }

  static MatcherSettings settings(JsonNode line) {
    JsonNode s = line.path("settings");
    return new MatcherSettings(
        MatcherSettings.Family.SINCE_1_11,
        text(s, "localRegion"),
        MatcherSettings.GpuBehaviour.valueOf(
            s.path("gpuSchedulingBehavior").asText("restricted").toUpperCase(Locale.ROOT)),
        MatcherSettings.RolesBehaviour.valueOf(
            s.path("acceptedResourceRolesDefault").asText("any").toUpperCase(Locale.ROOT)),
        s.path("maintenanceMode").asBoolean(true),
        s.path("drainingSeconds").asLong(0) * 1000);
  }

  private static List<PortRange> ranges(JsonNode ranges) {
    List<PortRange> list = new ArrayList<>();
    ranges.forEach(r -> list.add(new PortRange(r.get(0).asLong(), r.get(1).asLong())));
    return list;
  }

  private static Optional<Set<String>> roles(@Nullable JsonNode roles) {
    if (roles == null) {
      return Optional.empty();
    }
    Set<String> names = new TreeSet<>();
    roles.forEach(r -> names.add(r.asText()));
    return Optional.of(names);
  }

  private static Optional<MatcherSettings.GpuBehaviour> gpuBehaviour(String label) {
    return switch (label) {
      case "restricted" -> Optional.of(MatcherSettings.GpuBehaviour.RESTRICTED);
      case "unrestricted" -> Optional.of(MatcherSettings.GpuBehaviour.UNRESTRICTED);
      default -> Optional.empty();
    };
  }

  private static Amount amount(@Nullable JsonNode node) {
    return node == null ? Amount.NONE : Amount.of(node.decimalValue());
  }

  private static BigDecimal decimal(JsonNode node, String otherwise) {
    return node.isMissingNode() ? new BigDecimal(otherwise) : node.decimalValue();
  }

  private static @Nullable String text(JsonNode node, String field) {
    return node.has(field) ? node.get(field).asText() : null;
  }
}
