package dev.pacer.installer.repository;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pacer.installer.universe.BadRepositoryException;
import dev.pacer.installer.universe.ExactJson;
import dev.pacer.installer.universe.JsonSyntaxException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/** The user's own list of repositories; {@link Repository#BUILT_IN} where there is none. */
public final class RepositoriesJson {
  private RepositoriesJson() {}

  /**
   * The list in that file.
   *
   * @throws BadRepositoryException when the file is no such list
   * @throws IOException when it cannot be read
   */
  public static List<Repository> read(Path file) throws IOException {
    JsonNode json;
    try {
      json = ExactJson.parse(Files.readString(file));
    } catch (NoSuchFileException e) {
      return List.of(Repository.BUILT_IN);
    } catch (JsonSyntaxException e) {
      throw new BadRepositoryException(
          "%s: %s. Correct it, or remove it to begin anew.".formatted(file, e.getMessage()));
    }
    List<Repository> all = new ArrayList<>();
    for (JsonNode one : json.path("repositories")) {
      String name = one.path("name").asText("");
      String location = one.path("location").asText("");
      if (name.isBlank() || location.isBlank()) {
        throw new BadRepositoryException(
            "%s: repositories[%d] has no name or no location.".formatted(file, all.size()));
      }
      all.add(new Repository(name, location));
    }
    return List.copyOf(all);
  }

  /** Replaces the list in one step. */
  public static void write(Path file, List<Repository> repositories) throws IOException {
    ObjectNode json = ExactJson.object();
    ArrayNode list = json.putArray("repositories");
    repositories.forEach(
        one -> list.addObject().put("name", one.name()).put("location", one.location()));
    Path folder = Files.createDirectories(file.toAbsolutePath().getParent());
    Path next = Files.createTempFile(folder, "repositories-", ".tmp");
    Files.writeString(next, ExactJson.pretty(json) + "\n");
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
