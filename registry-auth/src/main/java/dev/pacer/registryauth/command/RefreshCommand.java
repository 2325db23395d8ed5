package dev.pacer.registryauth.command;

import dev.pacer.frame.command.ConfiguredCommand;
import dev.pacer.frame.command.ToolRun;
import dev.pacer.frame.config.DurationText;
import dev.pacer.frame.exit.ExitCode;
import dev.pacer.frame.exit.ToolFailure;
import dev.pacer.frame.output.Table;
import dev.pacer.registryauth.config.RegistryAuthConfig;
import dev.pacer.registryauth.config.RegistryAuthFile;
import dev.pacer.registryauth.keep.KeeperView;
import dev.pacer.registryauth.keep.RunResult;
import dev.pacer.registryauth.state.RunLock;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code pacer registry-auth refresh}. */
@Command(
    name = "refresh",
    description = {
      "Refresh and publish once, and end; for cron and timers.",
      "",
      "Ends with 0 when all is well, 6 when something failed and all that is published is still"
          + " valid, 1 when something is expired or will be before the next run, 75 when another"
          + " run is at work."
    })
public final class RefreshCommand extends ConfiguredCommand {

  private static final Duration MOST = Duration.ofMinutes(2);
  private static final Duration LONG_HELD = Duration.ofMinutes(10);

  @Option(
      names = "--if-remaining-below",
      paramLabel = "PERCENT",
      order = 2,
      description = "Refresh only what has less than that share of its life left, such as 50%%.")
  private String below = "100%";

  @Option(
      names = "--next-run-in",
      paramLabel = "TIME",
      order = 3,
      description = "When the next run comes, such as 1h: what ends before it, fails this one.")
  private String nextRun = "0s";

  @Override
  protected ExitCode run(ToolRun run) throws Exception {
    double share = share();
    Duration next = next();
    RegistryAuthConfig config = read(RegistryAuthFile.FILE);
    InstantSource clock = InstantSource.system();
    Optional<RunLock> lock = lock(config, clock.instant());
    if (lock.isEmpty()) {
      tellIfStuck(run, config, clock.instant());
      return ExitCode.LOCKED;
    }
    RunLock held = lock.get();
    try (held;
        KeeperRuntime runtime = new KeeperRuntime(config, run.scrubber()::hide)) {
      Instant end = clock.instant().plus(MOST);
      runtime.keeper().dueBelow(share);
      runtime.keeper().turn();
      while (!runtime.keeper().done() && clock.instant().isBefore(end)) {
        runtime.awaitNext(Duration.between(clock.instant(), end));
        runtime.keeper().turn();
      }
      KeeperView view = runtime.keeper().view();
      run.answer(terminal -> text(view).render(terminal), () -> view);
      return switch (RunResult.of(view, next)) {
        case WELL -> ExitCode.DONE;
        case STILL_VALID -> ExitCode.INCOMPLETE;
        case LAPSING -> ExitCode.FAILED;
      };
    }
  }

  private double share() {
    if (!below.matches("(100|[1-9]?[0-9])%")) {
      throw new ToolFailure(
          ExitCode.USAGE,
          "--if-remaining-below must be a percentage, was '%s'.".formatted(below),
          "Write it like 50%.");
    }
    return Integer.parseInt(below.substring(0, below.length() - 1)) / 100.0;
  }

  private Duration next() {
    try {
      return DurationText.read(nextRun);
    } catch (IllegalArgumentException e) {
      throw new ToolFailure(
          ExitCode.USAGE, "--next-run-in %s.".formatted(e.getMessage()), "Write it like 1h.", e);
    }
  }

  private static Optional<RunLock> lock(RegistryAuthConfig config, Instant now) {
    try {
      return RunLock.take(config.stateDirectory(), now);
    } catch (IOException e) {
      throw new ToolFailure(
          ExitCode.INVALID_INPUT,
          "no lock can be taken in %s: %s.".formatted(config.stateDirectory(), e),
          "Create the directory: install -d -m 0700 " + config.stateDirectory(),
          e);
    }
  }

  /** Runs that overlap are ordinary with cron; one that never ends is not. */
  private static void tellIfStuck(ToolRun run, RegistryAuthConfig config, Instant now)
      throws IOException {
    Duration held = RunLock.heldFor(config.stateDirectory(), now);
    if (held.compareTo(LONG_HELD) > 0) {
      run.err()
          .print(
              "another run has been at work in %s for %d min. Look at it.%n"
                  .formatted(config.stateDirectory(), held.toMinutes()));
    }
  }

  private static Table text(KeeperView view) {
    Table table =
        new Table()
            .column("REGISTRY")
            .column("PUBLISHED")
            .column("VERDICT")
            .column("EXPIRES")
            .cuttable("TROUBLE", 20);
    for (KeeperView.Registry registry : view.registries()) {
      table.row(
          registry.name(),
          registry.alive() ? "valid" : "no",
          registry.verdict(),
          registry.expiresAt().map(Instant::toString).orElse("never"),
          registry.reason().orElse(""));
    }
    for (KeeperView.Place place : view.targets()) {
      table.row(
          "-> " + place.name(),
          place.current() ? "current" : "behind",
          "",
          "",
          place.reason().orElse(""));
    }
    return table;
  }
}
