package dev.pacer.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code scripts/conformance}, on all that was captured and on files with planted errors. */
class ConformanceCommandTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir private Path folder;

  private int run(Object... arguments) {
    String[] words = List.of(arguments).stream().map(String::valueOf).toArray(String[]::new);
    return ConformanceCommand.run(new PrintWriter(out), new PrintWriter(err), words);
  }

  private Path captured(String name) throws IOException {
    try (InputStream in = getClass().getResourceAsStream("/matcher/" + name)) {
      return Files.write(folder.resolve(name), in.readAllBytes());
    }
  }

  private Path plain(String name, int lines) throws IOException {
    byte[] packed = Files.readAllBytes(captured(name));
    String text =
        new String(
            new GZIPInputStream(new ByteArrayInputStream(packed)).readAllBytes(),
            StandardCharsets.UTF_8);
    return Files.write(folder.resolve("plain.jsonl"), text.lines().limit(lines).toList());
  }

  private Path changed(Path file, String from, String to) throws IOException {
    String text = Files.readString(file);
    assertThat(text).contains(from);
    return Files.writeString(file, text.replace(from, to));
  }

  @Test
  void everyCapturedCaseIsDecidedAsMarathonDecidedIt() throws IOException {
    assertThat(run("matcher", "--cases", captured("cases.jsonl.gz"))).isZero();
    assertThat(out).hasToString("11718 passed, 0 failed%n".formatted());
  }

  @Test
  void everyCapturedSequencePlacesAsMarathonPlaced() throws IOException {
    assertThat(run("matcher", "--sequences", captured("sequences.jsonl.gz"))).isZero();
    assertThat(out).hasToString("315 passed, 0 failed%n".formatted());
  }

  @Test
  void plainFilesAreReadTooAndSeveralFilesAreOneAnswer() throws IOException {
    Path plain = plain("cases.jsonl.gz", 20);
    assertThat(run("matcher", "--cases", plain, "--sequences", captured("sequences.jsonl.gz")))
        .isZero();
    assertThat(out).hasToString("335 passed, 0 failed%n".formatted());
  }

  @Test
  void aWrongOutcomeIsPrintedWithItsIdAndReason() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("one"),
            """
            {"id":"full","app":{"id":"/a","role":"*","instances":1,"cpus":2,"mem":32},\
            "offer":{"hostname":"h","resources":[{"name":"cpus","value":1},{"name":"mem","value":64},\
            {"name":"ports","ranges":[[31000,31001]]}]},\
            "expected":{"outcome":"match","operation":"launch","consumed":[],"hostPorts":1}}
            """);
    assertThat(run("matcher", "--cases", file)).isEqualTo(1);
    assertThat(out.toString().lines())
        .containsExactly("full: noMatch[InsufficientCpus] instead of match", "0 passed, 1 failed");
  }

  /** Answers of ours, right in every part. */
  private static final String MATCH =
      """
      {"id":"m","app":{"id":"/a","role":"*","instances":2,"cpus":1,"mem":32,"portDefinitions":[{"port":0}],\
      "constraints":[["rack","CLUSTER"]]},"instances":[{"id":"i","hostname":"h1",\
      "attributes":[{"name":"rack","value":"r1"}]},{"id":"j","hostname":"h2"}],\
      "offer":{"hostname":"h","attributes":[{"name":"rack","value":"r1"}],"resources":[\
      {"name":"cpus","value":4},{"name":"mem","value":64},{"name":"ports","ranges":[[31000,31001]]}]},\
      "expected":{"outcome":"match","operation":"launch","consumed":[["cpus","*",1],["mem","*",32]],\
      "hostPorts":1,"constraints":[true],"counted":2,"orderDependent":true,\
      "needs":{"cpus":1,"mem":32,"disk":0,"gpus":0,"role":"*","anyPorts":1}}}
      """;

  private static final String NO_MATCH =
      """
      {"id":"n","app":{"id":"/a","role":"*","instances":2,"cpus":5,"mem":128,"portDefinitions":[]},\
      "offer":{"hostname":"h","resources":[{"name":"cpus","value":4},{"name":"mem","value":64}]},\
      "expected":{"outcome":"noMatch","reasons":["InsufficientCpus","InsufficientMemory"],\
      "reported":"InsufficientCpus"}}
      """;

  private static final String THROWS =
      """
      {"id":"t","app":{"id":"/a","role":"*","instances":2,"cpus":1,"mem":32,"portDefinitions":[],\
      "constraints":[["hostname","GROUP_BY","0"]]},\
      "offer":{"hostname":"h","resources":[{"name":"cpus","value":4},{"name":"mem","value":64}]},\
      "expected":{"outcome":"throws","exception":"java.lang.ArithmeticException"}}
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '\'',
      value = {
        "m; \"operation\":\"launch\"; \"operation\":\"reserve\"; operation launch",
        "m; [\"cpus\",\"*\",1]; [\"cpus\",\"*\",1.5]; consumed",
        "m; [\"cpus\",\"*\",1]; [\"cpus\",\"web\",1]; consumed",
        "m; \"hostPorts\":1; \"hostPorts\":2; host ports 1",
        "m; [true]; [false]; constraints",
        "m; \"counted\":2; \"counted\":1; counted 2",
        "m; \"orderDependent\":true; \"orderDependent\":false; order of the known",
        "m; \"anyPorts\":1; \"anyPorts\":2; needs ports",
        "m; \"gpus\":0; \"gpus\":1; needs gpus",
        "n; [\"InsufficientCpus\",; [; reasons",
        "n; \"reported\":\"InsufficientCpus\"; \"reported\":\"InsufficientMemory\"; reported",
        "t; java.lang.ArithmeticException; java.lang.IllegalArgumentException; exception",
      })
  void everyPartOfAnAnswerIsCompared(String which, String from, String to, String reason)
      throws IOException {
    String right = which.equals("m") ? MATCH : which.equals("n") ? NO_MATCH : THROWS;
    Path file = Files.writeString(folder.resolve("one"), right);
    assertThat(run("matcher", "--cases", file)).as(out.toString()).isZero();
    assertThat(run("matcher", "--cases", changed(file, from, to))).isEqualTo(1);
    assertThat(out.toString()).contains(which + ": " + reason, "0 passed, 1 failed");
  }

  @Test
  void aSequenceThatPlacesElsewhereIsPrinted() throws IOException {
    Path file = plain("sequences.jsonl.gz", 1);
    changed(file, "\"placements\":[0,1,2,3]", "\"placements\":[0,1,3,2]");
    assertThat(run("matcher", "--sequences", file)).isEqualTo(1);
    assertThat(out.toString().lines())
        .containsExactly(
            "seq-00000: placed [0, 1, 2, 3] instead of [0, 1, 3, 2]", "0 passed, 1 failed");
  }

  @Test
  void whatCannotBeReadIsAFailedCaseAndTheRestGoesOn() throws IOException {
    Path file = plain("cases.jsonl.gz", 2);
    Files.write(
        file, List.of("{\"id\":\"x\"}", "no json"), java.nio.file.StandardOpenOption.APPEND);
    assertThat(run("matcher", "--cases", file)).isEqualTo(1);
    assertThat(out.toString())
        .contains("x: cannot be replayed", "line 4: not JSON", "2 passed, 2 failed");
  }

  @Test
  void aMissingFileAndAnEmptyCommandLineAreErrorsOfTheirOwn() {
    assertThat(run("matcher", "--cases", folder.resolve("nowhere"))).isEqualTo(3);
    assertThat(err.toString()).contains("cannot read");
    assertThat(out.toString()).isEmpty();
    assertThat(run("matcher")).isEqualTo(2);
    assertThat(run("marathon")).isEqualTo(2);
  }
}
