package dev.pacer.installer.repository;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pacer.installer.universe.BadRepositoryException;
import dev.pacer.installer.universe.ExactJson;
import dev.pacer.installer.universe.JsonSyntaxException;
import dev.pacer.installer.universe.PackageJson;
import dev.pacer.installer.universe.PackageJsonReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads packages from the files of their folders. A folder whose name is a number and that holds a
 * package.json is a revision, wherever it is; the number is its release.
 */
final class TreeReader {
  private static final Pattern REVISION =
      Pattern.compile("(?:(.*)/)?(0|[1-9][0-9]{0,17})/package\\.json");

  /** Files by their paths, with {@code /} between folders. */
  interface Files {
    Collection<String> paths() throws IOException;

    /** The whole file. */
    byte[] read(String path) throws IOException;
  }

  private TreeReader() {}

  /**
   * Hands over each revision; a broken one is skipped by the path of its file.
   *
   * @throws BadRepositoryException when there is no package in it
   */
  static void read(String source, Files files, Consumer<PackageJson> each, Consumer<String> skipped)
      throws IOException {
    Set<String> paths = new TreeSet<>(files.paths());
    Set<String> seen = new HashSet<>();
    boolean found = false;
    for (String path : paths) {
      Matcher matcher = REVISION.matcher(path);
      if (!matcher.matches()) {
        continue;
      }
      found = true;
      String folder = path.substring(0, path.length() - "package.json".length());
      String where = source + ": " + folder;
      try {
        ObjectNode entry = entry(files, paths, folder, Long.parseLong(matcher.group(2)));
        PackageJsonReader.Reading reading = PackageJsonReader.read(entry);
        if (reading.revision().isEmpty()) {
          skipped.accept(where + " " + reading.problem());
        } else if (!seen.add(
            reading.revision().get().name() + folder.replaceAll(".*/(?=\\d+/$)", "/"))) {
          skipped.accept(where + " is there twice; the first counts");
        } else {
          each.accept(reading.revision().get());
        }
      } catch (JsonSyntaxException e) {
        skipped.accept(where + e.getMessage());
      }
    }
    if (!found) {
      throw new BadRepositoryException(
          source + ": has no package: no folder <name>/<number> with a package.json.");
    }
  }

  private static ObjectNode entry(Files files, Set<String> paths, String folder, long release)
      throws IOException {
    ObjectNode entry = object(files, folder, "package.json");
    entry.put("releaseVersion", release);
    for (String member : new String[] {"config", "resource", "command"}) {
      if (paths.contains(folder + member + ".json")) {
        ObjectNode json = object(files, folder, member + ".json");
        if (!json.isEmpty()) {
          entry.set(member, json);
        }
      }
    }
    String template = folder + "marathon.json.mustache";
    if (paths.contains(template)) {
      byte[] bytes = files.read(template);
      if (bytes.length > 0) {
        entry
            .putObject("marathon")
            .put("v2AppMustacheTemplate", Base64.getEncoder().encodeToString(bytes));
      }
    }
    return entry;
  }

  private static ObjectNode object(Files files, String folder, String name) throws IOException {
    try {
      JsonNode node =
          ExactJson.parse(new String(files.read(folder + name), StandardCharsets.UTF_8));
      if (node instanceof ObjectNode object) {
        return object;
      }
    } catch (JsonSyntaxException e) {
      throw new JsonSyntaxException(name + ": " + e.getMessage(), 0, 0);
    }
    throw new JsonSyntaxException(name + " is no object", 0, 0);
  }
}
