package dev.pacer.cluster.marathon;

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

/** One captured exchange with a real Marathon. */
record Capture(
    String name, String requestLine, String requestBody, String responseHead, String responseBody) {

  static final String FOLDER = "/captures/marathon/";

  static List<String> names() {
    return resource("INDEX.tsv")
        .lines()
        .skip(1)
        .map(line -> List.of(line.split("\t", 3)))
        .map(columns -> columns.get(0) + "/" + columns.get(1))
        .toList();
  }

  static Capture read(String name) {
    String text = resource(name + ".http");
    String[] parts = text.split("\n#### RESPONSE\n", 2);
    String[] request = parts[0].substring("#### REQUEST\n".length()).split("\n\n", 2);
    String[] response = parts[1].substring(0, parts[1].length() - 1).split("\n\n", 2);
    return new Capture(
        name,
        request[0].lines().findFirst().orElseThrow(),
        request.length > 1 ? request[1] : "",
        response[0],
        response.length > 1 ? response[1] : "");
  }

  static String resource(String name) {
    try (InputStream in =
        Objects.requireNonNull(Capture.class.getResourceAsStream(FOLDER + name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String method() {
    return requestLine.substring(0, requestLine.indexOf(' '));
  }

  /** The path without the query. */
  String path() {
    String target = requestLine.split(" ", -1)[1];
    int query = target.indexOf('?');
    return query < 0 ? target : target.substring(0, query);
  }

  int status() {
    return Integer.parseInt(responseHead.split(" ", -1)[1]);
  }

  JsonNode json() {
    return Json.parse(responseBody);
  }

  /** The answer as on the wire. */
  String response() {
    String head =
        responseHead
            .lines()
            .filter(line -> !line.toLowerCase(Locale.ROOT).startsWith("content-length:"))
            .filter(line -> !line.toLowerCase(Locale.ROOT).startsWith("transfer-encoding:"))
            .filter(line -> !line.toLowerCase(Locale.ROOT).startsWith("content-encoding:"))
            .collect(Collectors.joining("\r\n"));
    return head
        + "\r\nContent-Length: "
        + responseBody.getBytes(StandardCharsets.UTF_8).length
        + "\r\n\r\n"
        + new String(responseBody.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }
}
