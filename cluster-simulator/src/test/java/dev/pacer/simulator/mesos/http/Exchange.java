package dev.pacer.simulator.mesos.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One captured exchange with a real Mesos: what was asked, and what came back.
 *
 * @param content the body, a character a byte
 */
record Exchange(
    String name,
    String method,
    String target,
    Map<String, String> requestHeaders,
    String requestBody,
    int status,
    Map<String, String> replyHeaders,
    String content) {

  static final Path ROOT = Path.of("src/test/resources/captures/mesos");

  String folder() {
    return name.substring(0, name.indexOf('/'));
  }

  String shortName() {
    return name.substring(name.indexOf('/') + 1);
  }

  /** All of them, in the order in which they were captured. */
  static List<Exchange> all() {
    try {
      List<Exchange> all = new ArrayList<>();
      for (String line : Files.readAllLines(ROOT.resolve("index.tsv"))) {
        String[] columns = line.split("\t", -1);
        if (!columns[0].equals("name")) {
          all.add(read(columns[0], columns[7]));
        }
      }
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Exchange read(String name, String bodyIn) throws IOException {
    List<String> sent = new ArrayList<>();
    List<String> came = new ArrayList<>();
    for (String line : Files.readAllLines(ROOT.resolve(name + ".hdr"))) {
      if (line.startsWith("> ")) {
        sent.add(line.substring(2));
      } else if (line.startsWith("< ")) {
        came.add(line.substring(2));
      }
    }
    int blank = sent.indexOf("");
    List<String> head = blank < 0 ? sent : sent.subList(0, blank);
    String requestBody = blank < 0 ? "" : String.join("\n", sent.subList(blank + 1, sent.size()));
    String[] requestLine = head.get(0).split(" ", -1);
    return new Exchange(
        name,
        requestLine[0],
        requestLine[1],
        headers(head.subList(1, head.size())),
        requestBody,
        Integer.parseInt(came.get(0).split(" ", -1)[1]),
        headers(came.subList(1, came.size())),
        new String(body(name, bodyIn), StandardCharsets.ISO_8859_1));
  }

  private static Map<String, String> headers(List<String> lines) {
    Map<String, String> headers = new LinkedHashMap<>();
    for (String line : lines) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    return headers;
  }

  private static byte[] body(String name, String bodyIn) throws IOException {
    if (!bodyIn.isEmpty()) {
      return Files.readAllBytes(ROOT.resolve(bodyIn));
    }
    for (String ending : List.of(".json", ".txt", ".js", ".json.gz", ".pb")) {
      Path file = ROOT.resolve(name + ending);
      if (Files.exists(file)) {
        return Files.readAllBytes(file);
      }
    }
    return new byte[0];
  }

  byte[] body() {
    return content.getBytes(StandardCharsets.ISO_8859_1);
  }

  @Override
  public String toString() {
    return name;
  }
}
