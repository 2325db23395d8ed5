package dev.pacer.installer.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pacer.installer.render.Renderer.Strings;
import dev.pacer.installer.universe.ExactJson;
import dev.pacer.installer.universe.PackageJson;
import dev.pacer.installer.universe.PackageJsonReader;
import dev.pacer.installer.universe.PackagingVersion;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a schema may ask for beyond JSON Schema. */
class ExtensionRenderingTest {

  private static Rendering render(String schema, String options) {
    PackageJson revision =
        PackageJsonReader.loose(
            PackagingVersion.V4,
            "web",
            "1",
            0,
            Optional.of(
                "{\"apps\": [{{#list}}{\"id\": \"n-{{index}}\"}{{^last}},{{/last}}{{/list}}]}"),
            ExactJson.parse(schema),
            ExactJson.object());
    return Renderer.render(revision, (ObjectNode) ExactJson.parse(options), Strings.STRICT);
  }

  private static final String SCHEMA =
      """
      {"properties": {"count": {"type": "integer", "default": 2}},
       "x-lists": {"list": {"count": "count"}},
       "x-check": [{"that": "count >= 1", "say": "at least one node"}]}\
      """;

  @Test
  void aTemplateSeesTheListsThatTheSchemaAsksFor() {
    assertThat(render(SCHEMA, "{}"))
        .isInstanceOfSatisfying(
            Rendering.Rendered.class,
            rendered -> {
              assertThat(rendered.marathon().path("apps")).hasSize(2);
              assertThat(rendered.merged().has("list")).as("no option").isFalse();
            });
  }
}
