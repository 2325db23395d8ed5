package dev.pacer.simulator.offer;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One task, or one task group's member, that a framework wants started on an offer.
 *
 * @param subject what its behaviour is looked up by: the Marathon app's or pod's id, or the task's
 *     name
 * @param killGrace the task's own kill policy; null: Mesos' 3 s
 * @param executorId empty for a command task
 * @param group id of the task group it is launched with, empty for none
 */
public record Launch(
    String taskId,
    String name,
    String subject,
    List<Resource> resources,
    Map<String, String> labels,
    @Nullable Duration killGrace,
    String executorId,
    String group) {
  public Launch {
    resources = List.copyOf(resources);
    labels = Map.copyOf(labels);
  }
}
