package dev.pacer.installer.universe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/** The sample of the public Universe in the test resources. */
public final class Sample {
  private Sample() {}

  public static byte[] repository() {
    try (InputStream in = open("repository.json.gz")) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** By name and release: {@code cassandra/1000}. */
  public static Map<String, PackageJson> packages() {
    Map<String, PackageJson> packages = new LinkedHashMap<>();
    try (InputStream in = open("repository.json.gz")) {
      RepositoryReader.read(
          "the sample",
          in,
          revision -> packages.put(revision.name() + "/" + revision.releaseVersion(), revision),
          problem -> {
            throw new AssertionError(problem);
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packages;
  }

  public static List<ObjectNode> rows(String name) {
    List<ObjectNode> rows = new ArrayList<>();
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(new GZIPInputStream(open(name)), StandardCharsets.UTF_8))) {
      reader.lines().forEach(line -> rows.add((ObjectNode) ExactJson.parse(line)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return rows;
  }

  private static InputStream open(String name) {
    return java.util.Objects.requireNonNull(
        Sample.class.getResourceAsStream("/dev/pacer/installer/universe/" + name), name);
  }
}
