package dev.pacer.frame.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.frame.exit.ExitCode;
import dev.pacer.frame.exit.ToolFailure;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

class ToolCommandTest {

  interface Work {
    ExitCode run(ToolRun run) throws Exception;
  }

  @Command(name = "work")
  static class WorkCommand extends ToolCommand {
    @Option(names = "--speed")
    int speed;

    private final Work work;

    WorkCommand(Work work) {
      this.work = work;
    }

    @Override
    protected ExitCode run(ToolRun run) throws Exception {
      return work.run(run);
    }
  }

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(Work work, String... arguments) {
    return ToolCommand.commandLine(new CommandLine(new WorkCommand(work)))
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(arguments);
  }

  @ParameterizedTest
  @EnumSource(value = ExitCode.class, mode = EnumSource.Mode.EXCLUDE, names = "DONE")
  void aFailureEndsWithItsCodeAndOneLine(ExitCode code) {
    int exit =
        run(
            r -> {
              throw new ToolFailure(code, "GET http://m/v2/apps answered 500.", "Look at its log.");
            });
    assertThat(exit).isEqualTo(code.code());
    assertThat(err).hasToString("work: GET http://m/v2/apps answered 500. Look at its log.\n");
    assertThat(out).hasToString("");
  }

  @Test
  void anUnexpectedFailureIsOneLineAndItsTraceOnlyShownWhenAsked() {
    Work broken =
        r -> {
          throw new IllegalStateException("no such thing");
        };
    assertThat(run(broken)).isEqualTo(1);
    assertThat(err.toString().lines()).hasSize(1).first().asString().contains("--verbose");
    assertThat(run(broken, "--verbose")).isEqualTo(1);
    assertThat(err.toString()).contains("at dev.pacer.frame.command.ToolCommandTest");
  }

  @Test
  void aSecretThatTheCommandKnowsIsNotInItsFailure() {
    run(
        r -> {
          r.scrubber().hide("fake-hunter2");
          throw new IllegalStateException("login me:fake-hunter2 failed");
        },
        "--verbose");
    assertThat(err.toString()).doesNotContain("hunter2").contains("login me:*** failed");
  }

  @Test
  void aHostileNameInAFailureCannotReachTheTerminal() {
    run(
        r -> {
          throw new ToolFailure(ExitCode.NOT_FOUND, "no app /\u001b[2Jx.", "");
        });
    assertThat(err.toString()).doesNotContain("\u001b").contains("\\x1b[2Jx");
  }

  @Test
  void wrongUsageIsCodeTwoAndOneLineThatHelps() {
    assertThat(run(r -> ExitCode.DONE, "--sped", "3")).isEqualTo(2);
    assertThat(err.toString())
        .isEqualTo(
            "work: Unknown options: '--sped', '3'. Did you mean --speed? Try 'work --help'.\n");
  }

  @Test
  void aWrongValueNamesWhatIsPossible() {
    assertThat(run(r -> ExitCode.DONE, "--output", "yaml")).isEqualTo(2);
    assertThat(err.toString()).contains("--output").contains("json").contains("yaml");
  }

  @Test
  void anAnswerIsATableOrJson() {
    Work answer =
        r -> {
          r.answer(terminal -> "APPS\n1\n", () -> Map.of("apps", 1));
          return ExitCode.DONE;
        };
    assertThat(run(answer)).isZero();
    assertThat(out).hasToString("APPS\n1\n");
    out.getBuffer().setLength(0);
    assertThat(run(answer, "--output", "json")).isZero();
    assertThat(out).hasToString("{\n  \"apps\" : 1\n}\n");
  }

  @Test
  void everyOptionInTheHelpIsInEightyColumns() {
    assertThat(run(r -> ExitCode.DONE, "--help")).isZero();
    assertThat(out.toString().lines()).allMatch(line -> line.length() <= 80);
    assertThat(out.toString())
        .contains("--output", "--log-level", "--log-format", "--verbose", "--speed");
  }
}
