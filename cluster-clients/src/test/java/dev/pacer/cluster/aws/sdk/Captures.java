package dev.pacer.cluster.aws.sdk;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Reads the bodies and conversations under {@code aws/} of the test resources. */
final class Captures {
  private Captures() {}

  static String handwritten(String name) {
    return read("handwritten/" + name);
  }

  /** The fields of the request that a conversation starts with. */
  static Map<String, String> request(String path) {
    String text = read(path);
    int start = text.indexOf("#### BODY (raw)\n") + "#### BODY (raw)\n".length();
    return ScriptedAws.fields(text.substring(start, text.indexOf('\n', start)));
  }

  /** The body of the reply that a conversation ends with. */
  static String reply(String path) {
    String text = read(path);
    int response = text.indexOf("#### RESPONSE\n");
    return text.substring(text.indexOf("\n\n", response) + 2);
  }

  private static String read(String path) {
    try (InputStream in = Captures.class.getResourceAsStream("/aws/" + path)) {
      if (in == null) {
        throw new AssertionError("no such capture: " + path);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
