package dev.pacer.frame.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.frame.exit.ExitCode;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** What SIGTERM does to a real process that runs a command. */
class StopSignalIT {

  @Command(name = "waiting")
  static class WaitingCommand extends ToolCommand {
    @Parameters String kind = "";

    public static void main(String[] arguments) {
      System.exit(
          ToolCommand.commandLine(new CommandLine(new WaitingCommand())).execute(arguments));
    }

    @Override
    protected ExitCode run(ToolRun run) throws Exception {
      if (kind.equals("obedient")) {
        StopSignal stop = run.stop();
        stop.onStop(() -> run.out().println("told"));
        run.out().println("ready");
        stop.await();
        run.out().println("ending");
        return ExitCode.INCOMPLETE;
      }
      if (kind.equals("stubborn")) {
        assertThat(run.stop().requested()).isFalse();
      }
      run.out().println("ready");
      new CountDownLatch(1).await();
      return ExitCode.DONE;
    }
  }

  private Process process;

  private BufferedReader start(String kind) throws Exception {
    process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                WaitingCommand.class.getName(),
                kind)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    assertThat(out.readLine()).isEqualTo("ready");
    return out;
  }

  private Duration stopAndWait() throws Exception {
    long begin = System.nanoTime();
    process.toHandle().destroy();
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    return Duration.ofNanos(System.nanoTime() - begin);
  }

  @AfterEach
  void kill() {
    process.destroyForcibly();
  }

  @Test
  void aCommandThatWantsToKnowEndsInItsOwnWayWithItsOwnCode() throws Exception {
    BufferedReader out = start("obedient");
    stopAndWait();
    assertThat(out.lines()).containsExactlyInAnyOrder("told", "ending");
    assertThat(process.exitValue()).isEqualTo(ExitCode.INCOMPLETE.code());
  }

  @Test
  void aCommandThatDoesNotEndIsEndedWithinFiveSeconds() throws Exception {
    start("stubborn");
    Duration took = stopAndWait();
    assertThat(took).isBetween(Duration.ofSeconds(3), Duration.ofSeconds(9));
    assertThat(process.exitValue()).isEqualTo(ExitCode.FAILED.code());
  }

  @Test
  void aCommandThatNeverAskedDiesOfTheSignal() throws Exception {
    start("ignorant");
    stopAndWait();
    assertThat(process.exitValue()).isEqualTo(143);
  }
}
