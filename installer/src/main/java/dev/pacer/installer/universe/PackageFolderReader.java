package dev.pacer.installer.universe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Reads packages as their makers write them: folders of package.json, config.json, resource.json,
 * command.json and marathon.json.mustache, each named by its release number.
 */
public final class PackageFolderReader {
  private static final String PACKAGE = "package.json";
  private static final String TEMPLATE = "marathon.json.mustache";
  private static final long MOST_BYTES = 8L << 20;
  private static final int MOST_LEVELS = 6;

  private PackageFolderReader() {}

  /**
   * Hands over each revision at or below a folder, in the order of their paths.
   *
   * @param skipped told about each folder that is no package, one line each
   * @throws IOException when the folder cannot be listed
   */
  public static void read(Path folder, Consumer<PackageJson> each, Consumer<String> skipped)
      throws IOException {
    List<Path> found;
    try (Stream<Path> files =
        Files.find(folder, MOST_LEVELS, (path, what) -> what.isRegularFile())) {
      found = files.filter(file -> file.endsWith(PACKAGE)).map(Path::getParent).sorted().toList();
    }
    for (Path revision : found) {
      try {
        PackageJsonReader.Reading reading = PackageJsonReader.read(entry(revision));
        reading.revision().ifPresent(each);
        if (reading.revision().isEmpty()) {
          skipped.accept(revision + ": " + reading.problem());
        }
      } catch (JsonSyntaxException | BrokenPackageException e) {
        skipped.accept(revision + ": " + e.getMessage());
      }
    }
  }

  private static ObjectNode entry(Path revision) throws IOException {
    if (!(json(revision, PACKAGE) instanceof ObjectNode entry)) {
      throw new BrokenPackageException(PACKAGE + " is no object");
    }
    for (String part : List.of("config", "resource", "command")) {
      if (Files.exists(revision.resolve(part + ".json"))) {
        entry.set(part, json(revision, part + ".json"));
      }
    }
    String number = revision.toAbsolutePath().normalize().getFileName().toString();
    if (!number.matches("\\d{1,18}")) {
      throw new BrokenPackageException(
          "the folder's name is the release number, but '%s' is none".formatted(number));
    }
    entry.put("releaseVersion", Long.parseLong(number));
    if (Files.exists(revision.resolve(TEMPLATE))) {
      entry
          .putObject("marathon")
          .put(
              "v2AppMustacheTemplate",
              Base64.getEncoder().encodeToString(bytes(revision, TEMPLATE)));
    }
    return entry;
  }

  private static JsonNode json(Path revision, String file) throws IOException {
    bytes(revision, file);
    try {
      return ExactJson.parse(Files.readString(revision.resolve(file)));
    } catch (JsonSyntaxException e) {
      throw new BrokenPackageException(file + " is not JSON: " + e.getMessage());
    } catch (CharacterCodingException e) {
      throw new BrokenPackageException(file + " is not UTF-8");
    }
  }

  private static byte[] bytes(Path revision, String file) throws IOException {
    Path path = revision.resolve(file);
    if (Files.size(path) > MOST_BYTES) {
      throw new BrokenPackageException("%s has more than %d bytes".formatted(file, MOST_BYTES));
    }
    return Files.readAllBytes(path);
  }
}
