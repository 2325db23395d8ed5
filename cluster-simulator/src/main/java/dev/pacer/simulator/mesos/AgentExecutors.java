package dev.pacer.simulator.mesos;

import dev.pacer.simulator.offer.FrameworkSpec;
import dev.pacer.simulator.offer.Resource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts an agent's tasks together by executor. */
final class AgentExecutors {

  private static final Resources COMMAND_EXECUTOR =
      Resources.of(List.of(Resource.scalar("cpus", "0.1"), Resource.scalar("mem", "32")));

  private record Key(String frameworkId, String executorId) {}

  private static final class Collected {
    private final FrameworkSpec framework;
    private final RecordedStatus.Container container;
    private final @Nullable ExecutorView shared;
    private final List<TaskView> tasks = new ArrayList<>();
    private final List<TaskView> ended = new ArrayList<>();
    private final List<TaskView> terminated = new ArrayList<>();

    Collected(
        FrameworkSpec framework,
        RecordedStatus.Container container,
        @Nullable ExecutorView shared) {
      this.framework = framework;
      this.container = container;
      this.shared = shared;
    }
  }

  private final Map<Key, Collected> executors = new LinkedHashMap<>();

  private AgentExecutors() {}

  static List<ExecutorOnAgent> of(AgentTasks tasks) {
    AgentExecutors all = new AgentExecutors();
    for (AgentTasks.Completed done : tasks.completed()) {
      Collected executor = all.at(done.task(), done.framework(), done.container(), done.executor());
      (done.acknowledged() ? executor.ended : executor.terminated).add(done.task());
    }
    for (TaskRun run : tasks.runs()) {
      all.at(run.view(), run.framework(), run.container(), run.executor()).tasks.add(run.view());
    }
    return all.list();
  }

  private Collected at(
      TaskView task,
      FrameworkSpec framework,
      RecordedStatus.Container container,
      @Nullable ExecutorView shared) {
    String id = task.executorId().isEmpty() ? task.id() : task.executorId();
    return executors.computeIfAbsent(
        new Key(task.frameworkId(), id), key -> new Collected(framework, container, shared));
  }

  private List<ExecutorOnAgent> list() {
    List<ExecutorOnAgent> list = new ArrayList<>();
    executors.forEach(
        (key, found) -> {
          boolean command = found.container.parent() == null;
          List<TaskView> any = new ArrayList<>(found.tasks);
          any.addAll(found.ended);
          any.addAll(found.terminated);
          Resources own = found.shared == null ? Resources.NONE : found.shared.resources();
          list.add(
              new ExecutorOnAgent(
                  key.frameworkId,
                  found.framework,
                  key.executorId,
                  command,
                  command ? found.container.id() : String.valueOf(found.container.parent()),
                  found.container.executorPid(),
                  command ? COMMAND_EXECUTOR : own,
                  any.get(0).role(),
                  found.tasks,
                  found.ended,
                  found.terminated));
        });
    return list;
  }
}
