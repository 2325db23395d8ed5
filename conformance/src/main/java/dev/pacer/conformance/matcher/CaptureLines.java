package dev.pacer.conformance.matcher;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;

/** A file of one JSON object per line, plain or gzip: told by its first bytes, not its name. */
final class CaptureLines {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  private CaptureLines() {}

  /** One line; what cannot be read as JSON is a failed case, not the end of the file. */
  record Line(int number, String text) {

    String id() {
      try {
        JsonNode id = JSON.readTree(text).path("id");
        return id.isTextual() ? id.asText() : "line " + number;
      } catch (JsonProcessingException e) {
        return "line " + number;
      }
    }

    /** What the check finds; empty when it finds nothing. */
    String difference(Function<JsonNode, String> check) {
      try {
        return check.apply(JSON.readTree(text));
      } catch (JsonProcessingException e) {
        return "not JSON: " + e.getOriginalMessage();
      } catch (RuntimeException e) {
        return "cannot be replayed: " + e;
      }
    }
  }

  /**
   * Hands over each line that is not blank.
   *
   * @throws IOException when the file is not there or broken
   */
  static void read(Path file, Consumer<Line> each) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file));
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(plain(in), StandardCharsets.UTF_8))) {
      int number = 0;
      for (String text = reader.readLine(); text != null; text = reader.readLine()) {
        number++;
        if (!text.isBlank()) {
          each.accept(new Line(number, text));
        }
      }
    }
  }

  private static InputStream plain(InputStream in) throws IOException {
    in.mark(2);
    int magic = in.read() | in.read() << 8;
    in.reset();
    return magic == GZIPInputStream.GZIP_MAGIC ? new GZIPInputStream(in) : in;
  }
}
