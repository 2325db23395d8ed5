package dev.pacer.cluster.mesos;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A task.
 *
 * @param killGrace its own kill policy; null: the agent's default
 * @param statuses in the order of the master; may go on after the end
 */
public record Task(
    TaskId id,
    TaskPlace place,
    TaskState state,
    Resources resources,
    Map<String, String> labels,
    @Nullable Duration killGrace,
    List<TaskStatus> statuses) {
  public Task {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(place, "place");
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(resources, "resources");
    labels = Map.copyOf(labels);
    statuses = List.copyOf(statuses);
  }
}
