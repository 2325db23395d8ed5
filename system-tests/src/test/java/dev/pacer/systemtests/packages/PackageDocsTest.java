package dev.pacer.systemtests.packages;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Holds each package's table of options and its profiles to its schema; {@code
 * -Dpacer.docs.write=true} writes them.
 */
class PackageDocsTest {

  private static final Pattern OPTION = Pattern.compile("`([a-z0-9]+(?:\\.[a-z0-9-]+)+)`");
  private static final Pattern NO_OPTION =
      Pattern.compile(".*\\.(sh|md|json|yaml|p12|jar|gz|mesos|xml|invalid|io)");

  @ParameterizedTest
  @ValueSource(strings = {"cassandra", "jenkins", "jenkins-agents"})
  void theTableOfOptionsIsTheSchema(String name) throws IOException {
    PackageFiles files = new PackageFiles(name);
    JsonNode schema = files.json("config.json");
    StringBuilder table = new StringBuilder();
    table.append("# Options of ").append(name).append("\n\n");
    table.append("Written from `0/config.json`.\n\n");
    table.append("| option | type | default | |\n|---|---|---|---|\n");
    rows("", schema, table);
    if (schema.has("x-check")) {
      table.append("\nChecked over several options before anything is sent:\n\n");
      for (JsonNode check : schema.path("x-check")) {
        table.append(
            "- `%s`: %s.\n".formatted(check.path("that").asText(), check.path("say").asText()));
      }
    }
    heldTo(files.folder().resolve("options.md"), table.toString());
  }

  private static void rows(String path, JsonNode schema, StringBuilder table) {
    for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
      String inner = path.isEmpty() ? property.getKey() : path + "." + property.getKey();
      JsonNode option = property.getValue();
      if (option.has("properties")) {
        rows(inner, option, table);
      } else {
        table.append(
            "| `%s` | %s | `%s` | %s |\n"
                .formatted(
                    inner,
                    type(option),
                    option.path("default"),
                    cell(option.path("description").asText())));
      }
    }
  }

  private static String cell(String text) {
    return text.replace("|", "\\|").replace("<", "&lt;");
  }

  private static String type(JsonNode option) {
    if (option.has("enum")) {
      StringBuilder values = new StringBuilder();
      option
          .path("enum")
          .forEach(value -> values.append(values.isEmpty() ? "" : ", ").append(value.asText()));
      return "one of " + values;
    }
    String range =
        option.has("minimum") && option.has("maximum")
            ? ", %s to %s".formatted(option.path("minimum"), option.path("maximum"))
            : option.has("minimum") ? ", at least " + option.path("minimum") : "";
    return option.path("type").asText() + range;
  }

  @ParameterizedTest
  @ValueSource(strings = {"cassandra", "jenkins", "jenkins-agents"})
  void theProfilesAreThoseOfTheSchema(String name) throws IOException {
    PackageFiles files = new PackageFiles(name);
    Map<String, JsonNode> profiles = new TreeMap<>();
    for (Map.Entry<String, JsonNode> profile :
        files.json("config.json").path("x-profiles").properties()) {
      profiles.put(profile.getKey(), profile.getValue());
    }
    assertThat(profiles).containsOnlyKeys("dev", "small", "production");
    for (Map.Entry<String, JsonNode> profile : profiles.entrySet()) {
      heldTo(
          files.folder().resolve("profiles").resolve(profile.getKey() + ".json"),
          pretty(profile.getValue()));
    }
  }

  private static String pretty(JsonNode json) {
    try {
      return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n";
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"cassandra", "jenkins", "jenkins-agents"})
  void theGuideNamesOnlyOptionsThatThereAre(String name) {
    PackageFiles files = new PackageFiles(name);
    String guide = PackageFiles.text(files.folder().resolve("README.md"));
    JsonNode schema = files.json("config.json");

    assertThat(OPTION.matcher(guide).results())
        .extracting(found -> found.group(1))
        .filteredOn(option -> !NO_OPTION.matcher(option).matches())
        .isNotEmpty()
        .allSatisfy(
            option ->
                assertThat(
                        schema.at("/properties/" + option.replace(".", "/properties/")).isObject())
                    .as(option)
                    .isTrue());
    for (String chapter :
        name.equals("jenkins-agents")
            ? new String[] {"Sizing", "Upgrade", "When something fails"}
            : new String[] {
              "Profiles", "Sizing", "Upgrade", "Backup and restore", "When something fails"
            }) {
      assertThat(guide).contains("\n## " + chapter + "\n");
    }
  }

  private static void heldTo(Path file, String text) throws IOException {
    if (Boolean.getBoolean("pacer.docs.write")) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    }
    assertThat(file).hasContent(text);
  }
}
