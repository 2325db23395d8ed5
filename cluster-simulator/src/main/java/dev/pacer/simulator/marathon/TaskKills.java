package dev.pacer.simulator.marathon;

import dev.pacer.simulator.marathon.definition.RunSpec;
import dev.pacer.simulator.marathon.engine.Core;
import dev.pacer.simulator.marathon.engine.Deployments;
import dev.pacer.simulator.marathon.engine.Executions;
import dev.pacer.simulator.marathon.instance.Goal;
import dev.pacer.simulator.marathon.instance.Instance;
import dev.pacer.simulator.marathon.json.Doc;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Kills of single instances (marathon.md 6.5). */
public final class TaskKills {

  private final Core core;
  private final Tree tree;
  private final Deployments deployments;
  private final Executions executions;

  TaskKills(Core core, Tree tree, Deployments deployments, Executions executions) {
    this.core = core;
    this.tree = tree;
    this.deployments = deployments;
    this.executions = executions;
  }

  /**
   * Kills; each instance is launched again.
   *
   * @param wipe also gives up reservations, so that a new instance takes its place
   */
  public void kill(Collection<Instance> instances, boolean wipe) {
    for (Instance instance : instances) {
      core.record((wipe ? "kill and wipe " : "kill ") + instance.id());
      if (wipe) {
        executions.replace(instance);
      } else {
        executions.restart(instance);
      }
    }
  }

  /** Kills, and lowers the number wanted by those that are up and not being killed already. */
  public Accepted killAndScale(Collection<Instance> instances, boolean force) {
    Map<String, Set<String>> sentenced = new TreeMap<>();
    Map<String, Integer> fewer = new TreeMap<>();
    for (Instance instance : instances) {
      sentenced.computeIfAbsent(instance.specId(), s -> new TreeSet<>()).add(instance.id());
      if (instance.condition().active()
          && instance.goal() == Goal.RUNNING
          && !executions.isBeingKilled(instance.id())) {
        fewer.merge(instance.specId(), 1, Integer::sum);
      }
    }
    Instant version = core.newVersion();
    core.record("kill and scale " + sentenced.values());
    String deployment =
        tree.update(
            new Tree.Change(
                "/",
                version,
                root ->
                    root.mapSpecs(
                        spec ->
                            fewer.containsKey(spec.id())
                                ? lowered(spec, fewer.get(spec.id()), version)
                                : spec),
                force,
                sentenced,
                Set.of()),
            deployments);
    return new Accepted(deployment, version, false, Doc.EMPTY);
  }

  private static RunSpec lowered(RunSpec spec, int by, Instant version) {
    return new RunSpec(
        spec.kind(),
        spec.docWithInstances(Math.max(0, spec.instances() - by)),
        version,
        version,
        version);
  }
}
