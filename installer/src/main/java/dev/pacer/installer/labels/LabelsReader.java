package dev.pacer.installer.labels;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pacer.installer.universe.ExactJson;
import dev.pacer.installer.universe.JsonSyntaxException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.zip.GZIPInputStream;

/**
 * Reads the labels of an installed app. A label that cannot be read is told and does without; the
 * name is all that must be there. In Cosmos one such label makes the list of all apps fail.
 */
public final class LabelsReader {
  /** The largest definition known has 72 kB packed. */
  private static final int MOST_DEFINITION_BYTES = 16 << 20;

  private LabelsReader() {}

  /** What the labels say; empty when they name no package. */
  public static Optional<InstalledJson> read(Map<String, String> labels) {
    List<String> problems = new ArrayList<>();
    Optional<ObjectNode> definition = object(labels, PackageLabel.DEFINITION, problems);
    Optional<ObjectNode> entry = definition.flatMap(outer -> definition(outer, problems));
    String name = labels.getOrDefault(PackageLabel.NAME, text(entry, "name"));
    if (name.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new InstalledJson(
            name,
            labels.getOrDefault(PackageLabel.VERSION, text(entry, "version")),
            release(labels, entry),
            Optional.ofNullable(labels.get(PackageLabel.SOURCE)),
            object(labels, PackageLabel.OPTIONS, problems),
            entry.or(() -> old(labels, problems)),
            problems));
  }

  /** Definition of an app that was installed before November 2018: no options, no template. */
  private static Optional<ObjectNode> old(Map<String, String> labels, List<String> problems) {
    return object(labels, PackageLabel.OLD_METADATA, problems).map(LabelsReader::withoutAbsent);
  }

  private static OptionalLong release(Map<String, String> labels, Optional<ObjectNode> entry) {
    JsonNode release = entry.map(e -> e.path("releaseVersion")).orElse(ExactJson.object());
    if (release.isIntegralNumber() && release.canConvertToLong()) {
      return OptionalLong.of(release.longValue());
    }
    String old = labels.getOrDefault(PackageLabel.OLD_RELEASE, "");
    return old.matches("[0-9]{1,18}") ? OptionalLong.of(Long.parseLong(old)) : OptionalLong.empty();
  }

  private static String text(Optional<ObjectNode> entry, String member) {
    return entry.map(e -> e.path(member).asText("")).orElse("");
  }

  private static Optional<ObjectNode> object(
      Map<String, String> labels, String label, List<String> problems) {
    String value = labels.get(label);
    if (value == null || value.isEmpty()) {
      return Optional.empty();
    }
    try {
      byte[] bytes = Base64.getMimeDecoder().decode(value);
      if (ExactJson.parse(new String(bytes, StandardCharsets.UTF_8)) instanceof ObjectNode object) {
        return Optional.of(object);
      }
      problems.add("label " + label + " holds no JSON object");
    } catch (IllegalArgumentException e) {
      problems.add("label " + label + " is no base64");
    } catch (JsonSyntaxException e) {
      problems.add("label " + label + " holds no JSON: " + e.getMessage());
    }
    return Optional.empty();
  }

  private static Optional<ObjectNode> definition(ObjectNode outer, List<String> problems) {
    String what = "label " + PackageLabel.DEFINITION;
    JsonNode data = outer.path("data");
    if (!data.isTextual()) {
      problems.add(what + " has no data");
      return Optional.empty();
    }
    try {
      byte[] packed = Base64.getMimeDecoder().decode(data.textValue());
      String encoding = outer.path("metadata").path("Content-Encoding").asText("");
      byte[] bytes = encoding.equals("gzip") ? unpack(packed) : packed;
      if (ExactJson.parse(new String(bytes, StandardCharsets.UTF_8)) instanceof ObjectNode entry) {
        return Optional.of(withoutAbsent(entry));
      }
      problems.add(what + " holds no package");
    } catch (IllegalArgumentException | IOException | JsonSyntaxException e) {
      problems.add(what + " cannot be unpacked: " + e.getMessage());
    }
    return Optional.empty();
  }

  private static byte[] unpack(byte[] packed) throws IOException {
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      byte[] bytes = in.readNBytes(MOST_DEFINITION_BYTES + 1);
      if (bytes.length > MOST_DEFINITION_BYTES) {
        throw new IOException("it is longer than " + (MOST_DEFINITION_BYTES >> 20) + " MiB");
      }
      return bytes;
    }
  }

  /**
   * Cosmos writes absent members as nulls. In config, which is the package's own JSON, a null is a
   * value and stays.
   */
  private static ObjectNode withoutAbsent(ObjectNode object) {
    ObjectNode bare = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> member : object.properties()) {
      JsonNode value = member.getValue();
      if (member.getKey().equals("config") && value.isObject()) {
        bare.set(member.getKey(), value);
      } else if (!value.isNull()) {
        bare.set(member.getKey(), withoutNulls(value));
      }
    }
    return bare;
  }

  /** Deeply; lists keep theirs. */
  static JsonNode withoutNulls(JsonNode node) {
    if (node instanceof ObjectNode object) {
      ObjectNode bare = JsonNodeFactory.instance.objectNode();
      for (Map.Entry<String, JsonNode> member : object.properties()) {
        if (!member.getValue().isNull()) {
          bare.set(member.getKey(), withoutNulls(member.getValue()));
        }
      }
      return bare;
    }
    if (node instanceof ArrayNode array) {
      ArrayNode bare = JsonNodeFactory.instance.arrayNode(array.size());
      for (JsonNode element : array) {
        bare.add(withoutNulls(element));
      }
      return bare;
    }
    return node;
  }
}
