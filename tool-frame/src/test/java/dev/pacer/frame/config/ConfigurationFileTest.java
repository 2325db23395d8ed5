package dev.pacer.frame.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pacer.frame.exit.ExitCode;
import dev.pacer.frame.exit.ToolFailure;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationFileTest {
  enum Mode {
    ON_DEMAND,
    SPOT
  }

  record Pool(String name, int min, int max, Mode mode, Optional<BigDecimal> cap) {}

  record Http(int port, long maxBody) {}

  record Tool(
      URI marathon, Duration interval, Http http, List<Pool> pools, Map<String, Double> weights) {}

  private static final GroupShape<Http> HTTP =
      Shapes.group(
          fields -> {
            Field<Integer> port =
                fields.optional("port", Shapes.port(), "8080", "Where to listen.");
            Field<Long> maxBody =
                fields.optional("maxBody", Shapes.size(1, 1L << 30), "1MiB", "The largest body.");
            return values -> new Http(values.get(port), values.get(maxBody));
          });

  private static final GroupShape<Pool> POOL =
      Shapes.group(
          fields -> {
            Field<Integer> min =
                fields.optional("min", Shapes.integer(0, 1000).in("machines"), "0", "The fewest.");
            Field<String> name = fields.required("name", Shapes.text(), "The group's name.");
            Field<Integer> max =
                fields.required("max", Shapes.integer(0, 1000).in("machines"), "The most.");
            Field<Mode> mode =
                fields.optional("mode", Shapes.choice(Mode.class), "on-demand", "What to buy.");
            Field<Optional<BigDecimal>> cap =
                fields.maybe("cap", Shapes.dollars(), "The most to spend an hour; else no limit.");
            fields.rule(
                min,
                v -> v.get(min) > v.get(max),
                v -> "must not be above max (%d > %d)".formatted(v.get(min), v.get(max)));
            return v -> new Pool(v.get(name), v.get(min), v.get(max), v.get(mode), v.get(cap));
          });

  static final ConfigurationFile<Tool> TOOL =
      ConfigurationFile.declare(
          "tool.yaml",
          "what the tool does",
          1,
          fields -> {
            Field<URI> marathon =
                fields.required("marathon", Shapes.url("http", "https"), "Marathon's URL.");
            Field<Duration> interval =
                fields.optional(
                    "interval",
                    Shapes.duration(Duration.ofSeconds(5), Duration.ofHours(1)),
                    "15s",
                    "How often to look.");
            Field<Http> http = fields.section("http", HTTP, "The tool's own pages.");
            Field<List<Pool>> pools =
                fields.required("pools", Shapes.listOf(POOL).atLeast(1), "The pools.");
            Field<Map<String, Double>> weights =
                fields.optional(
                    "weights",
                    Shapes.mapOf(
                        Shapes.text(Pattern.compile("[a-z]+"), "lower case letters", "cpu"),
                        Shapes.number(0, 10)),
                    "{}",
                    "Weights by resource.");
            return v ->
                new Tool(
                    v.get(marathon), v.get(interval), v.get(http), v.get(pools), v.get(weights));
          });

  private static final String GOOD =
      "version: 1\nmarathon: http://m:8080\npools:\n- {name: a, max: 3}\n";

  private static Reading<Tool> read(String yaml) {
    return TOOL.read("tool.yaml", yaml, Path.of("/etc/pacer"));
  }

  private static List<String> problems(String yaml) {
    return read(yaml).problems().stream().map(Problem::toString).toList();
  }

  @Test
  void whatIsLeftOutHasItsDefault() {
    Tool tool = read(GOOD).orThrow();
    assertThat(tool.interval()).isEqualTo(Duration.ofSeconds(15));
    assertThat(tool.http()).isEqualTo(new Http(8080, 1024 * 1024));
    assertThat(tool.pools()).containsExactly(new Pool("a", 0, 3, Mode.ON_DEMAND, Optional.empty()));
    assertThat(tool.weights()).isEmpty();
  }

  @Test
  void everyValueIsReadByItsShapeAndNotByYamlsGuess() {
    Tool tool =
        read(
"""
version: 1
marathon: https://m
interval: 1h
http: {port: 0, maxBody: 10MB}
pools:
- {name: no, min: 0010, max: 12, mode: spot, cap: 12.50}
weights: {cpu: 0.5, mem: 2}
""")
            .orThrow();
    assertThat(tool.pools())
        .containsExactly(new Pool("no", 10, 12, Mode.SPOT, Optional.of(new BigDecimal("12.50"))));
    assertThat(tool.http()).isEqualTo(new Http(0, 10_000_000));
    assertThat(tool.weights()).containsExactly(Map.entry("cpu", 0.5), Map.entry("mem", 2.0));
  }

  @Test
  void allProblemsAreToldAtOnceEachByPathAndLine() {
    assertThat(
            problems(
"""
version: 2
marathon: ftp://m
intervall: 15s
interval: 1s
http:
  port: 70000
  maxBody: big
pools:
- {name: a, min: 9, max: 4}
- {max: x, mode: sport, cap: -1}
- 7
weights: {CPU: 1, mem: many}
"""))
        .containsExactlyInAnyOrder(
            "version: must be 1, was \"2\"; this program reads version 1 (line 1)",
            "marathon: must be a URL that begins with http:// or https:// (line 2)",
            "intervall: is not a known key; did you mean 'interval'? (line 3)",
            "interval: must be at least 5s, was 1s (line 4)",
            "http.port: must be a port from 0 to 65535, was \"70000\" (line 6)",
            "http.maxBody: must be a size like 512MiB, 10GB or 4096, was \"big\" (line 7)",
            "pools[0].min: must not be above max (9 > 4) (line 9)",
            "pools[1].name: is missing (text) (line 10)",
            "pools[1].max: must be a whole number, was \"x\" (line 10)",
            "pools[1].mode: must be one of on-demand, spot, was \"sport\"; did you mean 'spot'?"
                + " (line 10)",
            "pools[1].cap: must be an amount like 12.50, was \"-1\" (line 10)",
            "pools[2]: must be a group of keys, was a single value (line 11)",
            "weights.CPU: must be lower case letters, was \"CPU\" (line 12)",
            "weights.mem: must be a number, was \"many\" (line 12)");
  }

  @Test
  void theVersionIsRequired() {
    assertThat(problems("marathon: http://m\npools: [{name: a, max: 1}]\n"))
        .containsExactly("version: is missing (whole number) (line 1)");
  }

  @Test
  void aKeyGivenTwiceIsAProblem() {
    assertThat(problems(GOOD + "interval: 5s\ninterval: 6s\n"))
        .containsExactly("interval: is there twice, first in line 5 (line 6)");
  }

  @Test
  void brokenYamlIsToldWithLineAndColumn() {
    assertThat(problems("version: 1\nmarathon: [http://m\npools: {\n"))
        .singleElement()
        .asString()
        .startsWith("is not proper YAML at column ")
        .contains("(line 3)");
  }

  @Test
  void anEmptyFileIsAProblem() {
    assertThat(problems("# nothing\n")).containsExactly("the file is empty");
  }

  @Test
  void twoDocumentsInOneFileAreAProblem() {
    assertThat(problems(GOOD + "---\n" + GOOD)).singleElement().asString().contains("proper YAML");
  }

  @Test
  void aKeyWithoutValueIsAProblemAndNotTheDefault() {
    assertThat(problems(GOOD + "interval:\n"))
        .containsExactly("interval: has no value; give duration or leave the key out (line 5)");
  }

  @Test
  void aliasesWorkButCannotGrowWithoutBound() {
    assertThat(
            read("version: 1\nmarathon: http://m\npools: [&a {name: a, max: 1}, *a]\n")
                .orThrow()
                .pools())
        .hasSize(2);
    String bomb =
        "a0: &a0 [x, x]\n"
            + java.util.stream.IntStream.range(1, 24)
                .mapToObj(i -> "a%d: &a%d [*a%d, *a%d]%n".formatted(i, i, i - 1, i - 1))
                .collect(Collectors.joining());
    assertThat(problems(bomb)).singleElement().asString().contains("aliases");
    assertThat(problems("a: &a [*a]\n")).singleElement().asString().contains("aliases");
  }

  @Test
  void valuesInMessagesAreCutAndCannotChangeATerminal() {
    assertThat(
            problems(
                "version: 1\nmarathon: http://m\npools: [{name: a, max: \"\\e[2J"
                    + "9".repeat(200)
                    + "\"}]\n"))
        .singleElement()
        .asString()
        .contains("\\u001b[2J999")
        .contains("…")
        .hasSizeLessThan(140);
  }

  @Test
  void aUrlWithAPasswordIsRefusedWithoutRepeatingIt() {
    assertThat(problems("version: 1\nmarathon: http://me:hunter2@m\npools: [{name: a, max: 1}]\n"))
        .singleElement()
        .asString()
        .contains("must not hold a user name or password")
        .doesNotContain("hunter2");
    assertThat(
            problems(
                "version: 1\nmarathon: \"http://me:hunter2 @m\"\npools: [{name: a, max: 1}]\n"))
        .singleElement()
        .asString()
        .doesNotContain("hunter2");
  }

  @Test
  void tagsAreRefused() {
    assertThat(problems(GOOD + "interval: !Ref 5s\n"))
        .anyMatch(problem -> problem.contains("tags are not used"));
    assertThat(problems(GOOD + "interval: !!java.net.URL 5s\n")).isNotEmpty();
  }

  @Test
  void aReadingWithProblemsEndsWithCodeThreeAndEveryProblem() {
    assertThatThrownBy(() -> read("version: 1\nmarathon: x\npools: []\n").orThrow())
        .isInstanceOfSatisfying(
            ToolFailure.class,
            failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.INVALID_INPUT))
        .hasMessageContaining("tool.yaml: 2 problems:")
        .hasMessageContaining("  marathon: must be")
        .hasMessageContaining("  pools: must have at least 1, has 0 (line 3)");
  }

  @Test
  void aFileThatCannotBeReadIsAProblem(@TempDir Path folder) {
    assertThat(TOOL.read(folder.resolve("none.yaml")).problems())
        .singleElement()
        .asString()
        .contains("cannot be read: there is no ");
    assertThat(TOOL.read(folder).problems()).singleElement().asString().contains("is a folder");
  }

  @Test
  void aSecretIsReadFromItsFileAndNeverPrinted(@TempDir Path folder) throws Exception {
    ConfigurationFile<Secret> file =
        ConfigurationFile.declare(
            "s.yaml",
            "secret",
            1,
            fields -> {
              Field<Secret> secret =
                  fields.required("passwordFile", Shapes.secretFile(), "The password.");
              return values -> values.get(secret);
            });
    Files.writeString(folder.resolve("password"), "fake-password\n");
    Files.writeString(folder.resolve("empty"), "\n");
    Secret secret = file.read("s", "version: 1\npasswordFile: password\n", folder).orThrow();
    assertThat(secret.value()).isEqualTo("fake-password");
    assertThat(secret.toString()).doesNotContain("fake").contains(folder.toString());
    assertThat(file.read("s", "version: 1\npasswordFile: empty\n", folder).problems().toString())
        .contains("names a file without content");
    assertThat(file.read("s", "version: 1\npasswordFile: nowhere\n", folder).problems().toString())
        .contains("there is no ");
  }

  @Test
  void theExampleIsAValidFileAlsoWithEveryKeyShown() {
    String example = TOOL.example();
    assertThat(read(example).problems()).isEmpty();
    String all =
        example
            .lines()
            .map(line -> line.replaceFirst("^#(?! )|^#(?= +[a-z-])(?=\\s{2})", ""))
            .collect(Collectors.joining("\n"));
    assertThat(read(all).problems()).as(all).isEmpty();
    assertThat(all).contains("cap: 12.50").contains("maxBody: 1MiB").contains("mode: on-demand");
    assertThat(example.lines()).allMatch(line -> line.length() <= 80);
  }

  @Test
  void theReferenceHasARowForEveryKey() {
    assertThat(TOOL.reference().lines())
        .contains(
            "| `interval` | duration |  | `15s` | How often to look. |",
            "| `http.port` | port |  | `8080` | Where to listen. |",
            "| `pools[].max` | whole number | machines | (required) | The most. |",
            "| `pools[].cap` | amount | USD |  | The most to spend an hour; else no limit. |");
  }

  @Test
  void theSchemaSaysTheSame() throws Exception {
    JsonNode schema = new ObjectMapper().readTree(TOOL.jsonSchema());
    assertThat(schema.at("/additionalProperties").asBoolean(true)).isFalse();
    assertThat(schema.at("/required").toString()).isEqualTo("[\"version\",\"marathon\",\"pools\"]");
    assertThat(schema.at("/properties/version/minimum").asInt()).isEqualTo(1);
    assertThat(schema.at("/properties/http/properties/port/default").asInt()).isEqualTo(8080);
    assertThat(schema.at("/properties/pools/items/properties/max/maximum").asInt()).isEqualTo(1000);
    assertThat(schema.at("/properties/pools/items/properties/mode/enum").toString())
        .isEqualTo("[\"on-demand\",\"spot\"]");
    assertThat(schema.at("/properties/weights/default").isObject()).isTrue();
  }

  @Test
  void aDefaultThatIsNotValidFailsWhereItIsDeclared() {
    assertThatThrownBy(
            () ->
                Shapes.group(
                    fields -> {
                      fields.optional("x", Shapes.integer(1, 2), "3", "bad");
                      return values -> "";
                    }))
        .hasMessageContaining("bad default of x");
  }
}
