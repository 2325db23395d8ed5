package dev.pacer.simulator.scenario;

import dev.pacer.frame.config.Field;
import dev.pacer.frame.config.Fields;
import dev.pacer.frame.config.GroupShape;
import dev.pacer.frame.config.ScalarShape;
import dev.pacer.frame.config.Shapes;
import dev.pacer.frame.config.Values;
import dev.pacer.simulator.offer.AgentSpec;
import dev.pacer.simulator.offer.Attribute;
import dev.pacer.simulator.offer.Resource;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How agents are written in a scenario. */
final class AgentShapes {

  private static final long MIB = 1024 * 1024;
  private static final Pattern PORTS = Pattern.compile("([0-9]{1,5})-([0-9]{1,5})");
  private static final Pattern AMOUNT = Pattern.compile("[0-9]{1,6}(\\.[0-9]{1,3})?");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]+");
  private static final Pattern ADDRESS = Pattern.compile("([0-9]{1,3}\\.){3}[0-9]{1,3}");

  private AgentShapes() {}

  /** Resources as keys, each of which may be left out. */
  private record Amounts(
      Optional<String> cpus,
      Optional<Long> mem,
      Optional<Long> disk,
      Optional<String> gpus,
      Optional<String> ports) {

    List<Resource> resources(String role) {
      List<Resource> resources = new ArrayList<>();
      cpus.ifPresent(amount -> resources.add(Resource.scalar("cpus", amount)));
      mem.ifPresent(bytes -> resources.add(Resource.scalar("mem", mebibytes(bytes))));
      disk.ifPresent(bytes -> resources.add(Resource.scalar("disk", mebibytes(bytes))));
      gpus.ifPresent(amount -> resources.add(Resource.scalar("gpus", amount)));
      ports.ifPresent(range -> resources.add(portRange(range)));
      return resources.stream().map(resource -> resource.forRole(role)).toList();
    }

    private static String mebibytes(long bytes) {
      return new BigDecimal(bytes).divide(new BigDecimal(MIB)).toPlainString();
    }
  }

  private static Function<Values, Amounts> amounts(Fields fields) {
    Field<Optional<String>> cpus =
        fields.maybe("cpus", amount("a number of CPUs like 2 or 0.5", "2"), "CPUs.");
    Field<Optional<Long>> mem = fields.maybe("mem", Shapes.size(MIB, 1L << 50), "Memory.");
    Field<Optional<Long>> disk = fields.maybe("disk", Shapes.size(MIB, 1L << 60), "Disk.");
    Field<Optional<String>> gpus = fields.maybe("gpus", amount("a number of GPUs", "1"), "GPUs.");
    Field<Optional<String>> ports =
        fields.maybe(
            "ports", Shapes.text(PORTS, "a range of ports", "31000-32000"), "Ports, both ends in.");
    fields.rule(
        ports,
        values -> values.get(ports).map(AgentShapes::backwards).orElse(false),
        values -> "must run from a lower to a higher port up to 65535");
    return values ->
        new Amounts(
            values.get(cpus),
            values.get(mem),
            values.get(disk),
            values.get(gpus),
            values.get(ports));
  }

  private static ScalarShape<String> amount(String form, String example) {
    return Shapes.text(AMOUNT, form, example);
  }

  private static boolean backwards(String ports) {
    Matcher matcher = PORTS.matcher(ports);
    return matcher.matches()
        && (Integer.parseInt(matcher.group(1)) > Integer.parseInt(matcher.group(2))
            || Integer.parseInt(matcher.group(2)) > 65535);
  }

  private static Resource portRange(String ports) {
    Matcher matcher = PORTS.matcher(ports);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("ports must be a range like 31000-32000");
    }
    return Resource.ports(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2)));
  }

  private static final GroupShape<List<Resource>> RESERVED =
      Shapes.group(
          fields -> {
            Field<String> role =
                fields.required(
                    "role", Shapes.text(NAME, "a role's name", "slave_public"), "The role.");
            Function<Values, Amounts> amounts = amounts(fields);
            return values -> amounts.apply(values).resources(values.get(role));
          });

  /** What both a group's template and a single agent have. */
  private static Function<Values, AgentTemplate> template(Fields fields) {
    Function<Values, Amounts> amounts = amounts(fields);
    Field<List<List<Resource>>> reserved =
        fields.optional(
            "reserved",
            Shapes.listOf(RESERVED),
            "[]",
            "Static reservations, besides what is unreserved.");
    ScalarShape<String> name = Shapes.text(NAME, "an attribute's name", "rack");
    Field<Map<String, String>> texts =
        fields.optional(
            "attributes", Shapes.mapOf(name, Shapes.text()), "{}", "Attributes with a text.");
    Field<Map<String, String>> scalars =
        fields.optional(
            "scalarAttributes",
            Shapes.mapOf(name, amount("a number with up to 3 decimals", "3")),
            "{}",
            "Attributes with a number.");
    Field<Boolean> faultDomain =
        fields.optional(
            "faultDomain",
            Shapes.trueOrFalse(),
            "false",
            "Whether region and zone are announced as Mesos' fault domain.");
    Field<Boolean> httpExecutor =
        fields.optional(
            "httpCommandExecutor",
            Shapes.trueOrFalse(),
            "false",
            "Whether drains' grace periods are obeyed.");
    return values -> {
      List<Resource> resources = new ArrayList<>(amounts.apply(values).resources("*"));
      values.get(reserved).forEach(resources::addAll);
      List<Attribute> attributes = new ArrayList<>();
      values.get(texts).forEach((key, text) -> attributes.add(Attribute.text(key, text)));
      values.get(scalars).forEach((key, number) -> attributes.add(Attribute.scalar(key, number)));
      return new AgentTemplate(
          resources, attributes, values.get(faultDomain), values.get(httpExecutor));
    };
  }

  /** The agents of a group. */
  static final GroupShape<AgentTemplate> TEMPLATE = Shapes.group(AgentShapes::template);

  /** An agent that no Auto Scaling group gives. */
  static final GroupShape<AgentSpec> SINGLE =
      Shapes.group(
          fields -> {
            Field<String> hostname =
                fields.required(
                    "hostname", Shapes.text(NAME, "a host name", "agent1.test"), "Its host name.");
            Field<String> ip =
                fields.required(
                    "ip", Shapes.text(ADDRESS, "an IPv4 address", "10.0.0.1"), "Its address.");
            Field<Integer> port =
                fields.optional("port", Shapes.port(), "5051", "The agent's port.");
            Field<Optional<String>> region =
                fields.maybe("region", Shapes.text(), "Region of its fault domain.");
            Field<Optional<String>> zone =
                fields.maybe("zone", Shapes.text(), "Zone of its fault domain.");
            Function<Values, AgentTemplate> template = template(fields);
            fields.rule(
                zone,
                values -> values.get(zone).isPresent() && values.get(region).isEmpty(),
                values -> "needs a region beside it");
            return values -> {
              AgentTemplate agent = template.apply(values);
              return new AgentSpec(
                  values.get(hostname),
                  values.get(ip),
                  values.get(port),
                  agent.resources(),
                  agent.attributes(),
                  values.get(region).orElse(null),
                  values.get(zone).orElse(null),
                  agent.httpCommandExecutor());
            };
          });
}
