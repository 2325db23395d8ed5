package dev.pacer.registryauth.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pacer.cluster.http.Json;
import dev.pacer.cluster.http.JsonObject;
import dev.pacer.cluster.http.JsonShapeException;
import dev.pacer.registryauth.credential.RegistryName;
import java.util.Map;
import java.util.TreeMap;

/** A ledger as JSON, with the number of its format. */
public final class LedgerJson {
  private static final int FORMAT = 1;

  private LedgerJson() {}

  /** Its text, the same for the same ledger. */
  public static String write(Ledger ledger) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("format", FORMAT);
    ObjectNode registries = root.putObject("registries");
    ledger
        .generations()
        .forEach(
            (registry, known) -> {
              ObjectNode logins = registries.putObject(registry.host());
              known.forEach((login, generation) -> put(logins.putObject(login), generation));
            });
    return Json.write(root);
  }

  private static void put(ObjectNode node, Generation generation) {
    node.put("issued", generation.issuedAt().toString());
    generation.expiresAt().ifPresent(end -> node.put("expires", end.toString()));
    node.put("proven", generation.proven());
  }

  /**
   * The ledger that a text holds. One that cannot be read, also as it is of a newer format, says
   * nothing: that must not keep fresh credentials from being published.
   */
  public static Ledger read(String text) {
    try {
      JsonObject root = JsonObject.of(Json.parse(text));
      if (root.requireInt("format") != FORMAT) {
        return Ledger.EMPTY;
      }
      Map<RegistryName, Map<String, Generation>> all = new TreeMap<>();
      JsonObject registries = root.requireObject("registries");
      for (String host : names(registries)) {
        JsonObject logins = registries.requireObject(host);
        Map<String, Generation> known = new TreeMap<>();
        for (String login : names(logins)) {
          known.put(login, generation(logins.requireObject(login)));
        }
        all.put(new RegistryName(host), known);
      }
      return new Ledger(all);
    } catch (JsonShapeException | IllegalArgumentException e) {
      return Ledger.EMPTY;
    }
  }

  /** The ledger that is a member of a JSON object; it knows nothing where there is none. */
  public static Ledger readMember(String document, String name) {
    try {
      return read(Json.write(Json.parse(document).path(name)));
    } catch (JsonShapeException e) {
      return Ledger.EMPTY;
    }
  }

  private static Iterable<String> names(JsonObject object) {
    return object.node().properties().stream().map(Map.Entry<String, JsonNode>::getKey).toList();
  }

  private static Generation generation(JsonObject node) {
    return new Generation(
        node.requireInstant("issued"), node.findInstant("expires"), node.requireBoolean("proven"));
  }
}
