package dev.pacer.autoscaler.journal.stored;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pacer.autoscaler.journal.Freeze;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** The record at {@code freezes/<pool>}: one part per direction. */
final class FreezeJson {

  private FreezeJson() {}

  /** The record of one pool. */
  static String write(String pool, Collection<Freeze> freezes) {
    ObjectNode node = RecordJson.record().put("pool", pool);
    for (Freeze freeze : freezes) {
      node.putObject(part(freeze.direction()))
          .put("until", freeze.until().toString())
          .put("by", freeze.by())
          .put("reason", freeze.reason());
    }
    return RecordJson.text(node);
  }

  static List<Freeze> read(String text) {
    JsonNode node = RecordJson.read(text);
    String pool = RecordJson.string(node, "pool");
    List<Freeze> freezes = new ArrayList<>();
    for (Freeze.Direction direction : Freeze.Direction.values()) {
      JsonNode part = node.path(part(direction));
      if (part.isObject()) {
        freezes.add(
            new Freeze(
                pool,
                direction,
                RecordJson.instant(part, "until"),
                RecordJson.string(part, "by"),
                RecordJson.string(part, "reason")));
      }
    }
    return freezes;
  }

  private static String part(Freeze.Direction direction) {
    return direction.name().toLowerCase(Locale.ROOT);
  }
}
