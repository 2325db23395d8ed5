package dev.pacer.simulator.scenario;

import dev.pacer.frame.config.Field;
import dev.pacer.frame.config.Fields;
import dev.pacer.frame.config.GroupShape;
import dev.pacer.frame.config.Likeness;
import dev.pacer.frame.config.ScalarShape;
import dev.pacer.frame.config.Shapes;
import dev.pacer.frame.config.Values;
import dev.pacer.simulator.aws.ec2.InstanceTypeSpec;
import dev.pacer.simulator.aws.ec2.InstanceTypes;
import dev.pacer.simulator.scenario.GroupSpec.Sizes;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** How the account, its groups, masters and Marathons are written in a scenario. */
final class GroupShapes {

  private static final Duration ZERO = Duration.ZERO;
  private static final Duration DAY = Duration.ofDays(1);
  private static final Pattern GROUP_NAME = Pattern.compile("[^:/\\s][^:/\\n]{0,254}");
  private static final Pattern ZONE = Pattern.compile("[a-z]{2}(-[a-z]+)+-[0-9][a-z]");
  private static final Pattern TYPE = Pattern.compile("[a-z0-9-]+\\.[a-z0-9-]+");
  private static final Pattern TAG = Pattern.compile("(?!aws:).{1,128}");

  private static final InstanceTypes TYPES = InstanceTypes.read();

  private GroupShapes() {}

  static ScalarShape<String> groupName() {
    return Shapes.text(GROUP_NAME, "a group's name without ':' or '/'", "agents");
  }

  static ScalarShape<String> zone() {
    return Shapes.text(ZONE, "an availability zone like us-east-1a", "us-east-1a");
  }

  static ScalarShape<String> type() {
    return Shapes.checkedText("EC2 instance type", "m5.large", GroupShapes::requireType);
  }

