package dev.pacer.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UniverseCommandTest {
  // Template: {"id":"{{id}}"}
  private static final String REPOSITORY =
      """
      {"packages":[{"packagingVersion":"3.0","name":"web","version":"1.0","releaseVersion":3,
      "maintainer":"a@b.example","description":"d","tags":[],
      "marathon":{"v2AppMustacheTemplate":"eyJpZCI6Int7aWR9fSJ9"},
      "config":{"properties":{"id":{"type":"string","default":"/web"}}}},
      {"name":"broken"}]}\
      """;

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... rows) throws IOException {
    Path repository = Files.writeString(folder.resolve("repo.json"), REPOSITORY);
    Path cases = folder.resolve("cases.jsonl.gz");
    try (GZIPOutputStream packed = new GZIPOutputStream(Files.newOutputStream(cases))) {
      packed.write(String.join("\n", rows).getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
    return ConformanceCommand.run(
        new PrintWriter(out),
        new PrintWriter(err, true),
        "universe",
        "--repo",
        repository.toString(),
        "--cases",
        cases.toString());
  }

  @Test
  void rowsWithoutExpectationAreAnsweredAndNotCounted() throws IOException {
    assertThat(
            run(
                "{\"package\":\"web\",\"releaseVersion\":3}",
                "{\"package\":\"web\",\"releaseVersion\":3,\"case\":\"wrong\",\"options\":{\"id\":1}}",
                "{\"package\":\"web\",\"releaseVersion\":4}"))
        .isZero();
    assertThat(out.toString().lines())
        .containsExactly(
            "{\"package\":\"web\",\"releaseVersion\":3,\"case\":\"defaults\",\"outcome\":\"ok\","
                + "\"marathon\":{\"id\":\"/web\"}}",
            "{\"package\":\"web\",\"releaseVersion\":3,\"case\":\"wrong\","
                + "\"outcome\":\"JsonSchemaMismatch\",\"marathon\":null}",
            "{\"package\":\"web\",\"releaseVersion\":4,\"case\":\"defaults\","
                + "\"outcome\":\"PackageNotFound\",\"marathon\":null}");
    assertThat(err.toString()).contains("packages[1] broken: ").doesNotContain("passed");
  }

  @Test
  void expectedAnswersAreComparedByValue() throws IOException {
    String row = "{\"package\":\"web\",\"releaseVersion\":3,\"renderable\":true,\"marathon\":%s}";
    assertThat(run(row.formatted("{\"id\":\"/web\"}"), row.formatted("{\"id\":\"/other\"}")))
        .isEqualTo(1);
    assertThat(err.toString()).endsWith("1 passed, 1 failed\n");
  }

  @Test
  void rowsWithATemplateAreRenderedFromThemselvesWithEveryDigit() throws IOException {
    assertThat(
            run(
                "{\"case\":\"big\",\"packagingVersion\":\"3.0\",\"template\":\"{\\\"a\\\":{{n}}}\","
                    + "\"config\":{\"properties\":{\"n\":{\"default\":9007199254740993}}},"
                    + "\"resource\":null,\"renderable\":true,\"reason\":\"\","
                    + "\"marathon\":{\"a\":9007199254740993}}"))
        .isZero();
    assertThat(out.toString()).contains("\"marathon\":{\"a\":9007199254740993}");
    assertThat(err.toString()).endsWith("1 passed, 0 failed\n");
  }

  @Test
  void labelsAreDecoded() throws IOException {
    assertThat(
            run(
                "{\"labels\":{\"DCOS_PACKAGE_NAME\":\"web\",\"DCOS_PACKAGE_VERSION\":\"1\","
                    + "\"DCOS_PACKAGE_OPTIONS\":\"e30=\"},"
                    + "\"expect\":{\"name\":\"web\",\"version\":\"1\",\"options\":{}}}"))
        .isZero();
  }

  @Test
  void aRowThatIsNoJsonIsNamedAndFails() throws IOException {
    assertThat(run("{\"package\":")).isEqualTo(1);
    assertThat(err.toString()).contains("line 1:").endsWith("0 passed, 1 failed\n");
  }

  @Test
  void aFileThatIsNotThereIsUnreadable() {
    int code =
        ConformanceCommand.run(
            new PrintWriter(out), new PrintWriter(err, true), "universe", "--cases", "/nowhere");
    assertThat(code).isEqualTo(3);
  }
}
