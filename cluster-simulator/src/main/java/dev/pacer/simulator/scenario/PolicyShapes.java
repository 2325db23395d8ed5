package dev.pacer.simulator.scenario;

import dev.pacer.frame.config.Field;
import dev.pacer.frame.config.Fields;
import dev.pacer.frame.config.GroupShape;
import dev.pacer.frame.config.Shape;
import dev.pacer.frame.config.Shapes;
import dev.pacer.frame.config.Values;
import dev.pacer.simulator.aws.autoscaling.ScalingProcess;
import dev.pacer.simulator.aws.events.NoticeKind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** How queues, lifecycle hooks and what a group launches are written in a scenario. */
final class PolicyShapes {

  private static final Pattern QUEUE = Pattern.compile("[A-Za-z0-9_-]{1,80}");
  private static final Pattern HOOK = Pattern.compile("[A-Za-z0-9/_-]{1,255}");

  private PolicyShapes() {}

  private enum Way {
    LAUNCHING,
    TERMINATING
  }

  private enum AtTheEnd {
    CONTINUE,
    ABANDON
  }

  static final GroupShape<MesosShape.Quota> QUOTA =
      Shapes.group(
          fields -> {
            Field<String> role =
                fields.required("role", Shapes.text().example("slave_public"), "The role.");
            Field<Map<String, Double>> guarantees =
                fields.optional(
                    "guarantees",
                    amounts(),
                    "{}",
                    "What it is promised: cpus, gpus, mem and disk in MiB.");
            Field<Map<String, Double>> limits =
                fields.optional("limits", amounts(), "{}", "What it may have at most.");
            fields.rule(
                limits,
                v ->
                    v.get(guarantees).entrySet().stream()
                        .anyMatch(
                            promised ->
                                v.get(limits).getOrDefault(promised.getKey(), Double.MAX_VALUE)
                                    < promised.getValue()),
                v -> "must not be below the guarantees");
            return v -> new MesosShape.Quota(v.get(role), v.get(guarantees), v.get(limits));
          });

  private static Shape<Map<String, Double>> amounts() {
    return Shapes.mapOf(
        Shapes.text(Pattern.compile("cpus|mem|disk|gpus"), "cpus, mem, disk or gpus", "cpus"),
        Shapes.number(0, 1e9));
  }

  static final GroupShape<QueueSpec> QUEUES =
      Shapes.group(
          fields -> {
            Field<String> name =
                fields.required(
                    "name",
                    Shapes.text(QUEUE, "letters, digits, dashes, underscores", "notices"),
                    "The queue's name; its URL is that of AWS, the account and this name.");
            Field<List<NoticeKind>> receives =
                fields.optional(
                    "receives",
                    Shapes.listOf(Shapes.choice(NoticeKind.class)),
                    "[]",
                    "Which of AWS's notices EventBridge sends there.");
            return v -> new QueueSpec(v.get(name), v.get(receives));
          });

  private static final GroupShape<HookSpec> HOOKS =
      Shapes.group(
          fields -> {
            Field<String> name =
                fields.required(
                    "name", Shapes.text(HOOK, "a hook's name", "drain"), "The hook's name.");
            Field<Way> way =
                fields.optional(
                    "transition",
                    Shapes.choice(Way.class),
                    "terminating",
                    "Which instances it holds.");
            Field<Duration> heartbeat =
                fields.optional(
                    "heartbeat",
                    Shapes.duration(Duration.ofSeconds(30), Duration.ofHours(2)),
                    "1h",
                    "How long it holds without a word.");
            Field<AtTheEnd> end =
                fields.optional(
                    "default",
                    Shapes.choice(AtTheEnd.class),
                    "abandon",
                    "What happens after that.");
            Field<Optional<String>> queue =
                fields.maybe(
                    "queue",
                    Shapes.text(QUEUE, "a queue's name", "notices"),
                    "The queue of this account that the hook tells itself.");
            return v ->
                new HookSpec(
                    v.get(name),
                    v.get(way) == Way.TERMINATING,
                    v.get(heartbeat),
                    v.get(end) == AtTheEnd.CONTINUE,
                    v.get(queue));
          });

  /** The keys of a group that make its policy. */
  static Function<Values, GroupSpec.Policy> policy(Fields fields, Field<List<String>> types) {
    Field<Map<String, Integer>> weights =
        fields.optional(
            "weights",
            Shapes.mapOf(GroupShapes.type(), Shapes.integer(1, 999).in("units")),
            "{}",
            "Capacity units by type; min, desired and max are units then.");
    Field<Integer> base =
        fields.optional(
            "onDemandBase",
            Shapes.integer(0, 100_000).in("units"),
            "0",
            "So many units are on-demand first.");
    Field<Integer> percent =
        fields.optional(
            "onDemandPercent",
            Shapes.integer(0, 100).in("percent"),
            "100",
            "The on-demand share of the units above that; the rest is spot.");
    Field<Boolean> rebalance =
        fields.optional(
            "capacityRebalance",
            Shapes.trueOrFalse(),
            "false",
            "Whether AWS replaces spot instances that it recommends to leave.");
    Field<List<ScalingProcess>> suspended =
        fields.optional(
            "suspended",
            Shapes.listOf(Shapes.choice(ScalingProcess.class)),
            "[]",
            "Processes suspended once the group is up.");
    Field<List<HookSpec>> hooks =
        fields.optional(
            "hooks", Shapes.listOf(HOOKS), "[]", "Lifecycle hooks, put once the group is up.");
    fields.rule(
        weights,
        v -> !v.get(weights).isEmpty() && !v.get(weights).keySet().containsAll(v.get(types)),
        v -> "must have a weight for each of the group's types");
    return v ->
        new GroupSpec.Policy(
            v.get(weights),
            v.get(base),
            v.get(percent),
            v.get(rebalance),
            v.get(suspended),
            v.get(hooks));
  }
}
