package dev.pacer.simulator.aws.http;

import dev.pacer.simulator.aws.account.AwsError;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** A body in {@code aws-chunked} coding, signed or not, and the trailers after its last chunk. */
final class AwsChunks {

  private final byte[] content;
  private final Map<String, String> trailers;

  private AwsChunks(byte[] content, Map<String, String> trailers) {
    this.content = content;
    this.trailers = Map.copyOf(trailers);
  }

  byte[] content() {
    return content.clone();
  }

  /** By lower-case name. */
  Map<String, String> trailers() {
    return trailers;
  }

  static AwsChunks decode(byte[] body) {
    Reader reader = new Reader(body);
    ByteArrayOutputStream content = new ByteArrayOutputStream(body.length);
    while (true) {
      String head = reader.line();
      int semicolon = head.indexOf(';');
      int size = size(semicolon < 0 ? head : head.substring(0, semicolon));
      if (size == 0) {
        return new AwsChunks(content.toByteArray(), trailers(reader));
      }
      content.writeBytes(reader.bytes(size));
      if (!reader.line().isEmpty()) {
        throw incomplete();
      }
    }
  }

  private static Map<String, String> trailers(Reader reader) {
    Map<String, String> trailers = new HashMap<>();
    while (reader.more()) {
      String line = reader.line();
      int colon = line.indexOf(':');
      if (colon > 0) {
        trailers.put(
            line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
      }
    }
    return trailers;
  }

  private static int size(String hex) {
    try {
      int size = Integer.parseInt(hex.strip(), 16);
      if (size < 0) {
        throw incomplete();
      }
      return size;
    } catch (NumberFormatException e) {
      throw incomplete();
    }
  }

  private static AwsError incomplete() {
    return new AwsError(
        400,
        "IncompleteBody",
        "The request body terminated unexpectedly or is not in aws-chunked coding.");
  }

  private static final class Reader {
    private final byte[] body;
    private int at;

    private Reader(byte[] body) {
      this.body = body;
    }

    private boolean more() {
      return at < body.length;
    }

    private String line() {
      for (int i = at; i + 1 < body.length; i++) {
        if (body[i] == '\r' && body[i + 1] == '\n') {
          String line = new String(body, at, i - at, StandardCharsets.ISO_8859_1);
          at = i + 2;
          return line;
        }
      }
      throw incomplete();
    }

    private byte[] bytes(int size) {
      if (size > body.length - at) {
        throw incomplete();
      }
      byte[] bytes = Arrays.copyOfRange(body, at, at + size);
      at += size;
      return bytes;
    }
  }
}
