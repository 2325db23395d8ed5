package dev.pacer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WrittenHelpTest {
  @TempDir Path folder;

  @BeforeEach
  void write() throws Exception {
    HelpWritingCommand.main(new String[] {folder.resolve("help").toString()});
    Files.writeString(folder.resolve("secret.txt"), "not help");
  }

  /** What is printed for a command line, or nothing where picocli is left to answer. */
  private String printed(String line) throws Exception {
    Path out = folder.resolve("out");
    boolean done;
    try (FileOutputStream stream = new FileOutputStream(out.toFile())) {
      String[] arguments = line.isEmpty() ? new String[0] : line.split(" ", -1);
      done = WrittenHelp.print(folder.resolve("help").toString(), arguments, stream.getFD());
    }
    assertThat(Files.size(out) > 0).isEqualTo(done);
    return Files.readString(out);
  }

  @ParameterizedTest
  @ValueSource(strings = {"completion --help", "completion -h", "help completion"})
  void helpAloneIsPrintedFromItsFile(String line) throws Exception {
    assertThat(printed(line)).isEqualTo(HelpWritingCommand.help(List.of("completion")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"--help", "-h", "help"})
  void theCommandsOwnHelpToo(String line) throws Exception {
    assertThat(printed(line)).isEqualTo(HelpWritingCommand.help(List.of()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "completion",
        "completion bash",
        "completion --verbose --help",
        "help completion --help",
        "nothing --help",
        "../secret --help",
        "/../../secret --help",
        "Completion --help",
        "-completion --help",
        "completion  --help",
      })
  void everythingElseIsLeftToPicocli(String line) throws Exception {
    assertThat(printed(line)).isEmpty();
  }

  @Test
  void withoutAFolderNothingIsPrinted() throws Exception {
    try (FileOutputStream stream = new FileOutputStream(folder.resolve("out").toFile())) {
      assertThat(WrittenHelp.print(null, new String[] {"--help"}, stream.getFD())).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"bash", "zsh"})
  void completionIsPrintedForEachShell(String shell) {
    StringWriter out = new StringWriter();
    PrintWriter writer = new PrintWriter(out);
    assertThat(PacerCommand.run(writer, writer, "completion", shell)).isZero();
    assertThat(out.toString().startsWith("autoload -Uz +X compinit"))
        .isEqualTo(shell.equals("zsh"));
    assertThat(out.toString()).contains("complete -F _complete_pacer");
  }

  @Test
  void theVersionIsThatOfTheBuild() {
    StringWriter out = new StringWriter();
    PrintWriter writer = new PrintWriter(out);
    assertThat(PacerCommand.run(writer, writer, "--version")).isZero();
    assertThat(out.toString().strip()).isEqualTo("pacer " + PacerCommand.version());
  }

  @Test
  void trainingGoesThroughEveryHelpWithoutAnError() {
    // Without a folder of written help it prints nothing and leaves stdout open.
    ArchiveTrainingCommand.main(new String[0]);
  }
}
