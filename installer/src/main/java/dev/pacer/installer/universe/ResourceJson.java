package dev.pacer.installer.universe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * resource.json as Cosmos' typed classes write it again: unknown members disappear, absent members
 * become null, and packaging version 2.0 has no {@code cli}.
 */
final class ResourceJson {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private ResourceJson() {}

  static ObjectNode typed(ObjectNode resource, PackagingVersion version) {
    ObjectNode typed = NODES.objectNode();
    typed.set("assets", assets(resource.path("assets")));
    typed.set("images", images(resource.path("images")));
    if (version != PackagingVersion.V2) {
      typed.set("cli", cli(resource.path("cli")));
    }
    return typed;
  }

  private static JsonNode assets(JsonNode assets) {
    if (!assets.isObject()) {
      return NODES.nullNode();
    }
    ObjectNode typed = NODES.objectNode();
    typed.set("uris", texts(assets.path("uris")));
    JsonNode container = assets.path("container");
    if (container.isObject()) {
      typed.set("container", NODES.objectNode().set("docker", texts(container.path("docker"))));
    } else {
      typed.putNull("container");
    }
    return typed;
  }

  private static JsonNode images(JsonNode images) {
    if (!images.isObject()) {
      return NODES.nullNode();
    }
    ObjectNode typed = NODES.objectNode();
    for (String icon : new String[] {"icon-small", "icon-medium", "icon-large"}) {
      typed.set(icon, textOrNull(images.path(icon)));
    }
    JsonNode screenshots = images.path("screenshots");
    typed.set("screenshots", screenshots.isArray() ? screenshots.deepCopy() : NODES.nullNode());
    return typed;
  }

  private static JsonNode cli(JsonNode cli) {
    if (!cli.isObject()) {
      return NODES.nullNode();
    }
    ObjectNode typed = NODES.objectNode();
    JsonNode binaries = cli.path("binaries");
    if (!binaries.isObject()) {
      typed.putNull("binaries");
      return typed;
    }
    ObjectNode platforms = typed.putObject("binaries");
    for (String platform : new String[] {"windows", "linux", "darwin"}) {
      JsonNode written = binaries.path(platform);
      if (written.isObject()) {
        platforms.putObject(platform).set("x86-64", binary(written.path("x86-64")));
      } else {
        platforms.putNull(platform);
      }
    }
    return typed;
  }

  private static JsonNode binary(JsonNode binary) {
    if (!binary.isObject()) {
      return NODES.nullNode();
    }
    ObjectNode typed = NODES.objectNode();
    typed.set("kind", textOrNull(binary.path("kind")));
    typed.set("url", textOrNull(binary.path("url")));
    ArrayNode hashes = typed.putArray("contentHash");
    for (JsonNode hash : binary.path("contentHash")) {
      ObjectNode one = hashes.addObject();
      one.set("algo", textOrNull(hash.path("algo")));
      one.set("value", textOrNull(hash.path("value")));
    }
    return typed;
  }

  private static JsonNode texts(JsonNode map) {
    if (!map.isObject()) {
      return NODES.nullNode();
    }
    ObjectNode typed = NODES.objectNode();
    for (Map.Entry<String, JsonNode> member : map.properties()) {
      typed.set(member.getKey(), member.getValue());
    }
    return typed;
  }

  private static JsonNode textOrNull(JsonNode node) {
    return node.isTextual() ? node : NODES.nullNode();
  }
}
