package dev.pacer.registryauth.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class RegistryAuthFileTest {

  private static final String SMALLEST =
      """
      version: 1
      stateDirectory: /var/lib/registry-auth
      registries:
        - {name: shop, hosts: [registry.example], static: {user: puller, passwordFile: password}}
      directories:
        - {name: agents, path: /etc/registry-auth}
      """;

  private static List<String> problems(String text) {
    return RegistryAuthFile.FILE
        .read("registry-auth.yaml", text, Path.of("/etc/pacer"))
        .problems()
        .stream()
        .map(Object::toString)
        .toList();
  }

  @Test
  void theSmallestFileIsEnough() {
    assertThat(problems(SMALLEST)).isEmpty();
    RegistryAuthConfig config =
        RegistryAuthFile.FILE.read("f", SMALLEST, Path.of("/etc/pacer")).orThrow();
    assertThat(config.registries().get(0).login().passwordFile())
        .isEqualTo(Path.of("/etc/pacer/password"));
    assertThat(config.directories().get(0).registries()).containsExactly("shop");
  }

  @Test
  void whatNamesNoRegistryIsTold() {
    assertThat(problems(SMALLEST.replace("registry.example", "https://Registry.example/v2/")))
        .anyMatch(problem -> problem.startsWith("registries[0].hosts[0]: must be a registry's"));
  }

  @Test
  void aTargetMustNameRegistriesThatThereAre() {
    assertThat(
            problems(
                SMALLEST.replace(
                    "path: /etc/registry-auth}", "path: /etc/registry-auth, registries: [shpo]}")))
        .anyMatch(problem -> problem.contains("target agents names registry shpo"));
  }

  @Test
  void twoRegistriesOfOneHostAreOneTooMany() {
    String line = SMALLEST.lines().filter(l -> l.contains("name: shop")).findFirst().orElseThrow();
    assertThat(
            problems(SMALLEST.replace(line, line + "\n" + line.replace("name: shop", "name: b"))))
        .anyMatch(problem -> problem.contains("host registry.example is there twice"));
  }

  @Test
  void theExampleIsValid() {
    assertThat(problems(RegistryAuthFile.FILE.example())).isEmpty();
  }

  @Test
  void thePublishedSchemaAndReferenceAreTheDeclarations() throws IOException {
    Path docs = Path.of(System.getProperty("pacer.root")).resolve("docs");
    String reference = "# registry-auth.yaml\n\n" + RegistryAuthFile.FILE.reference();
    if (Boolean.getBoolean("pacer.docs.write")) {
      Files.writeString(
          docs.resolve("registry-auth.schema.json"), RegistryAuthFile.FILE.jsonSchema());
      Files.writeString(docs.resolve("registry-auth-configuration.md"), reference);
    }
    assertThat(docs.resolve("registry-auth.schema.json"))
        .hasContent(RegistryAuthFile.FILE.jsonSchema());
    assertThat(docs.resolve("registry-auth-configuration.md")).hasContent(reference);
  }
}
