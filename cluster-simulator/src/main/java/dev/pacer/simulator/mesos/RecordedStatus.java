package dev.pacer.simulator.mesos;

import dev.pacer.simulator.offer.TaskStatus;
import org.jspecify.annotations.Nullable;

/**
 * A status with what only executors say.
 *
 * @param executorId the executor that sent it, null when none did
 * @param uuid base64 of 16 bytes, null unless it must be acknowledged
 * @param container where the task runs, null unless an executor sent it
 */
public record RecordedStatus(
    TaskStatus status,
    @Nullable String executorId,
    @Nullable String uuid,
    @Nullable Container container) {

  /**
   * A task's container.
   *
   * @param parent the executor's container, for members of task groups
   */
  public record Container(String id, @Nullable String parent, String ip, long executorPid) {}
}
