package dev.pacer.simulator.scenario;

import dev.pacer.frame.config.ConfigurationFile;
import dev.pacer.frame.config.Field;
import dev.pacer.frame.config.Reading;
import dev.pacer.frame.config.Shapes;
import dev.pacer.simulator.offer.AgentSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads scenario files. Everything that is wrong with one is told at once, by path. */
public final class ScenarioReader {

  /**
   * The format, declared once: for reading, the JSON Schema, the table in the docs and the example.
   */
  public static final ConfigurationFile<Scenario> FILE =
      ConfigurationFile.declare(
          "scenario.yaml",
          "a simulated cluster and what happens on it",
          1,
          fields -> {
            Field<MesosShape> mesos = fields.section("mesos", GroupShapes.MESOS, "The masters.");
            Field<MarathonShape> marathon =
                fields.section("marathon", GroupShapes.MARATHON, "The Marathons.");
            Field<AwsShape> aws = fields.section("aws", GroupShapes.AWS, "The AWS account.");
            Field<List<RegistryShape>> registries =
                fields.optional(
                    "registries",
                    Shapes.listOf(RegistryShapes.REGISTRY),
                    "[]",
                    "Image registries; without any the account's ECR with the repository"
                        + " team/app.");
            Field<List<GroupSpec>> groups =
                fields.optional(
                    "groups",
                    Shapes.listOf(GroupShapes.GROUP),
                    "[]",
                    "Auto Scaling groups whose instances are agents.");
            Field<List<AgentSpec>> agents =
                fields.optional(
                    "agents",
                    Shapes.listOf(AgentShapes.SINGLE),
                    "[]",
                    "Agents that no Auto Scaling group gives.");
            Field<List<AppChange>> apps =
                fields.optional(
                    "apps",
                    Shapes.listOf(EventShapes.APP),
                    "[]",
                    "What is done to apps, and when.");
            Field<List<TaskRule>> tasks =
                fields.optional(
                    "tasks",
                    Shapes.listOf(EventShapes.TASK),
                    "[]",
                    "How tasks behave; the first rule that matches counts.");
            Field<List<FaultEntry>> faults =
                fields.optional(
                    "faults", Shapes.listOf(EventShapes.FAULT), "[]", "What goes wrong, by rule.");
            Field<List<Happening>> events =
                fields.optional(
                    "events", Shapes.listOf(EventShapes.EVENT), "[]", "What befalls the cluster.");
            fields.rule(
                registries,
                v -> twice(v.get(registries).stream().map(RegistryShape::name)).isPresent(),
                v ->
                    "must not have two registries named "
                        + twice(v.get(registries).stream().map(RegistryShape::name)).orElse(""));
            fields.rule(
                groups,
                v -> twice(v.get(groups).stream().map(GroupSpec::name)).isPresent(),
                v ->
                    "must not have two groups named "
                        + twice(v.get(groups).stream().map(GroupSpec::name)).orElse(""));
            fields.rule(
                groups,
                v -> !outsideRegion(v.get(groups), v.get(aws)).isEmpty(),
                v ->
                    "must be in zones of %s, has %s"
                        .formatted(
                            v.get(aws).region(),
                            String.join(", ", outsideRegion(v.get(groups), v.get(aws)))));
            fields.rule(groups, v -> unknownQueues(v.get(groups), v.get(aws)));
            fields.rule(
                agents,
                v -> twice(v.get(agents).stream().map(AgentSpec::hostname)).isPresent(),
                v ->
                    "must not have two agents named "
                        + twice(v.get(agents).stream().map(AgentSpec::hostname)).orElse(""));
            fields.rule(
                events,
                v -> !unknownGroups(v.get(events), v.get(groups)).isEmpty(),
                v ->
                    "must name groups of this scenario, has "
                        + String.join(", ", unknownGroups(v.get(events), v.get(groups))));
            fields.rule(apps, v -> AppChecks.problems(v.get(apps), v.get(marathon)));
            return v ->
                new Scenario(
                    v.get(mesos),
                    v.get(marathon),
                    v.get(aws),
                    v.get(registries).isEmpty()
                        ? List.of(RegistryShape.standard())
                        : v.get(registries),
                    v.get(groups),
                    v.get(agents),
                    v.get(apps),
                    v.get(tasks),
                    v.get(faults),
                    v.get(events));
          });

  private ScenarioReader() {}

  public static Reading<Scenario> read(Path file) {
    return FILE.read(file);
  }

  private static Optional<String> twice(Stream<String> names) {
    Set<String> seen = new HashSet<>();
    return names.filter(name -> !seen.add(name)).findFirst();
  }

  private static List<String> outsideRegion(List<GroupSpec> groups, AwsShape aws) {
    return groups.stream()
        .flatMap(group -> group.zones().stream())
        .filter(zone -> !zone.substring(0, zone.length() - 1).equals(aws.region()))
        .distinct()
        .toList();
  }

  /** Hooks whose queue is none of the account's, by place. */
  private static Map<String, String> unknownQueues(List<GroupSpec> groups, AwsShape aws) {
    List<String> known = aws.queues().stream().map(QueueSpec::name).toList();
    Map<String, String> problems = new LinkedHashMap<>();
    for (int g = 0; g < groups.size(); g++) {
      List<HookSpec> hooks = groups.get(g).policy().hooks();
      for (int h = 0; h < hooks.size(); h++) {
        Optional<String> queue = hooks.get(h).queue();
        if (queue.isPresent() && !known.contains(queue.get())) {
          problems.put(
              "[%d].hooks[%d].queue".formatted(g, h),
              "must be one of aws.queues (%s), was %s"
                  .formatted(String.join(", ", known), queue.get()));
        }
      }
    }
    return problems;
  }

  private static List<String> unknownGroups(List<Happening> events, List<GroupSpec> groups) {
    List<String> unknown = new ArrayList<>();
    Set<String> known = new HashSet<>();
    groups.forEach(group -> known.add(group.name()));
    for (Happening event : events) {
      String named = "";
      if (event instanceof Happening.AgentDies dies) {
        named = dies.group();
      } else if (event instanceof Happening.MachineDies dies) {
        named = dies.group();
      } else if (event instanceof Happening.DesiredSet set) {
        named = set.group();
      } else if (event instanceof Happening.SpotInterrupted interrupted) {
        named = interrupted.group();
      } else if (event instanceof Happening.RebalanceRecommended recommended) {
        named = recommended.group();
      } else if (event instanceof Happening.RefreshStarted started) {
        named = started.group();
      }
      if (!named.isEmpty() && !known.contains(named)) {
        unknown.add(named);
      }
    }
    return unknown;
  }
}
