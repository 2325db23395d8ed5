package dev.pacer.cluster.vault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pacer.cluster.http.Json;
import dev.pacer.cluster.http.JsonObject;
import dev.pacer.cluster.http.JsonShapeException;
import dev.pacer.cluster.http.Reply;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The JSON of Vault. */
final class VaultJson {

  private VaultJson() {}

  static String write(Map<String, String> data, long replaces) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.putObject("options").put("cas", replaces);
    ObjectNode values = root.putObject("data");
    data.forEach(values::put);
    return Json.write(root);
  }

  static VaultSecrets.Found found(Reply reply) {
    JsonObject data = Json.parseObject(reply).requireObject("data");
    long version = data.requireObject("metadata").requireLong("version");
    Optional<JsonObject> members = data.findObject("data");
    return new VaultSecrets.Found(
        version, members.map(VaultJson::texts), members.map(VaultJson::others).orElse(Set.of()));
  }

  /** A 404: with metadata for a deleted version, else with empty errors. */
  static VaultSecrets.Found missing(Reply reply) {
    if (reply.isEmpty()) {
      return new VaultSecrets.Found(0, Optional.empty(), Set.of());
    }
    long version =
        Json.parseObject(reply)
            .findObject("data")
            .flatMap(data -> data.findObject("metadata"))
            .flatMap(metadata -> metadata.findLong("version"))
            .orElse(0L);
    return new VaultSecrets.Found(version, Optional.empty(), Set.of());
  }

  static long version(Reply reply) {
    return Json.parseObject(reply).requireObject("data").requireLong("version");
  }

  static boolean renewed(Reply reply) {
    return Json.parseObject(reply).requireObject("auth").findBoolean("renewable").orElse(false);
  }

  static boolean saysOvertaken(Reply reply) {
    try {
      return Json.parseObject(reply).texts("errors").stream()
          .anyMatch(text -> text.contains("check-and-set"));
    } catch (JsonShapeException e) {
      return false;
    }
  }

  static String login(String roleId, String secretId) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("role_id", roleId);
    root.put("secret_id", secretId);
    return Json.write(root);
  }

  /** A token and how long it lives; empty for one that does not end. */
  record Login(String token, Optional<Duration> lives) {
    @Override
    public String toString() {
      return "login";
    }
  }

  static Login login(Reply reply) {
    JsonObject auth = Json.parseObject(reply).requireObject("auth");
    String token = auth.requireText("client_token");
    if (!token.matches("[\\x21-\\x7e]+")) {
      throw new JsonShapeException("/auth/client_token is no token");
    }
    return new Login(
        token, auth.findLong("lease_duration").filter(s -> s > 0).map(Duration::ofSeconds));
  }

  private static Map<String, String> texts(JsonObject data) {
    Map<String, String> texts = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> member : data.node().properties()) {
      if (member.getValue().isTextual()) {
        texts.put(member.getKey(), member.getValue().textValue());
      }
    }
    return texts;
  }

  private static Set<String> others(JsonObject data) {
    Set<String> others = new TreeSet<>();
    for (Map.Entry<String, JsonNode> member : data.node().properties()) {
      if (!member.getValue().isTextual()) {
        others.add(member.getKey());
      }
    }
    return others;
  }
}
