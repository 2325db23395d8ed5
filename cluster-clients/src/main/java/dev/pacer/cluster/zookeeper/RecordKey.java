package dev.pacer.cluster.zookeeper;

import java.util.regex.Pattern;

/**
 * Names one small record below {@code /pacer/<tool>/<cluster>/}, as {@code <kind>/<id>}: {@code
 * intents/42}, {@code memory/cooldowns}, {@code freezes/default}.
 */
public record RecordKey(String kind, String id) implements Comparable<RecordKey> {
  /** The kind that operators may write without leadership. */
  public static final String FREEZES = "freezes";

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_@:+=][A-Za-z0-9_@:+=.-]{0,199}");

  public RecordKey {
    requireName("kind", kind);
    requireName("id", id);
    if (kind.equals("election") || kind.equals("epoch")) {
      throw new IllegalArgumentException("kind '" + kind + "' is kept by the election itself");
    }
  }

  @Override
  public int compareTo(RecordKey other) {
    int byKind = kind.compareTo(other.kind);
    return byKind != 0 ? byKind : id.compareTo(other.id);
  }

  @Override
  public String toString() {
    return kind + "/" + id;
  }

  static void requireName(String what, String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "%s '%s' must be 1 to 200 letters, digits or _@:+=.- and not start with . or -"
              .formatted(what, name));
    }
  }
}
