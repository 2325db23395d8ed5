package dev.pacer.cluster.zookeeper;

import java.util.Objects;

/** One change of one record; several go together in one transaction. */
public sealed interface Change {

  /** The record that changes. */
  RecordKey key();

  /** Makes a record that must not exist yet. */
  record Create(RecordKey key, String text) implements Change {
    public Create {
      Objects.requireNonNull(key, "key");
      Objects.requireNonNull(text, "text");
    }
  }

  /** Replaces a record that must still have {@code version}. */
  record Update(RecordKey key, String text, int version) implements Change {
    public Update {
      Objects.requireNonNull(key, "key");
      Objects.requireNonNull(text, "text");
      requireVersion(version);
    }
  }

  /** Removes a record that must still have {@code version}. */
  record Delete(RecordKey key, int version) implements Change {
    public Delete {
      Objects.requireNonNull(key, "key");
      requireVersion(version);
    }
  }

  private static void requireVersion(int version) {
    if (version < 0) {
      throw new IllegalArgumentException("version must not be negative, was " + version);
    }
  }
}
