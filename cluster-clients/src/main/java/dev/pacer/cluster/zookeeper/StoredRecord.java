package dev.pacer.cluster.zookeeper;

import java.util.Objects;

/**
 * A record as it was read.
 *
 * @param text its content, JSON with a format number
 * @param version counts its updates from 0; an update or delete names the version it has seen
 */
public record StoredRecord(RecordKey key, String text, int version) {
  public StoredRecord {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(text, "text");
    if (version < 0) {
      throw new IllegalArgumentException("version must not be negative, was " + version);
    }
  }
}
