package dev.pacer.autoscaler.command;

import dev.pacer.autoscaler.config.AutoscalerConfig;
import dev.pacer.autoscaler.config.AutoscalerFile;
import dev.pacer.autoscaler.journal.Freeze;
import dev.pacer.frame.command.ConfiguredCommand;
import dev.pacer.frame.command.ToolRun;
import dev.pacer.frame.exit.ExitCode;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pacer autoscaler unfreeze}. */
@Command(
    name = "unfreeze",
    description = "Take a freeze back before it ends; a freeze of every pool is one of its own.")
public final class UnfreezeCommand extends ConfiguredCommand {

  @Parameters(
      paramLabel = "POOL",
      arity = "0..1",
      description = "The pool; without one the freeze of every pool.")
  private String pool = Freeze.ALL;

  @Option(
      names = "--direction",
      order = 2,
      defaultValue = "both",
      description = "up, down or both. Default: both.")
  private String direction = "both";

  @Override
  protected ExitCode run(ToolRun run) throws Exception {
    AutoscalerConfig config = read(AutoscalerFile.FILE);
    Set<Freeze.Direction> directions = Freezes.directions(direction);
    Instant now = InstantSource.system().instant();
    try (ZooKeeperRuntime parts = ZooKeeperRuntime.require(config, run.scrubber())) {
      Freezes.writing(() -> parts.freezing().unfreeze(pool, directions, now));
    }
    run.answer(
        terminal -> "%s not frozen any more (%s).%n".formatted(Freezes.words(pool), direction),
        () -> Map.of("pool", pool, "direction", direction));
    return ExitCode.DONE;
  }
}
