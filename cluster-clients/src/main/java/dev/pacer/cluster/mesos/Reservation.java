package dev.pacer.cluster.mesos;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One layer of a reservation; refined reservations stack several, the last one rules. */
public record Reservation(
    Type type, String role, @Nullable String principal, Map<String, String> labels) {
  /** Who made it: the agent's start flags, or a call later. */
  public enum Type {
    STATIC,
    DYNAMIC
  }

  public Reservation {
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(role, "role");
    labels = Map.copyOf(labels);
  }
}
