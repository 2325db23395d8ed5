package dev.pacer.cluster.mesos;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A framework.
 *
 * @param connection how it stands with the master
 * @param registeredAt null when known only through its agents after a leader change
 */
public record Framework(
    FrameworkId id,
    FrameworkInfo info,
    Connection connection,
    @Nullable Instant registeredAt,
    @Nullable Instant reregisteredAt,
    Resources allocated,
    Resources offered) {
  /** How it stands with the master; {@code recovered}: known through agents only, not back yet. */
  public record Connection(boolean active, boolean connected, boolean recovered) {}

  public Framework {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(info, "info");
    Objects.requireNonNull(connection, "connection");
    Objects.requireNonNull(allocated, "allocated");
    Objects.requireNonNull(offered, "offered");
  }
}
