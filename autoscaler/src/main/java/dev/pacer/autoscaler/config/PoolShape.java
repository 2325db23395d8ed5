package dev.pacer.autoscaler.config;

import dev.pacer.autoscaler.decision.Pool;
import dev.pacer.cluster.aws.GroupName;
import dev.pacer.frame.config.Field;
import dev.pacer.frame.config.GroupShape;
import dev.pacer.frame.config.Shapes;
import dev.pacer.placement.fit.Amount;
import dev.pacer.placement.fit.Attribute;
import dev.pacer.placement.fit.PortRange;
import dev.pacer.placement.fit.ResourceEntry;
import dev.pacer.placement.fit.ResourceKind;
import dev.pacer.view.MachineTemplate;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** What a pool looks like in the file. */
final class PoolShape {

  private static final Duration HOUR = Duration.ofHours(1);
  private static final int MOST = 100_000;

  private PoolShape() {}

  static GroupShape<Pool> shape() {
    return Shapes.group(
        fields -> {
          Field<String> name =
              fields.required(
                  "name",
                  Shapes.text(
                      Pattern.compile("[a-z0-9][a-z0-9-]{0,62}"),
                      "lower-case letters, digits and dashes",
                      "general"),
                  "The pool's name.");
          Field<List<String>> groups =
              fields.required(
                  "groups",
                  Shapes.listOf(Shapes.text().example("mesos-agents")).atLeast(1),
                  "Names of its Auto Scaling groups.");
          Field<Integer> min =
              fields.optional(
                  "min",
                  Shapes.integer(0, MOST).in("machines"),
                  "0",
                  "The fewest machines; the groups' own minimum holds too.");
          Field<Integer> max =
              fields.required(
                  "max",
                  Shapes.integer(0, MOST).in("machines").example("20"),
                  "The most machines; the groups' own maximum holds too.");
          Field<Integer> idle =
              fields.optional(
                  "idleAgents",
                  Shapes.integer(0, MOST).in("agents"),
                  "0",
                  "How many empty agents are kept as headroom.");
          Field<Duration> emptyFor =
              fields.optional(
                  "emptyFor",
                  Shapes.duration(Duration.ofSeconds(1), Duration.ofDays(30)),
                  "10m",
                  "How long an agent must have been empty before it is removed.");
          Field<Duration> minAge =
              fields.optional(
                  "minAge",
                  Shapes.duration(Duration.ZERO, Duration.ofDays(30)),
                  "10m",
                  "How long a machine is kept at least after its launch.");
          Field<Duration> boot =
              fields.optional(
                  "boot",
                  Shapes.duration(Duration.ofSeconds(10), HOUR.multipliedBy(3)),
                  "15m",
                  "Within which time a launched machine must have registered its agent.");
          Field<Pool.Caps> caps =
              fields.section("caps", caps(), "How fast it may change, and what it may cost.");
          Field<Optional<MachineTemplate>> template =
              fields.maybe(
                  "template",
                  template(),
                  "What a new machine offers; else learned from the group's agents, or reckoned"
                      + " from its EC2 type.");
          fields.rule(
              min,
              values -> values.get(min) > values.get(max),
              values ->
                  "must not be above max (%d > %d)".formatted(values.get(min), values.get(max)));
          return values ->
              new Pool(
                  values.get(name),
                  values.get(groups).stream().map(GroupName::new).toList(),
                  new Pool.Limits(values.get(min), values.get(max), values.get(caps)),
                  values.get(idle),
                  new Pool.Patience(values.get(emptyFor), values.get(minAge), values.get(boot)),
                  values.get(template));
        });
  }

