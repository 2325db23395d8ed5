package dev.pacer.installer.labels;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pacer.installer.universe.ExactJson;
import dev.pacer.installer.universe.PackageJson;
import dev.pacer.installer.universe.Sample;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class LabelsTest {

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void whatCosmosWroteIsRead() {
    for (ObjectNode row : Sample.rows("labels.jsonl.gz")) {
      Map<String, String> labels = new LinkedHashMap<>();
      row.path("labels").properties().forEach(l -> labels.put(l.getKey(), l.getValue().asText()));
      InstalledJson installed = LabelsReader.read(labels).orElseThrow();
      assertThat(installed.problems()).isEmpty();
      assertThat(installed.name()).isEqualTo(row.at("/expect/name").asText());
      assertThat(installed.version()).isEqualTo(row.at("/expect/version").asText());
      assertThat(installed.releaseVersion())
          .isEqualTo(OptionalLong.of(row.at("/expect/releaseVersion").asLong()));
      assertThat(installed.source()).contains(row.at("/expect/source").asText());
      assertThat(ExactJson.equal(installed.options().orElseThrow(), row.at("/expect/options")))
          .isTrue();
      assertThat(
              ExactJson.equal(installed.definition().orElseThrow(), row.at("/expect/definition")))
          .isTrue();
    }
  }

  @Test
  void whatWeWriteIsReadBack() {
    for (PackageJson revision : Sample.packages().values()) {
      ObjectNode options =
          (ObjectNode) ExactJson.parse("{\"a\":{\"b\":null,\"c\":\"é \\\"q\\\"\"}}");
      InstalledJson installed =
          LabelsReader.read(LabelsWriter.labels(revision, "https://repo.example/repo", options))
              .orElseThrow();
      assertThat(installed.name()).isEqualTo(revision.name());
      assertThat(installed.definition()).contains(revision.entry());
      assertThat(installed.options().map(ExactJson::write))
          .contains("{\"a\":{\"c\":\"é \\\"q\\\"\"}}");
    }
  }

  @Test
  void noOptionsAreWrittenAsCosmosDoes() {
    PackageJson any = Sample.packages().values().iterator().next();
    assertThat(LabelsWriter.labels(any, "x", ExactJson.object()))
        .containsEntry(PackageLabel.OPTIONS, "e30=");
  }

  @Test
  void labelsThatCannotBeReadAreToldAndTheRestIsRead() {
    Map<String, String> labels = new HashMap<>();
    labels.put(PackageLabel.NAME, "kafka");
    labels.put(PackageLabel.VERSION, "1");
    labels.put(PackageLabel.OPTIONS, "%%%");
    labels.put(
        PackageLabel.DEFINITION,
        base64("{\"metadata\":{\"Content-Encoding\":\"gzip\"},\"data\":\"AAAA\"}"));
    InstalledJson installed = LabelsReader.read(labels).orElseThrow();
    assertThat(installed.name()).isEqualTo("kafka");
    assertThat(installed.options()).isEmpty();
    assertThat(installed.problems()).hasSize(2).anyMatch(p -> p.contains(PackageLabel.OPTIONS));
  }

  @Test
  void labelsFromBefore2018AreRead() {
    InstalledJson installed =
        LabelsReader.read(
                Map.of(
                    PackageLabel.NAME,
                    "chronos",
                    PackageLabel.VERSION,
                    "2.4.0",
                    PackageLabel.OLD_RELEASE,
                    "7",
                    PackageLabel.OLD_METADATA,
                    base64("{\"name\":\"chronos\",\"scm\":null,\"tags\":[\"cron\"]}")))
            .orElseThrow();
    assertThat(installed.releaseVersion()).isEqualTo(OptionalLong.of(7));
    assertThat(installed.definition().map(ExactJson::write))
        .contains("{\"name\":\"chronos\",\"tags\":[\"cron\"]}");
  }

  @Test
  void anAppWithoutPackageLabelsIsNoInstallation() {
    assertThat(LabelsReader.read(Map.of("owner", "ops"))).isEmpty();
  }
}
