package dev.pacer.registryauth.target;

import java.util.function.Consumer;

/** The steps of writing one file, in order; a crash may come after any. */
public enum WriteStep {
  TEMPORARY_CREATED,
  TEMPORARY_HALF_WRITTEN,
  TEMPORARY_WRITTEN,
  TEMPORARY_OWNED,
  TEMPORARY_SYNCED,
  RENAMED,
  DIRECTORY_SYNCED;

  /** Told of each step and the file's name; only tests do something then. */
  public record Reached(WriteStep step, String file) {}

  /** Does nothing at any step. */
  public static final Consumer<Reached> UNWATCHED = reached -> {};
}