  private static GroupShape<Pool.Caps> caps() {
    return Shapes.group(
        fields -> {
          Field<Integer> perCycle =
              fields.optional(
                  "boughtPerCycle",
                  Shapes.integer(1, MOST).in("machines"),
                  "50",
                  "The most that one cycle buys; it never more than doubles a group either.");
          Field<Integer> perHour =
              fields.optional(
                  "boughtPerHour",
                  Shapes.integer(1, MOST).in("machines"),
                  "200",
                  "The most that are bought within any hour.");
          Field<Integer> removed =
              fields.optional(
                  "removedPerHour",
                  Shapes.integer(1, MOST).in("machines"),
                  "100",
                  "The most removals that begin within any hour.");
          Field<Optional<BigDecimal>> dollars =
              fields.maybe(
                  "dollarsPerHour",
                  Shapes.dollars(),
                  "What all its machines together may cost per hour; needs aws.prices, and buys"
                      + " nothing where a price is missing.");
          return values ->
              new Pool.Caps(
                  values.get(perCycle),
                  values.get(perHour),
                  values.get(removed),
                  values
                      .get(dollars)
                      .map(d -> OptionalLong.of(d.movePointRight(6).longValue()))
                      .orElse(OptionalLong.empty()));
        });
  }

  private static GroupShape<MachineTemplate> template() {
    return Shapes.group(
        fields -> {
          Field<Double> cpus =
              fields.required(
                  "cpus", Shapes.number(0.001, 10_000).example("4"), "CPUs of the agent.");
          Field<Double> mem =
              fields.required(
                  "mem",
                  Shapes.number(1, 100_000_000).in("MiB").example("15360"),
                  "Memory of the agent.");
          Field<Double> disk =
              fields.optional(
                  "disk", Shapes.number(0, 1_000_000_000).in("MiB"), "0", "Disk of the agent.");
          Field<Integer> gpus =
              fields.optional("gpus", Shapes.integer(0, 64), "0", "GPUs of the agent.");
          Field<String> ports =
              fields.optional(
                  "ports",
                  Shapes.text(
                      Pattern.compile("[0-9]{1,5}-[0-9]{1,5}"),
                      "a range like 31000-32000",
                      "31000-32000"),
                  "31000-32000",
                  "The ports that the agent offers.");
          Field<String> role =
              fields.optional(
                  "role",
                  Shapes.text(),
                  "\"*\"",
                  "The role that all of it is reserved for; * for none.");
          Field<Map<String, String>> attributes =
              fields.optional(
                  "attributes",
                  Shapes.mapOf(Shapes.text(), Shapes.text()),
                  "{}",
                  "Its attributes; the value {zone} stands for the availability zone.");
          Field<Optional<String>> region =
              fields.maybe(
                  "region",
                  Shapes.text().example("us-east-1"),
                  "The region of its fault domain, if it has one.");
          return values ->
              declared(
                  values.get(role),
                  new double[] {
                    values.get(cpus), values.get(mem), values.get(disk), values.get(gpus)
                  },
                  values.get(ports),
                  values.get(attributes),
                  values.get(region));
        });
  }

  private static MachineTemplate declared(
      String role,
      double[] scalars,
      String ports,
      Map<String, String> attributes,
      Optional<String> region) {
    List<ResourceKind> kinds =
        List.of(ResourceKind.CPUS, ResourceKind.MEM, ResourceKind.DISK, ResourceKind.GPUS);
    List<ResourceEntry> entries = new ArrayList<>();
    for (int i = 0; i < scalars.length; i++) {
      if (scalars[i] > 0) {
        entries.add(ResourceEntry.scalar(kinds.get(i), role, Amount.of(scalars[i]).millis()));
      }
    }
    String[] range = ports.split("-", 2);
    entries.add(
        ResourceEntry.ports(
            role, List.of(new PortRange(Long.parseLong(range[0]), Long.parseLong(range[1])))));
    List<String> zoned =
        attributes.entrySet().stream()
            .filter(e -> e.getValue().equals("{zone}"))
            .map(Map.Entry::getKey)
            .sorted()
            .toList();
    List<Attribute> fixed =
        attributes.entrySet().stream()
            .filter(e -> !zoned.contains(e.getKey()))
            .map(e -> Attribute.text(e.getKey(), e.getValue()))
            .toList();
    return new MachineTemplate(
        MachineTemplate.Origin.DECLARED, entries, fixed, region.orElse(null), zoned);
  }
}
