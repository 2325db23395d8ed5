package dev.pacer.simulator.marathon.instance;

import dev.pacer.simulator.offer.TaskState;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One task of an instance: an app has one, a pod one for each container.
 *
 * @param container {@code _app}, or the container's name
 * @param state null: accepted by nobody yet (provisioned), which the API shows as staging
 * @param ports host ports; one entry per wanted port of the container
 * @param startedAt when it ran first; null: it never did
 * @param addressed whether its IP address is known
 * @param changedAt when the state was told
 */
public record TaskEntry(
    String taskId,
    String container,
    @Nullable TaskState state,
    List<Integer> ports,
    Instant stagedAt,
    @Nullable Instant startedAt,
    boolean addressed,
    Instant changedAt,
    @Nullable Instant unreachableSince) {
  public TaskEntry {
    ports = List.copyOf(ports);
  }

  public boolean running() {
    return state == TaskState.RUNNING;
  }

  public boolean terminal() {
    return state != null && state.terminal();
  }

  TaskEntry told(TaskState newState, Instant at, @Nullable Instant unreachable) {
    return new TaskEntry(
        taskId,
        container,
        newState,
        ports,
        stagedAt,
        startedAt == null && newState == TaskState.RUNNING ? at : startedAt,
        switch (newState) {
          case STARTING, RUNNING -> true;
          case UNREACHABLE -> false;
          default -> addressed;
        },
        at,
        unreachable);
  }
}
