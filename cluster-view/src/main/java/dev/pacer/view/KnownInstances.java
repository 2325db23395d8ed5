package dev.pacer.view;

import dev.pacer.cluster.marathon.App;
import dev.pacer.cluster.marathon.PodStatus;
import dev.pacer.cluster.marathon.Task;
import dev.pacer.cluster.marathon.TaskState;
import dev.pacer.cluster.marathon.Version;
import dev.pacer.placement.fit.Condition;
import dev.pacer.placement.fit.Goal;
import dev.pacer.placement.fit.KnownInstance;
import dev.pacer.placement.fit.Whereabouts;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The instances that Marathon tracks, as constraints see them (F7). */
final class KnownInstances {

  private final Map<String, Whereabouts> agents;

  /**
   * @param agents where each agent stands, by agent id
   */
  KnownInstances(Map<String, Whereabouts> agents) {
    this.agents = agents;
  }

  List<KnownInstance> of(App app, Map<Version, Integer> instancesAtVersion) {
    return app.tasks().stream().map(task -> known(app, task, instancesAtVersion)).toList();
  }

  private KnownInstance known(App app, Task task, Map<Version, Integer> instancesAtVersion) {
    Optional<Version> version = task.times().version();
    Task.Location location = task.location();
    Whereabouts where =
        location
            .agent()
            .map(id -> agents.get(id.value()))
            .orElseGet(
                () ->
                    new Whereabouts(
                        location.host(),
                        location.region().orElse(null),
                        location.zone().orElse(null),
                        List.of()));
    return new KnownInstance(
        task.id().value(),
        where,
        condition(task.state()),
        Goal.RUNNING,
        version.map(v -> v.at().toEpochMilli()).orElse(Long.MAX_VALUE),
        version
            .map(v -> instancesAtVersion.getOrDefault(v, app.spec().instances()))
            .orElse(app.spec().instances()));
  }

  List<KnownInstance> of(PodStatus pod) {
    return pod.instances().stream()
        .map(
            instance ->
                new KnownInstance(
                    instance.id().value(),
                    instance
                        .agent()
                        .map(id -> agents.get(id.value()))
                        .or(() -> instance.host().map(Whereabouts::onlyHost))
                        .orElse(null),
                    condition(instance.state()),
                    Goal.RUNNING,
                    Long.MAX_VALUE,
                    pod.spec().instances()))
        .toList();
  }

  private static Condition condition(PodStatus.State state) {
    return switch (state) {
      case PENDING -> Condition.SCHEDULED;
      case STAGING -> Condition.STAGING;
      case TERMINAL -> Condition.KILLED;
      case STABLE, DEGRADED, UNRECOGNISED -> Condition.RUNNING;
    };
  }

  private static Condition condition(TaskState state) {
    return switch (state) {
      case STAGING -> Condition.STAGING;
      case STARTING -> Condition.STARTING;
      case RUNNING -> Condition.RUNNING;
      case KILLING -> Condition.KILLING;
      case KILLED -> Condition.KILLED;
      case FINISHED -> Condition.FINISHED;
      case FAILED -> Condition.FAILED;
      case ERROR -> Condition.ERROR;
      case LOST, DROPPED -> Condition.DROPPED;
      case UNREACHABLE -> Condition.UNREACHABLE;
      case GONE, GONE_BY_OPERATOR -> Condition.GONE;
      case UNKNOWN, UNRECOGNISED -> Condition.UNKNOWN;
    };
  }
}
