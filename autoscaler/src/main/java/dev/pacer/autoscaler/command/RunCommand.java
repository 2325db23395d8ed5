package dev.pacer.autoscaler.command;

import dev.pacer.autoscaler.config.AutoscalerConfig;
import dev.pacer.autoscaler.config.AutoscalerFile;
import dev.pacer.autoscaler.status.StatusBoard;
import dev.pacer.frame.command.ConfiguredCommand;
import dev.pacer.frame.command.StopSignal;
import dev.pacer.frame.command.ToolRun;
import dev.pacer.frame.exit.ExitCode;
import dev.pacer.frame.exit.ToolFailure;
import dev.pacer.frame.http.HttpServing;
import dev.pacer.frame.http.Limits;
import dev.pacer.frame.http.Listening;
import dev.pacer.frame.http.ServingException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code pacer autoscaler run}. */
@Command(name = "run", description = "Watch the cluster and act, until told to end.")
public final class RunCommand extends ConfiguredCommand {

  private static final Logger log = LoggerFactory.getLogger(RunCommand.class);

  @Option(names = "--dry-run", order = 2, description = "Decide and report, and send nothing.")
  private boolean dryRun;

  @Override
  protected ExitCode run(ToolRun run) throws Exception {
    AutoscalerConfig config = read(AutoscalerFile.FILE);
    boolean dry = dryRun || config.serving().dryRun();
    StopSignal stop = run.stop();
    InstantSource clock = InstantSource.system();
    StatusBoard board = new StatusBoard(config.cluster(), dry, clock);
    try (AutoscalerRuntime runtime =
            AutoscalerRuntime.open(
                config,
                dry ? AutoscalerRuntime.Part.LOOK : AutoscalerRuntime.Part.ACT,
                run.scrubber(),
                stop::requested);
        HttpServing serving = serve(config, board)) {
      log.info(
          "started cluster={} pools={} dryRun={} status={}",
          config.cluster(),
          config.pools().size(),
          dry,
          serving.uri());
      if (config.places().zookeeper().isEmpty() && !dry) {
        log.warn("no zookeeper is configured: run one instance only, it forgets at every restart");
      }
      // A step under way is left to finish: it is bounded itself.
      stop.onStop(runtime::cutReadings);
      loop(runtime, board, stop, clock, config.timing().cycle());
      log.info("ended cluster={}", config.cluster());
      return ExitCode.DONE;
    }
  }

  private static void loop(
      AutoscalerRuntime runtime,
      StatusBoard board,
      StopSignal stop,
      InstantSource clock,
      Duration period)
      throws InterruptedException {
    Instant next = clock.instant();
    while (!stop.requested()) {
      try {
        board.publish(runtime.turn());
      } catch (RuntimeException e) {
        // Whatever it is, the next cycle looks again; health tells when none finishes.
        log.error("cycle failed", e);
      }
      next = next.plus(period);
      Instant now = clock.instant();
      if (next.isBefore(now)) {
        next = now;
      }
      stop.await(Duration.between(now, next));
    }
  }

  private static HttpServing serve(AutoscalerConfig config, StatusBoard board) {
    try {
      InetAddress address = InetAddress.getByName(config.serving().address());
      return HttpServing.start(
          new Listening(address, config.serving().port(), Optional.empty()),
          Limits.forTool(),
          board.routes());
    } catch (UnknownHostException e) {
      throw new ToolFailure(
          ExitCode.INVALID_INPUT,
          "http.address %s is no address of this machine.".formatted(config.serving().address()),
          "Correct it, or leave it out for 127.0.0.1.",
          e);
    } catch (ServingException e) {
      throw new ToolFailure(
          ExitCode.FAILED, String.valueOf(e.getMessage()), "Choose another http.port.", e);
    }
  }
}
