package dev.pacer.cluster.marathon;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The id of a task: {@code ops_web.instance-<uuid>._app.1}, of a pod's container {@code
 * pods_p1.instance-<uuid>.web.1}; the number counts the launches of the instance. Older Marathons
 * wrote {@code ops_web.<uuid>}.
 */
public record TaskId(String value) implements Comparable<TaskId> {

  private static final Pattern PARTS =
      Pattern.compile("(.+\\.(?:instance|marathon)-[^.]+)(?:\\.([^.]+)(?:\\.([0-9]{1,9}))?)?");

  /** An id as Marathon writes it. */
  public TaskId {
    if (value.isBlank() || value.length() > 1_000) {
      throw new IllegalArgumentException("a task id must have 1 to 1000 characters");
    }
  }

  /**
   * The instance whose task this is; empty for an id of another shape. A kill addresses this, not
   * the task: killing {@code ….1} again kills its replacement {@code ….2}.
   */
  public Optional<InstanceId> instance() {
    Matcher parts = PARTS.matcher(value);
    return parts.matches() ? Optional.of(new InstanceId(parts.group(1))) : Optional.empty();
  }

  /** Which launch of its instance it is, from 1; empty for an id of another shape. */
  public OptionalInt launch() {
    Matcher parts = PARTS.matcher(value);
    return parts.matches() && parts.group(3) != null
        ? OptionalInt.of(Integer.parseInt(parts.group(3)))
        : OptionalInt.empty();
  }

  @Override
  public int compareTo(TaskId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
