package dev.pacer.simulator.marathon.capture;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One captured exchange with a real Marathon, and its row of INDEX.tsv. */
record Exchange(
    Row row,
    Map<String, String> requestHeaders,
    String requestBody,
    String statusLine,
    List<Map.Entry<String, String>> responseHeaders,
    String responseBody) {

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  /** A row of INDEX.tsv; order 0 where it has none. */
  record Row(
      String folder,
      String name,
      String method,
      String path,
      int status,
      String settings,
      String run,
      int order) {}

  static List<Row> index() {
    List<Row> rows = new ArrayList<>();
    for (String line : read("INDEX.tsv").split("\n", -1)) {
      String[] cells = line.split("\t", -1);
      if (cells.length > 7 && !cells[0].equals("folder")) {
        rows.add(
            new Row(
                cells[0],
                cells[1],
                cells[2],
                cells[3],
                Integer.parseInt(cells[4]),
                cells[5],
                cells[6],
                cells[7].equals("-") ? 0 : Integer.parseInt(cells[7])));
      }
    }
    return rows;
  }

  static String read(String file) {
    try (InputStream in = Exchange.class.getResourceAsStream("/captures/marathon/" + file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Exchange of(Row row) {
    String text = read(row.folder() + "/" + row.name() + ".http");
    String[] parts = text.split("\n#### RESPONSE\n", 2);
    String[] request = parts[0].substring("#### REQUEST\n".length()).split("\n\n", 2);
    String[] response = parts[1].substring(0, parts[1].length() - 1).split("\n\n", 2);
    Map<String, String> headers = new LinkedHashMap<>();
    String[] head = request[0].split("\n", -1);
    for (int i = 1; i < head.length; i++) {
      int colon = head[i].indexOf(':');
      headers.put(head[i].substring(0, colon), head[i].substring(colon + 1).strip());
    }
    List<Map.Entry<String, String>> answered = new ArrayList<>();
    String[] answerHead = response[0].split("\n", -1);
    for (int i = 1; i < answerHead.length; i++) {
      int colon = answerHead[i].indexOf(':');
      if (colon > 0) {
        answered.add(
            Map.entry(
                answerHead[i].substring(0, colon), answerHead[i].substring(colon + 1).strip()));
      }
    }
    return new Exchange(
        row,
        headers,
        request.length > 1 ? request[1] : "",
        answerHead[0],
        answered,
        response.length > 1 ? response[1] : "");
  }

  /** When it was answered, to the second. */
  Instant date() {
    return responseHeaders.stream()
        .filter(h -> h.getKey().equals("Date"))
        .map(h -> ZonedDateTime.parse(h.getValue(), DATE).toInstant())
        .findFirst()
        .orElse(Instant.EPOCH);
  }
}
