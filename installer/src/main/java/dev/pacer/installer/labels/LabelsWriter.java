package dev.pacer.installer.labels;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pacer.installer.universe.ExactJson;
import dev.pacer.installer.universe.PackageJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** Writes the five labels by which Cosmos, and we, find an installation again. */
public final class LabelsWriter {
  private LabelsWriter() {}

  /**
   * The labels in Cosmos' order.
   *
   * @param source the repository's URI, without secrets
   * @param userOptions what the user gave, without secrets: everybody can read labels
   */
  public static Map<String, String> labels(
      PackageJson revision, String source, ObjectNode userOptions) {
    Map<String, String> labels = new LinkedHashMap<>();
    labels.put(PackageLabel.NAME, revision.name());
    labels.put(PackageLabel.VERSION, revision.version());
    labels.put(PackageLabel.SOURCE, source);
    labels.put(PackageLabel.OPTIONS, base64(LabelsReader.withoutNulls(userOptions)));
    labels.put(PackageLabel.DEFINITION, definition(revision));
    return labels;
  }

  private static String definition(PackageJson revision) {
    ObjectNode outer = ExactJson.object();
    outer
        .putObject("metadata")
        .put(
            "Content-Type",
            "application/vnd.dcos.universe.package+json;charset=utf-8;version=v"
                + revision.packagingVersion().major())
        .put("Content-Encoding", "gzip");
    outer.put(
        "data", Base64.getEncoder().encodeToString(packed(ExactJson.write(revision.entry()))));
    return base64(outer);
  }

  private static String base64(JsonNode json) {
    return Base64.getEncoder()
        .encodeToString(ExactJson.write(json).getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] packed(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("an array took no bytes", e);
    }
    return bytes.toByteArray();
  }
}
