package dev.pacer.autoscaler.journal.stored;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.regex.Pattern;

/** Names of records for ids that may hold what a name in ZooKeeper may not. */
final class RecordNames {

  private static final Pattern FINE = Pattern.compile("[A-Za-z0-9_@:+=][A-Za-z0-9_@:+=.-]{0,159}");
  private static final Pattern ODD = Pattern.compile("[^A-Za-z0-9_]");
  private static final int READABLE = 80;

  private RecordNames() {}

  /** The id itself where it may be a name; else a readable part of it and a hash of it. */
  static String of(String id) {
    if (FINE.matcher(id).matches()) {
      return id;
    }
    String readable = ODD.matcher(id).replaceAll("_");
    return "+%s+%s"
        .formatted(
            readable.substring(0, Math.min(READABLE, readable.length())),
            UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8)));
  }
}