  private static void requireType(String text) {
    if (!TYPE.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "must be an EC2 instance type like m5.large, was '%s'".formatted(text));
    }
    if (TYPES.find(text).isEmpty()) {
      List<String> known = TYPES.all().stream().map(InstanceTypeSpec::name).toList();
      throw new IllegalArgumentException(
          "is not an EC2 type that is simulated: '%s'".formatted(text)
              + Likeness.closest(text, known)
                  .map(close -> "; did you mean '" + close + "'?")
                  .orElse(""));
    }
  }

  static final GroupShape<MesosShape> MESOS =
      Shapes.group(
          fields -> {
            Field<Integer> masters =
                fields.optional("masters", Shapes.integer(1, 5), "1", "How many masters.");
            Field<Duration> ping =
                fields.optional(
                    "pingTimeout",
                    Shapes.duration(Duration.ofSeconds(1), DAY),
                    "75s",
                    "From an agent's silence to its being unreachable.");
            Field<Duration> reregister =
                fields.optional(
                    "reregisterTimeout",
                    Shapes.duration(Duration.ofSeconds(1), DAY),
                    "10m",
                    "How long a new leader waits for an agent it knows of.");
            Field<List<MesosShape.Quota>> quotas =
                fields.optional(
                    "quotas",
                    Shapes.listOf(PolicyShapes.QUOTA),
                    "[]",
                    "Roles' quotas, set once the cluster is up.");
            return values ->
                new MesosShape(
                    values.get(masters),
                    values.get(ping),
                    values.get(reregister),
                    values.get(quotas));
          });

  static final GroupShape<MarathonShape> MARATHON =
      Shapes.group(
          fields -> {
            Field<Integer> servers =
                fields.optional("servers", Shapes.integer(1, 5), "1", "How many Marathons.");
            Field<String> role =
                fields.optional("role", Shapes.text(), "'*'", "The role it registers with.");
            Field<List<String>> features =
                fields.optional(
                    "features",
                    Shapes.listOf(Shapes.text().example("gpu_resources")),
                    "[]",
                    "What --enable_features names.");
            return values ->
                new MarathonShape(values.get(servers), values.get(role), values.get(features));
          });

  static final GroupShape<AwsShape> AWS =
      Shapes.group(
          fields -> {
            Field<String> region =
                fields.optional(
                    "region",
                    Shapes.text(
                        Pattern.compile("[a-z]{2}(-[a-z]+)+-[0-9]"), "a region", "us-east-1"),
                    "us-east-1",
                    "The region that all groups are in.");
            Field<String> account =
                fields.optional(
                    "account",
                    Shapes.text(Pattern.compile("[0-9]{12}"), "12 digits", "000000000000"),
                    "'000000000000'",
                    "The account's number.");
            Field<Duration> request =
                delay(fields, "requestDelay", "15s", "From a new desired capacity to its effect.");
            Field<Duration> pending =
                delay(fields, "pending", "60s", "How long an instance is Pending.");
            Field<Duration> terminating =
                delay(fields, "terminating", "60s", "How long an instance is Terminating.");
            Field<Boolean> stale =
                fields.optional(
                    "staleReads",
                    Shapes.trueOrFalse(),
                    "false",
                    "Whether describes lag behind writes by seconds, now and then a minute.");
            Field<Duration> token =
                fields.optional(
                    "registryTokenLifetime",
                    Shapes.duration(Duration.ofSeconds(1), DAY),
                    "12h",
                    "How long ECR's tokens are good.");
            Field<List<QueueSpec>> queues =
                fields.optional(
                    "queues",
                    Shapes.listOf(PolicyShapes.QUEUES),
                    "[]",
                    "SQS queues that are there from the start.");
            Field<Boolean> rebalance =
                fields.optional(
                    "azRebalance",
                    Shapes.trueOrFalse(),
                    "false",
                    "Whether groups even out their zones unless AZRebalance is suspended, as AWS's"
                        + " do.");
            return values ->
                new AwsShape(
                    values.get(region),
                    values.get(account),
                    values.get(request),
                    values.get(pending),
                    values.get(terminating),
                    values.get(stale),
                    values.get(token),
                    values.get(queues),
                    values.get(rebalance));
          });

  private static Field<Duration> delay(Fields fields, String key, String standard, String meaning) {
    return fields.optional(key, Shapes.duration(ZERO, DAY), standard, meaning);
  }

  static final GroupShape<GroupSpec> GROUP =
      Shapes.group(
          fields -> {
            Field<String> name = fields.required("name", groupName(), "The group's name.");
            Field<List<String>> types =
                fields.required(
                    "types",
                    Shapes.listOf(type()).atLeast(1),
                    "EC2 types in order of preference; more than one makes a mixed group.");
            Field<List<String>> zones =
                fields.required(
                    "zones", Shapes.listOf(zone()).atLeast(1), "Its availability zones.");
            Field<Integer> min = size(fields, "min", "The group's minimum.");
            Field<Integer> desired =
                size(fields, "desired", "Its desired capacity; so many run at the start.");
            Field<Integer> max = size(fields, "max", "The group's maximum.");
            Field<Duration> boot =
                delay(
                    fields,
                    "boot",
                    "90s",
                    "From an instance's launch to its agent's registration.");
            Field<Boolean> registers =
                fields.optional(
                    "registers",
                    Shapes.trueOrFalse(),
                    "true",
                    "False: machines boot, but no agent ever registers.");
            Field<Boolean> isProtected =
                fields.optional(
                    "newInstancesProtected",
                    Shapes.trueOrFalse(),
                    "false",
                    "Whether new instances are protected from scale-in.");
            Field<Map<String, String>> tags =
                fields.optional(
                    "tags",
                    Shapes.mapOf(Shapes.text(TAG, "a tag's key", "Name"), Shapes.text()),
                    "{}",
                    "Tags, passed on to instances.");
            Field<AgentTemplate> agent =
                fields.section(
                    "agent",
                    AgentShapes.TEMPLATE,
                    "What its agents offer; left out: what Mesos finds on such a machine.");
            Function<Values, GroupSpec.Policy> policy = PolicyShapes.policy(fields, types);
            fields.rule(
                desired,
                v -> v.get(desired) < v.get(min) || v.get(desired) > v.get(max),
                v ->
                    "must be between min and max (%d is not in %d to %d)"
                        .formatted(v.get(desired), v.get(min), v.get(max)));
            fields.rule(
                zones, v -> hasTwice(v.get(zones)), v -> "must not name a zone more than once");
            return v ->
                new GroupSpec(
                    v.get(name),
                    v.get(types),
                    v.get(zones),
                    new Sizes(v.get(min), v.get(desired), v.get(max)),
                    v.get(boot),
                    v.get(registers),
                    v.get(isProtected),
                    v.get(tags),
                    v.get(agent),
                    policy.apply(v));
          });

  private static Field<Integer> size(Fields fields, String key, String meaning) {
    return fields.required(key, Shapes.integer(0, 100_000).in("instances"), meaning);
  }

  private static boolean hasTwice(List<String> names) {
    Set<String> seen = new HashSet<>();
    return names.stream().anyMatch(name -> !seen.add(name));
  }
}
