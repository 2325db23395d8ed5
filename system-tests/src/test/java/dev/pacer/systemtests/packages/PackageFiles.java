package dev.pacer.systemtests.packages;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** The files of one of our packages, as they lie in the repository. */
public final class PackageFiles {

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private final Path folder;

  /**
   * Names a package.
   *
   * @param name for example {@code cassandra}
   */
  public PackageFiles(String name) {
    this.folder = Path.of(System.getProperty("pacer.root"), "packages", name);
  }

  /** The folder of the package, with its documents. */
  public Path folder() {
    return folder;
  }

  /** The folder of its newest revision. */
  public Path revision() {
    return folder.resolve("0");
  }

  /** One of the JSON files of the revision. */
  public JsonNode json(String file) {
    try {
      return JSON.readTree(Files.readString(revision().resolve(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The template of the revision. */
  public String template() {
    return text(revision().resolve("marathon.json.mustache"));
  }

  /**
   * A script as it stands in a template's {@code cmd}: without blank lines and lines that are only
   * a comment.
   */
  public String command(String script) {
    return text(folder.resolve(script))
        .lines()
        .filter(line -> !line.isBlank() && !line.strip().startsWith("#"))
        .collect(Collectors.joining("\n"));
  }

  /** A text between the quotes of a JSON string. */
  public static String quoted(String text) {
    return new String(JsonStringEncoder.getInstance().quoteAsString(text));
  }

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
