package dev.pacer.cluster.mesos;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pacer.cluster.http.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * One captured exchange with a real Mesos; {@code use} is what the client does with such a request.
 */
record MesosCapture(
    String name,
    String use,
    int status,
    String requestLine,
    String requestBody,
    String head,
    String body) {
  private static final String FOLDER = "/captures/mesos/";

  static List<MesosCapture> all() {
    return resource("index.tsv").lines().skip(1).map(MesosCapture::of).toList();
  }

  /** The capture whose name ends so. */
  static MesosCapture named(String name) {
    return all().stream().filter(c -> c.name().endsWith("/" + name)).findFirst().orElseThrow();
  }

  private static MesosCapture of(String row) {
    String[] columns = row.split("\t", -1);
    List<String> lines = resource(columns[0] + ".hdr").lines().toList();
    List<String> request =
        lines.stream().filter(l -> l.startsWith(">")).map(l -> l.substring(1).strip()).toList();
    int empty = request.indexOf("");
    return new MesosCapture(
        columns[0],
        columns[1],
        Integer.parseInt(columns[2]),
        request.get(0),
        empty < 0 ? "" : String.join("\n", request.subList(empty + 1, request.size())),
        lines.stream()
            .filter(l -> l.startsWith("<"))
            .map(l -> l.substring(1).strip())
            .collect(Collectors.joining("\r\n")),
        columns[3].isEmpty() ? "" : resource(columns[3]));
  }

  private static String resource(String name) {
    try (InputStream in =
        Objects.requireNonNull(MesosCapture.class.getResourceAsStream(FOLDER + name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  JsonNode json() {
    return Json.parse(body);
  }

  JsonNode requestJson() {
    return Json.parse(requestBody);
  }

  /** The answer as on the wire. */
  String response() {
    String headers =
        head.lines()
            .filter(l -> !l.toLowerCase(Locale.ROOT).startsWith("content-length:"))
            .filter(l -> !l.isEmpty())
            .collect(Collectors.joining("\r\n"));
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return headers
        + "\r\nContent-Length: "
        + bytes.length
        + "\r\n\r\n"
        + new String(bytes, StandardCharsets.ISO_8859_1);
  }

  @Override
  public String toString() {
    return name;
  }
}
