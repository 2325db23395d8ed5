package dev.pacer.cluster.marathon;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Cuts a stream of server-sent events into the data of each event; the lines end in CRLF or LF. An
 * event that the stream breaks off in is dropped.
 */
final class EventLines {

  private final InputStream source;
  private final int longestEvent;

  EventLines(InputStream source, int longestEvent) {
    this.source = new BufferedInputStream(source, 8_192);
    this.longestEvent = longestEvent;
  }

  /** What came next: an event's data, a heartbeat (empty text), or nothing at the end. */
  Optional<String> next() throws IOException {
    StringBuilder data = new StringBuilder();
    boolean any = false;
    while (true) {
      Optional<String> line = line();
      if (line.isEmpty()) {
        return Optional.empty();
      }
      String text = line.get();
      if (text.isEmpty()) {
        return Optional.of(any ? data.toString() : "");
      }
      if (text.startsWith("data:")) {
        String value = text.startsWith("data: ") ? text.substring(6) : text.substring(5);
        data.append(any ? "\n" : "").append(value);
        any = true;
        if (data.length() > longestEvent) {
          throw new IOException("an event is longer than " + longestEvent + " characters");
        }
      }
    }
  }

  private Optional<String> line() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    while (true) {
      int b = source.read();
      if (b < 0) {
        return Optional.empty();
      }
      if (b == '\n') {
        String line = bytes.toString(StandardCharsets.UTF_8);
        return Optional.of(line.endsWith("\r") ? line.substring(0, line.length() - 1) : line);
      }
      if (bytes.size() > longestEvent) {
        throw new IOException("a line of an event is longer than " + longestEvent + " bytes");
      }
      bytes.write(b);
    }
  }
}
