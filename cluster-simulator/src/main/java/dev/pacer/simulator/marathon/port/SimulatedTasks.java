package dev.pacer.simulator.marathon.port;

import dev.pacer.cluster.marathon.AppId;
import dev.pacer.cluster.marathon.ChangeOutcome;
import dev.pacer.cluster.marathon.LockPolicy;
import dev.pacer.cluster.marathon.MarathonTasks;
import dev.pacer.cluster.marathon.Task;
import dev.pacer.cluster.marathon.TaskId;
import dev.pacer.cluster.marathon.Wipe;
import dev.pacer.simulator.marathon.Snapshot;
import dev.pacer.simulator.marathon.definition.Refusal;
import dev.pacer.simulator.marathon.definition.RunSpec;
import dev.pacer.simulator.marathon.engine.Statuses;
import dev.pacer.simulator.marathon.instance.Instance;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/** Tasks of the simulated Marathon, in-process. */
final class SimulatedTasks implements MarathonTasks {

  private static final String DELETE = "POST /v2/tasks/delete";

  private final Calls calls;
  private final TaskTranslation tasks;

  SimulatedTasks(Calls calls, TaskTranslation tasks) {
    this.calls = calls;
    this.tasks = tasks;
  }

  @Override
  public void forEach(Consumer<? super Task> each) {
    calls
        .read(
            "GET /v2/tasks",
            "",
            seen -> {
              List<Task> all = new ArrayList<>();
              for (RunSpec spec : seen.specs(RunSpec.Kind.APP)) {
                all.addAll(tasks.tasks(seen.instancesOf(spec.id()), spec.servicePorts()));
              }
              return all;
            })
        .forEach(each);
  }

  @Override
  public List<Task> listOf(AppId app) {
    return calls.read(
        "GET /v2/apps/{id}/tasks",
        app.path(),
        seen -> {
          RunSpec spec = seen.root().findSpec(app.path());
          return spec == null || spec.isPod()
              ? List.of()
              : List.copyOf(tasks.tasks(seen.instancesOf(app.path()), List.of()));
        });
  }

  private List<Instance> named(Collection<TaskId> ids) {
    if (ids.isEmpty()) {
      throw new IllegalArgumentException("need at least one task to kill");
    }
    Snapshot now = calls.model().now();
    List<Instance> named = new ArrayList<>();
    for (TaskId id : ids) {
      String instanceId = Statuses.instanceOf(id.value());
      if (instanceId == null) {
        throw Refusal.of(
            400,
            "Invalid task id '%s'. [taskId %s no valid identifier (of class java.lang.String)]"
                .formatted(id, id));
      }
      now.instances()
          .values()
          .forEach(
              instances ->
                  instances.stream()
                      .filter(i -> i.id().equals(instanceId) && !i.spec().isPod())
                      .filter(i -> !i.tasks().isEmpty() && !named.contains(i))
                      .forEach(named::add));
    }
    return named;
  }

  @Override
  public List<Task> kill(Collection<TaskId> ids, Wipe wipe) {
    if (ids.isEmpty()) {
      throw new IllegalArgumentException("need at least one task to kill");
    }
    return calls.act(
        DELETE,
        "",
        () -> {
          List<Instance> named = named(ids);
          List<Task> before = List.copyOf(tasks.tasks(named, List.of()));
          calls.model().kills().kill(named, wipe == Wipe.GIVE_UP);
          return before;
        });
  }

  @Override
  public ChangeOutcome killAndScale(Collection<TaskId> ids, LockPolicy lock) {
    if (ids.isEmpty()) {
      throw new IllegalArgumentException("need at least one task to kill");
    }
    return calls.change(
        DELETE,
        "",
        () -> calls.model().kills().killAndScale(named(ids), lock == LockPolicy.OVERRIDE));
  }
}
