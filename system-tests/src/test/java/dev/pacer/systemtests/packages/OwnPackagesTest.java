package dev.pacer.systemtests.packages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pacer.installer.lint.PackageLint;
import dev.pacer.installer.options.extension.OptionChecks;
import dev.pacer.installer.render.Rendering;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for each of our packages, and for what each of its option sets renders to. */
class OwnPackagesTest {

  private static final List<String> OURS = List.of("cassandra", "jenkins", "jenkins-agents");

  /** An option set and what it is called. */
  record Case(String name, String what, ObjectNode options) {
    @Override
    public String toString() {
      return name + ": " + what;
    }
  }

  @Test
  void allPackagesOfTheFolderAreHeldToThis() throws IOException {
    Path folder = Path.of(System.getProperty("pacer.root"), "packages");
    try (Stream<Path> packages = Files.list(folder)) {
      assertThat(packages.filter(Files::isDirectory).map(found -> found.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(OURS);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"cassandra", "jenkins", "jenkins-agents"})
  void filesAreAsRepositoriesDemand(String name) {
    PackageFiles files = new PackageFiles(name);

    JsonNode metadata = files.json("package.json");
    assertThat(metadata.path("packagingVersion").asText()).isEqualTo("4.0");
    assertThat(metadata.path("name").asText()).isEqualTo(name);
    assertThat(metadata.path("version").asText()).matches("[-a-zA-Z0-9.]+");
    assertThat(metadata.path("tags")).allMatch(tag -> tag.asText().matches("[^\\s]+"));
    for (String file :
        List.of("package.json", "config.json", "resource.json", "marathon.json.mustache")) {
      assertThat(
              StandardCharsets.US_ASCII
                  .newEncoder()
                  .canEncode(PackageFiles.text(files.revision().resolve(file))))
          .as("%s is ASCII", file)
          .isTrue();
    }
    for (JsonNode image : files.json("resource.json").at("/assets/container/docker")) {
      assertThat(image.asText()).as("an exact version").matches("[a-z0-9./-]+:\\S*\\d\\S*");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"cassandra", "jenkins", "jenkins-agents"})
  void everyOptionIsDescribedHasADefaultAndMisspeltOnesAreRefused(String name) {
    List<String> wrong = new ArrayList<>();
    walk("", new PackageFiles(name).json("config.json"), wrong);

    assertThat(wrong).isEmpty();
  }

  private static void walk(String path, JsonNode schema, List<String> wrong) {
    if (schema.has("properties")) {
      if (!schema.path("additionalProperties").isBoolean()
          || schema.path("additionalProperties").asBoolean()) {
        wrong.add(path + " takes unknown options");
      }
      for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
        String inner = path + "." + property.getKey();
        if (property.getValue().path("description").asText().isEmpty()) {
          wrong.add(inner + " has no description");
        }
        if (!property.getValue().has("properties") && !property.getValue().has("default")) {
          wrong.add(inner + " has no default");
        }
        walk(inner, property.getValue(), wrong);
      }
    }
  }

  static Stream<Case> cases() {
    List<Case> cases = new ArrayList<>();
    for (String name : OURS) {
      JsonNode schema = new PackageFiles(name).json("config.json");
      cases.add(new Case(name, "defaults", Rendered.options("{}")));
      for (Map.Entry<String, JsonNode> profile : schema.path("x-profiles").properties()) {
        cases.add(new Case(name, "profile " + profile.getKey(), (ObjectNode) profile.getValue()));
      }
      variants(name, "", schema, cases);
    }
    return cases.stream();
  }

  /**
   * Each boolean turned, each text filled with what breaks careless templates, each list filled.
   */
  private static void variants(String name, String path, JsonNode schema, List<Case> cases) {
    for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
      String inner = path.isEmpty() ? property.getKey() : path + "." + property.getKey();
      JsonNode option = property.getValue();
      switch (option.path("type").asText()) {
        case "boolean" ->
            cases.add(of(name, inner, Boolean.toString(!option.path("default").asBoolean())));
        case "string" -> {
          cases.add(of(name, inner, "\"\""));
          cases.add(of(name, inner, "\"say \\\"hi\\\" \\\\ {{x}} <b>\\nnext\""));
        }
        case "array" ->
            cases.add(
                of(
                    name,
                    inner,
                    option.path("items").path("type").asText().equals("array")
                        ? "[[\"disk\", \"LIKE\", \"ssd\"], [\"a\", \"UNLIKE\", \"b\"]]"
                        : "[\"a\", \"b\"]"));
        default -> {}
      }
      variants(name, inner, option, cases);
    }
  }

