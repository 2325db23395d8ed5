package dev.pacer.placement.fit;

import org.jspecify.annotations.Nullable;

/**
 * What kind of disk an entry is.
 *
 * @param path where it is mounted, if told
 * @param profile the name of its profile, if it has one
 */
public record DiskSource(Type type, @Nullable String path, @Nullable String profile) {

  public static final DiskSource ROOT = new DiskSource(Type.ROOT, null, null);

  /** Kinds of disk; raw and block devices never match anything of Marathon's. */
  public enum Type {
    ROOT,
    PATH,
    MOUNT,
    RAW,
    BLOCK
  }
}
