package dev.pacer.simulator.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Holds the documents to the format's own declaration; {@code -Dpacer.docs.write=true} writes them.
 */
class ScenarioDocsTest {

  private static final Path DOCS = Path.of(System.getProperty("pacer.root"), "docs");
  private static final Path SCHEMA = DOCS.resolve("scenario.schema.json");
  private static final Path PAGE = DOCS.resolve("simulator.md");
  private static final Pattern REFERENCE =
      Pattern.compile("(?s)(<!-- reference:begin [^>]*-->\n)(.*?)(<!-- reference:end -->)");
  private static final Pattern EXAMPLE = Pattern.compile("(?s)```yaml\n(.*?)```");

  private static boolean writing() {
    return Boolean.getBoolean("pacer.docs.write");
  }

  @Test
  void theSchemaIsTheDeclarations() throws IOException {
    String schema = ScenarioReader.FILE.jsonSchema();
    if (writing()) {
      Files.writeString(SCHEMA, schema);
    }
    assertThat(Files.readString(SCHEMA)).isEqualTo(schema);
  }

  @Test
  void thePageHasEveryKey() throws IOException {
    String page = Files.readString(PAGE);
    Matcher matcher = REFERENCE.matcher(page);
    assertThat(matcher.find()).isTrue();
    String reference = ScenarioReader.FILE.reference();
    if (writing()) {
      Files.writeString(
          PAGE, page.substring(0, matcher.end(1)) + reference + page.substring(matcher.start(3)));
      return;
    }
    assertThat(matcher.group(2)).isEqualTo(reference);
  }

  @Test
  void thePagesExampleIsAScenarioBothToUsAndToTheSchema() throws IOException {
    Matcher matcher = EXAMPLE.matcher(Files.readString(PAGE));
    assertThat(matcher.find()).isTrue();
    String example = matcher.group(1);

    assertThat(ScenarioReader.FILE.read("example", example, DOCS).problems()).isEmpty();
    assertThat(complaints(example)).isEmpty();
  }

  @Test
  void thePrintedExampleIsAScenario() {
    String example = ScenarioReader.FILE.example();
    assertThat(ScenarioReader.FILE.read("example", example, DOCS).problems()).isEmpty();
  }

  @Test
  void theSchemaRefusesWhatTheReaderRefuses() throws IOException {
    assertThat(complaints("version: 1\ngroupss: []\n")).isNotEmpty();
    assertThat(complaints("groups: []\n")).isNotEmpty();
  }

  private static Iterable<?> complaints(String yaml) throws IOException {
    JsonNode schema = new ObjectMapper().readTree(ScenarioReader.FILE.jsonSchema());
    JsonSchema validator =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(schema);
    return validator.validate(new YAMLMapper().readTree(yaml));
  }
}