  private static Case of(String name, String path, String value) {
    String[] names = path.split("\\.", -1);
    StringBuilder json = new StringBuilder(value);
    for (int i = names.length - 1; i >= 0; i--) {
      json.insert(0, "{\"" + names[i] + "\": ").append("}");
    }
    return new Case(name, json.toString(), Rendered.options(json.toString()));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void itRendersToAppsThatHoldTogether(Case one) {
    PackageFiles files = new PackageFiles(one.name());
    ObjectNode given = Rendered.over(needed(one), one.options());
    ObjectNode schema = (ObjectNode) files.json("config.json");
    if (!OptionChecks.broken(schema, Rendered.over(Rendered.defaults(schema), given)).isEmpty()) {
      assertThat(one.what()).as("neither defaults nor profiles are refused").startsWith("{");
      return;
    }
    Rendering rendering = Rendered.rendering(files, given);
    if (rendering instanceof Rendering.Failed failed) {
      assertThat(failed.reason().blamesOptions()).as(failed.toString()).isTrue();
      assertThat(one.what()).as(failed.detail()).startsWith("{");
      return;
    }
    ObjectNode marathon = ((Rendering.Rendered) rendering).marathon();

    List<JsonNode> apps = new ArrayList<>();
    if (marathon.has("apps")) {
      marathon.path("apps").forEach(apps::add);
    } else {
      apps.add(marathon);
    }
    assertThat(apps).isNotEmpty();
    apps.forEach(OwnPackagesTest::holdsTogether);
  }

  /** What an operator must give in any case. */
  private static ObjectNode needed(Case one) {
    return Rendered.options(
        one.name().equals("jenkins-agents")
            ? "{\"security\": {\"agent-secret\": \"ci/agent\"}}"
            : "{}");
  }

  @ParameterizedTest
  @CsvSource({
    "cassandra, group",
    "jenkins, ''",
    "jenkins-agents, required-without-default",
  })
  void lintFindsNothingButWhatIsMeant(String name, String rules) {
    assertThat(PackageLint.check(Rendered.revision(new PackageFiles(name))))
        .extracting(finding -> finding.rule().id())
        .containsExactlyElementsOf(rules.isEmpty() ? List.of() : List.of(rules));
  }

  private static void holdsTogether(JsonNode app) {
    JsonNode ports =
        app.has("portDefinitions")
            ? app.path("portDefinitions")
            : app.at("/container/portMappings");
    Set<String> names = new HashSet<>();
    ports.forEach(port -> assertThat(names.add(port.path("name").asText())).isTrue());
    assertThat(app.path("healthChecks").size()).isLessThanOrEqualTo(1);
    for (JsonNode check : app.path("healthChecks")) {
      if (!check.path("protocol").asText().equals("COMMAND")) {
        assertThat(check.path("portIndex").asInt(-1)).isBetween(0, ports.size() - 1);
      }
    }
    for (JsonNode check : app.path("readinessChecks")) {
      assertThat(names).contains(check.path("portName").asText());
    }
    Set<String> volumes = new HashSet<>();
    for (JsonNode volume : app.at("/container/volumes")) {
      if (volume.has("persistent")) {
        assertThat(volume.path("containerPath").asText()).matches("[a-z_]+");
        volumes.add(volume.path("containerPath").asText());
      }
    }
    if (!volumes.isEmpty()) {
      for (String volume : volumes) {
        assertThat(app.at("/container/volumes"))
            .as("%s is mounted", volume)
            .anyMatch(mount -> mount.path("hostPath").asText().equals(volume));
      }
      assertThat(app.path("instances").asInt()).isEqualTo(1);
      assertThat(app.path("unreachableStrategy").asText()).isEqualTo("disabled");
      assertThat(app.path("upgradeStrategy"))
          .isEqualTo(
              Rendered.options("{\"minimumHealthCapacity\": 0, \"maximumOverCapacity\": 0}"));
    }
    for (JsonNode variable : app.path("env")) {
      assertThat(variable.isTextual() || variable.path("secret").isTextual()).isTrue();
    }
    for (JsonNode fetched : app.path("fetch")) {
      assertThat(fetched.path("uri").asText()).isNotEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"cassandra", "jenkins", "jenkins-agents"})
  void theConditionsOverOptionsCanBeReadAndProfilesKeepThem(String name) {
    ObjectNode schema = (ObjectNode) new PackageFiles(name).json("config.json");
    ObjectNode defaults = Rendered.defaults(schema);

    assertThatCode(() -> OptionChecks.broken(schema, defaults)).doesNotThrowAnyException();
    for (JsonNode profile : schema.path("x-profiles")) {
      ObjectNode merged = Rendered.over(defaults, (ObjectNode) profile);
      if (name.equals("jenkins-agents")) {
        assertThat(OptionChecks.broken(schema, merged))
            .as("a password is the operator's to give")
            .singleElement()
            .hasToString(
                "security.agent-secret, security.secrets-uri: give security.agent-secret or"
                    + " security.secrets-uri: the password of Jenkins' user 'agents'");
      } else {
        assertThat(OptionChecks.broken(schema, merged)).isEmpty();
      }
    }
  }
}
