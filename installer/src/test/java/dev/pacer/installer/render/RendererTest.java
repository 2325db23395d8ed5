package dev.pacer.installer.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pacer.installer.universe.ExactJson;
import dev.pacer.installer.universe.PackageJson;
import dev.pacer.installer.universe.PackageJsonReader;
import dev.pacer.installer.universe.PackagingVersion;
import dev.pacer.installer.universe.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RendererTest {

  @ParameterizedTest
  @ValueSource(strings = {"defaults.jsonl.gz", "options.jsonl.gz", "synthetic.jsonl.gz"})
  void everyRowOfTheSampleRendersToItsExpectedValue(String file) {
    List<ObjectNode> rows = Sample.rows(file);
    assertThat(rows).hasSizeGreaterThan(40);
    assertThat(differences(rows, Sample.packages())).isEmpty();
  }

  @Test
  void aWrongExpectationIsFound() {
    List<ObjectNode> rows = Sample.rows("synthetic.jsonl.gz");
    for (ObjectNode row : rows) {
      if (row.path("marathon") instanceof ObjectNode marathon) {
        marathon.put("planted", 1);
      } else {
        row.put("reason", "planted");
      }
    }
    assertThat(differences(rows, Map.of())).hasSameSizeAs(rows);
  }

  private static List<String> differences(
      List<ObjectNode> rows, Map<String, PackageJson> packages) {
    List<String> found = new ArrayList<>();
    for (ObjectNode row : rows) {
      String title = row.path("package").asText("") + " " + row.path("case").asText("defaults");
      PackageJson revision = row.has("template") ? loose(row) : packages.get(key(row));
      ObjectNode options =
          row.path("options") instanceof ObjectNode given ? given : ExactJson.object();
      Rendering rendering = Renderer.render(revision, options, Renderer.Strings.STRICT);
      String outcome = rendering.match(rendered -> "", failed -> failed.reason().code());
      JsonNode marathon =
          rendering.<JsonNode>match(Rendering.Rendered::marathon, failed -> ExactJson.object());
      if (!outcome.equals(row.path("reason").asText())) {
        found.add(title + ": " + outcome);
      } else if (outcome.isEmpty() && !ExactJson.equal(marathon, row.path("marathon"))) {
        found.add(title + ": another value");
      }
    }
    return found;
  }

  private static String key(ObjectNode row) {
    return row.path("package").asText() + "/" + row.path("releaseVersion").asText();
  }

  private static PackageJson loose(ObjectNode row) {
    return PackageJsonReader.loose(
        PackagingVersion.find(row.path("packagingVersion").asText()).orElseThrow(),
        "case",
        "1",
        0,
        Optional.of(row.path("template").asText()),
        row.path("config"),
        row.path("resource"));
  }

  private static Rendering render(String template, String config, String options) {
    PackageJson revision =
        PackageJsonReader.loose(
            PackagingVersion.V4,
            "case",
            "1",
            0,
            Optional.of(template),
            ExactJson.parse(config),
            ExactJson.object());
    return Renderer.render(
        revision, (ObjectNode) ExactJson.parse(options), Renderer.Strings.STRICT);
  }

  @Test
  void aTemplateThatPutsRawJsonInAStringRendersTheOldWayOnlyWhenAllowed() {
    PackageJson linkerd = Sample.packages().get("linkerd/4");
    Rendering strict = Renderer.render(linkerd, ExactJson.object(), Renderer.Strings.STRICT);
    Rendering legacy =
        Renderer.render(linkerd, ExactJson.object(), Renderer.Strings.LEGACY_IF_NEEDED);
    assertThat(strict).isInstanceOf(Rendering.Failed.class);
    assertThat(legacy)
        .isInstanceOfSatisfying(
            Rendering.Rendered.class,
            rendered -> {
              assertThat(rendered.legacy()).isTrue();
              assertThat(ExactJson.write(rendered.marathon().path("acceptedResourceRoles")))
                  .isEqualTo("[\"*\",\"slave_public\"]");
            });
  }

  @Test
  void numbersKeepEveryDigit() {
    Rendering rendering =
        render(
            "{\"n\":{{n}},\"m\":123456789012345678901234567890}",
            "{\"properties\":{\"n\":{\"type\":\"integer\",\"default\":9007199254740993}}}",
            "{}");
    assertThat(rendering)
        .isInstanceOfSatisfying(
            Rendering.Rendered.class,
            rendered ->
                assertThat(ExactJson.write(rendered.marathon()))
                    .isEqualTo("{\"n\":9007199254740993,\"m\":123456789012345678901234567890}"));
  }

  @Test
  void aSchemaThatRefersToItselfIsTheSchemasFault() {
    Rendering rendering =
        render("{}", "{\"properties\":{\"a\":{\"$ref\":\"#/properties/a\"}}}", "{\"a\":1}");
    assertThat(rendering)
        .isInstanceOfSatisfying(
            Rendering.Failed.class,
            failed -> assertThat(failed.reason()).isEqualTo(Outcome.INVALID_SCHEMA));
  }

  @Test
  void aReferenceToElsewhereIsNotFetched() {
    Rendering rendering =
        render(
            "{}", "{\"properties\":{\"a\":{\"$ref\":\"http://127.0.0.1:1/schema\"}}}", "{\"a\":1}");
    assertThat(rendering)
        .isInstanceOfSatisfying(
            Rendering.Failed.class,
            failed -> assertThat(failed.reason()).isEqualTo(Outcome.INVALID_SCHEMA));
  }

  @Test
  void aTemplateThatCallsItselfOrReadsFilesFails() {
    for (String template : List.of("{{>/etc/passwd}}", "{{#a}}", "{{#a}}{{/b}}")) {
      assertThat(render(template, "{\"properties\":{\"a\":{\"default\":1}}}", "{}"))
          .as(template)
          .isInstanceOfSatisfying(
              Rendering.Failed.class,
              failed -> assertThat(failed.reason()).isEqualTo(Outcome.MUSTACHE_ERROR));
    }
  }

  @Test
  void aMistakenOptionIsToldWithItsPath() {
    Rendering rendering =
        render(
            "{}",
            "{\"properties\":{\"service\":{\"properties\":{\"cpus\":{\"type\":\"number\"}}}}}",
            "{\"service\":{\"cpus\":\"two\"}}");
    assertThat(rendering)
        .isInstanceOfSatisfying(
            Rendering.Failed.class,
            failed -> {
              assertThat(failed.reason()).isEqualTo(Outcome.JSON_SCHEMA_MISMATCH);
              assertThat(failed.problems())
                  .singleElement()
                  .satisfies(problem -> assertThat(problem.path()).isEqualTo("service.cpus"));
            });
  }
}
