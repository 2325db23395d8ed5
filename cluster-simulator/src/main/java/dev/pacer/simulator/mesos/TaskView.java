package dev.pacer.simulator.mesos;

import dev.pacer.simulator.offer.TaskState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A task as the master knows it at one moment.
 *
 * @param executorId empty for a command task
 * @param state authoritative; statuses may go on after a terminal one (mesos.md 9.1)
 * @param killGrace its kill policy, null when it has none
 * @param lastUpdate the last status its executor sent, null before the first and when only an
 *     agent's archive knows the task
 */
public record TaskView(
    String id,
    String name,
    String frameworkId,
    String agentId,
    String executorId,
    TaskState state,
    Resources resources,
    String role,
    List<RecordedStatus> statuses,
    Map<String, String> labels,
    @Nullable Duration killGrace,
    @Nullable RecordedStatus lastUpdate) {

  public TaskView {
    statuses = List.copyOf(statuses);
    labels = Map.copyOf(labels);
  }

  public TaskKey key() {
    return new TaskKey(frameworkId, id);
  }

  /** After another status: of two in a row with one state only the later stays. */
  TaskView with(RecordedStatus next) {
    List<RecordedStatus> all = new ArrayList<>(statuses);
    TaskState told = next.status().state();
    if (!all.isEmpty() && all.get(all.size() - 1).status().state() == told) {
      all.remove(all.size() - 1);
    }
    all.add(next);
    return new TaskView(
        id,
        name,
        frameworkId,
        agentId,
        executorId,
        state.terminal() ? state : told,
        resources,
        role,
        all,
        labels,
        killGrace,
        next.uuid() == null ? lastUpdate : next);
  }

  /** As an agent's archive has it. */
  TaskView archived() {
    return new TaskView(
        id,
        name,
        frameworkId,
        agentId,
        executorId,
        state,
        resources,
        role,
        statuses,
        labels,
        killGrace,
        null);
  }
}
