package dev.pacer.simulator.mesos;

import dev.pacer.simulator.offer.FrameworkSpec;
import dev.pacer.simulator.offer.TaskState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What runs on one agent, and what the agent remembers of what ran there. */
final class AgentTasks {

  private static final int MOST_COMPLETED = 150;

  /** A task that is over, with the framework it belonged to. */
  record Completed(
      TaskView task,
      FrameworkSpec framework,
      RecordedStatus.Container container,
      @Nullable ExecutorView executor,
      boolean acknowledged) {}

  private final Map<TaskKey, TaskRun> runs = new LinkedHashMap<>();
  private final List<Completed> completed = new ArrayList<>();

  void start(TaskRun run) {
    runs.put(run.key(), run);
    run.start();
  }

  List<TaskRun> runs() {
    return List.copyOf(runs.values());
  }

  List<Completed> completed() {
    return List.copyOf(completed);
  }

  boolean live() {
    return runs.values().stream().anyMatch(run -> !run.ended());
  }

  /** A task and the other members of its group; none when it is not here. */
  List<TaskRun> group(TaskKey key) {
    TaskRun run = runs.get(key);
    if (run == null) {
      return List.of();
    }
    if (run.group().isEmpty()) {
      return List.of(run);
    }
    return runs.values().stream()
        .filter(
            other ->
                other.group().equals(run.group())
                    && other.view().frameworkId().equals(run.view().frameworkId()))
        .toList();
  }

  /** Processes die and nothing is left of them. */
  void drop(Predicate<TaskRun> which) {
    for (TaskRun run : runs()) {
      if (which.test(run)) {
        run.die();
        runs.remove(run.key());
      }
    }
  }

  /** Processes die, and are remembered as they were last known (M14). */
  void bury(Predicate<TaskRun> which) {
    for (TaskRun run : runs()) {
      if (which.test(run)) {
        run.die();
        runs.remove(run.key());
        remember(run);
      }
    }
  }

  /** The agent's process is gone, and with it what only its memory held. */
  void forgetUncheckpointed() {
    completed.removeIf(done -> !done.framework().checkpoint());
  }

  void wipe() {
    drop(run -> true);
    completed.clear();
  }

  /** A process has ended; unless it finished well, the rest of its group is killed. */
  void ended(TaskRun run) {
    if (run.view().state() != TaskState.FINISHED) {
      group(run.key()).stream()
          .filter(member -> member != run && !member.ended())
          .forEach(member -> member.kill(null, null, false));
    }
    settle(run);
  }

  /** The framework has the update: an ended task whose updates are all known is over. */
  void acknowledged(TaskKey key, RecordedStatus status) {
    TaskRun run = runs.get(key);
    if (run != null) {
      run.unacknowledged.remove(status);
      settle(run);
    }
  }

  private void settle(TaskRun run) {
    if (run.ended() && run.unacknowledged.isEmpty() && runs.remove(run.key()) != null) {
      remember(run);
    }
  }

  private void remember(TaskRun run) {
    completed.add(
        new Completed(
            run.view(),
            run.framework(),
            run.container(),
            run.executor(),
            run.unacknowledged.isEmpty()));
    if (completed.size() > MOST_COMPLETED) {
      completed.remove(0);
    }
  }
}
