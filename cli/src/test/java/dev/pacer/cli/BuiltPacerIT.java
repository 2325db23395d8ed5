package dev.pacer.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The command as built, run as people run it. */
class BuiltPacerIT {
  private static final Path DISTRIBUTION = Path.of("target", "pacer").toAbsolutePath();
  private static final Path PACER = DISTRIBUTION.resolve("bin").resolve("pacer");

  @TempDir Path folder;

  record Ended(int code, String out, String err) {}

  private Ended run(List<String> command, Map<String, String> environment) throws Exception {
    Path out = Files.createTempFile(folder, "out", "");
    Path err = Files.createTempFile(folder, "err", "");
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().putAll(environment);
    Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    process.getOutputStream().close();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("still runs after a minute: " + command);
    }
    return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
  }

  private Ended pacer(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(PACER.toString()));
    command.addAll(List.of(arguments));
    return run(command, Map.of());
  }

  @Test
  void theVersionIsTheBuilds() throws Exception {
    Ended ended = pacer("--version");
    assertThat(ended.out()).matches("pacer \\d+\\.\\d+\\.\\d+(-SNAPSHOT)?\n");
    assertThat(ended.err()).isEmpty();
    assertThat(ended.code()).isZero();
  }

  @ParameterizedTest
  @MethodSource("dev.pacer.cli.HelpWritingCommand#paths")
  void theHelpOfEveryCommandIsWrittenDownAndIsWhatPicocliSays(List<String> path) throws Exception {
    List<String> arguments = new ArrayList<>(path);
    arguments.add("--help");
    Ended ended = pacer(arguments.toArray(String[]::new));
    assertThat(ended.out()).isEqualTo(HelpWritingCommand.help(path));
    assertThat(ended.err()).isEmpty();
    assertThat(ended.code()).isZero();
    assertThat(DISTRIBUTION.resolve("help").resolve(WrittenHelp.fileName(path))).isRegularFile();
    List<String> words = new ArrayList<>(List.of("help"));
    words.addAll(path);
    assertThat(pacer(words.toArray(String[]::new)).out()).isEqualTo(ended.out());
  }

  @Test
  void anUnknownOptionIsCodeTwoOneLineAndNothingOnStdout() throws Exception {
    Ended ended = pacer("completion", "bash", "--no-such-option");
    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.err().lines()).singleElement().asString().contains("--no-such-option");
  }

  @Test
  void itRunsThroughALinkAndFromAnyFolder() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("my pacer"), PACER);
    assertThat(run(List.of(link.toString(), "--version"), Map.of()).out()).startsWith("pacer ");
    Path relative = folder.relativize(folder.resolve("my pacer"));
    assertThat(run(List.of("./" + relative, "--version"), Map.of()).out()).startsWith("pacer ");
  }

  @Test
  void theClassArchiveIsUsedAndItsAbsenceChangesNothingButTime() throws Exception {
    assumeThat(DISTRIBUTION.resolve("pacer.jsa")).exists();
    Ended loading =
        run(
            List.of(PACER.toString(), "completion", "bash"),
            Map.of("PACER_JAVA_OPTS", "-Xlog:class+load:file=" + folder.resolve("loaded")));
    assertThat(loading.code()).isZero();
    assertThat(Files.readString(folder.resolve("loaded")))
        .containsPattern("picocli\\.CommandLine source: shared objects file");
    Ended without =
        run(
            List.of(PACER.toString(), "completion", "bash"),
            Map.of("PACER_JAVA_OPTS", "-Xshare:off"));
    assertThat(without).isEqualTo(pacer("completion", "bash"));
  }

  @Test
  void bashCompletesCommandsAndOptions() throws Exception {
    String script =
        """
        set -u +e
        . <("$0" completion bash)
        complete -p pacer >/dev/null || exit 9
        completes() {
          COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)) COMPREPLY=()
          COMP_LINE="$*" COMP_POINT=${#COMP_LINE}
          _complete_pacer
          printf '%s\\n' "${COMPREPLY[@]-}"
        }
        completes pacer comp
        completes pacer completion --he
        completes pacer --ver
        completes pacer completion ba
        """;
    Ended ended = run(List.of("bash", "-c", script, PACER.toString()), Map.of());
    assertThat(ended.err()).isEmpty();
    assertThat(ended.code()).isZero();
    assertThat(ended.out().lines().map(String::strip))
        .containsExactly("completion", "--help", "--version", "bash");
  }

  @Test
  void theScriptForZshLoadsBashsCompletionFirst() throws Exception {
    Ended ended = pacer("completion", "zsh");
    assertThat(ended.out())
        .startsWith("autoload ")
        .contains("bashcompinit")
        .contains("complete -F");
    assertThat(pacer("completion", "fish").code()).isEqualTo(2);
  }

  @Test
  void withoutJavaItSaysWhatToInstall() throws Exception {
    Path tools = Files.createDirectory(folder.resolve("tools"));
    for (String tool : List.of("sh", "readlink", "stty")) {
      for (String place : List.of("/bin/", "/usr/bin/")) {
        if (Files.exists(Path.of(place + tool)) && !Files.exists(tools.resolve(tool))) {
          Files.createSymbolicLink(tools.resolve(tool), Path.of(place + tool));
        }
      }
    }
    Ended ended =
        run(
            List.of(PACER.toString(), "--help"),
            Map.of("PATH", tools.toString(), "JAVA_HOME", "/nowhere"));
    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.err()).contains("Install a Java runtime, 17 or later");
  }
}
