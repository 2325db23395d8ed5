package dev.pacer.simulator.aws.http;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** The recorded conversations in the test's resources. */
final class CaptureFiles {

  private CaptureFiles() {}

  static Path root() {
    try {
      return Path.of(
          Objects.requireNonNull(CaptureFiles.class.getResource("/captures/aws")).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  static Capture read(String name) {
    return Capture.read(root(), name);
  }

  static String text(String name) {
    try {
      return Files.readString(root().resolve(name));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** Names of all conversations and bodies, sorted. */
  static List<String> all() {
    try (Stream<Path> files = Files.walk(root())) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> root().relativize(file).toString())
          .filter(name -> name.contains("/"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** Those that are not supported, each with its reason. */
  static Map<String, String> notSupported() {
    Map<String, String> reasons = new LinkedHashMap<>();
    text("not-supported.txt")
        .lines()
        .filter(line -> !line.startsWith("#") && !line.isBlank())
        .forEach(
            line -> {
              int colon = line.indexOf(": ");
              reasons.put(line.substring(0, colon), line.substring(colon + 2));
            });
    return reasons;
  }
}
