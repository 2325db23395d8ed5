package dev.pacer.cluster.mesos;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is special about a disk resource.
 *
 * @param source the kind of disk it is cut from; ROOT when nothing is said
 * @param root where a PATH or MOUNT disk is mounted on the agent
 * @param profile the profile of a storage provider's disk
 * @param persistenceId set for a persistent volume: data that outlives tasks
 * @param containerPath where a volume appears in the container
 */
public record Disk(
    Source source,
    @Nullable String root,
    @Nullable String profile,
    @Nullable String persistenceId,
    @Nullable String containerPath) {
  /** The kinds of disk; a MOUNT disk is used whole or not at all. */
  public enum Source {
    ROOT,
    PATH,
    MOUNT,
    BLOCK,
    RAW,
    /** A kind this version does not know. */
    OTHER
  }

  public Disk {
    Objects.requireNonNull(source, "source");
  }

  /** Whether it holds data that outlives tasks. */
  public boolean persistent() {
    return persistenceId != null;
  }
}
