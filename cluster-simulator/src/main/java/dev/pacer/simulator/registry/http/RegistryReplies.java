package dev.pacer.simulator.registry.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pacer.frame.http.Reply;
import dev.pacer.simulator.registry.BearerTokens;
import dev.pacer.simulator.registry.RegistrySettings.RealmField;
import java.util.List;
import java.util.Optional;

/** Answers as docker-registry 2.8.2 writes them (measured), and ECR's (documented). */
final class RegistryReplies {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private RegistryReplies() {}

  /** What a request would need, as errors tell it in their detail. */
  record Need(String type, String name, List<String> actions) {}

  /** An error with its one entry and no detail. */
  static Reply error(int status, String code, String message) {
    return error(status, code, message, JSON.nullNode());
  }

  /** An error that tells what would be needed; empty for nothing in particular. */
  static Reply error(int status, String code, String message, Optional<Need> need) {
    return error(
        status, code, message, need.<JsonNode>map(RegistryReplies::detail).orElse(JSON.nullNode()));
  }

  private static Reply error(int status, String code, String message, JsonNode detail) {
    ObjectNode entry = JSON.objectNode();
    entry.put("code", code).put("message", message).set("detail", detail);
    return json(status, errors(entry));
  }

  /** An error as ECR writes it: without detail. */
  static Reply ecrError(int status, String code, String message) {
    return json(status, errors(JSON.objectNode().put("code", code).put("message", message)));
  }

  private static ObjectNode errors(ObjectNode entry) {
    ObjectNode body = JSON.objectNode();
    body.putArray("errors").add(entry);
    return body;
  }

  static Reply unauthorized(Optional<Need> need) {
    return error(401, "UNAUTHORIZED", "authentication required", need);
  }

  private static JsonNode detail(Need need) {
    ArrayNode list = JSON.arrayNode();
    for (String action : need.actions()) {
      list.addObject()
          .put("Type", need.type())
          .put("Class", "")
          .put("Name", need.name())
          .put("Action", action);
    }
    return list;
  }

  static Reply nameUnknown(String name) {
    return error(
        404,
        "NAME_UNKNOWN",
        "repository name not known to registry",
        JSON.objectNode().put("name", name));
  }

  static Reply manifestUnknown(String name, String reference) {
    ObjectNode detail = JSON.objectNode();
    if (reference.contains(":")) {
      detail.put("Name", name).put("Revision", reference);
    } else {
      detail.put("Tag", reference);
    }
    return error(404, "MANIFEST_UNKNOWN", "manifest unknown", detail);
  }

  static Reply blobUnknown(String digest) {
    return error(404, "BLOB_UNKNOWN", "blob unknown to registry", JSON.textNode(digest));
  }

  static Reply tags(String name, List<String> tags) {
    ObjectNode body = JSON.objectNode().put("name", name);
    tags.forEach(body.putArray("tags")::add);
    return json(200, body);
  }

  static Reply catalog(List<String> names) {
    ObjectNode body = JSON.objectNode();
    names.forEach(body.putArray("repositories")::add);
    return json(200, body);
  }

  static Reply token(BearerTokens.Grant grant, long seconds, RealmField field) {
    ObjectNode body = JSON.objectNode();
    if (field.hasToken()) {
      body.put("token", grant.value());
    }
    if (field.hasAccessToken()) {
      body.put("access_token", grant.value());
    }
    body.put("expires_in", seconds).put("issued_at", grant.issuedAt().toString());
    return Reply.json(200, body.toString());
  }

  private static Reply json(int status, ObjectNode body) {
    return Reply.json(status, body + "\n").with("Content-Type", "application/json; charset=utf-8");
  }
}
