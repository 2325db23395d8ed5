package dev.pacer.autoscaler.command;

import dev.pacer.autoscaler.config.AutoscalerConfig;
import dev.pacer.autoscaler.config.AutoscalerFile;
import dev.pacer.autoscaler.journal.Freeze;
import dev.pacer.frame.command.ConfiguredCommand;
import dev.pacer.frame.command.ToolRun;
import dev.pacer.frame.exit.ExitCode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pacer autoscaler freeze}. */
@Command(
    name = "freeze",
    description = "Stop growth, removals or both for a while, whoever leads or nobody.")
public final class FreezeCommand extends ConfiguredCommand {

  private static final Duration LONGEST = Duration.ofDays(30);

  @Parameters(
      paramLabel = "POOL",
      arity = "0..1",
      description = "The pool; without one every pool.")
  private String pool = Freeze.ALL;

  @Option(
      names = "--direction",
      order = 2,
      defaultValue = "both",
      description = "up, down or both. Default: both.")
  private String direction = "both";

  @Option(
      names = "--for",
      order = 3,
      paramLabel = "TIME",
      defaultValue = "1h",
      description = "For how long, such as 30m or 2h; at most 30 days. Default: 1h.")
  private String time = "1h";

  @Option(
      names = "--reason",
      order = 4,
      paramLabel = "TEXT",
      defaultValue = "",
      description = "Why; shown wherever the freeze holds something back.")
  private String reason = "";

  @Override
  protected ExitCode run(ToolRun run) throws Exception {
    AutoscalerConfig config = read(AutoscalerFile.FILE);
    Freezes.requireKnown(config, pool);
    Duration length = Freezes.time(time, LONGEST);
    InstantSource clock = InstantSource.system();
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    String by = System.getProperty("user.name", "unknown");
    List<Freeze> freezes =
        Freezes.directions(direction).stream()
            .sorted()
            .map(d -> new Freeze(pool, d, now.plus(length), by, reason))
            .toList();
    try (ZooKeeperRuntime parts = ZooKeeperRuntime.require(config, run.scrubber())) {
      Freezes.writing(() -> parts.freezing().freeze(freezes, now));
    }
    run.answer(
        terminal ->
            "%s frozen until %s (%s).%n"
                .formatted(Freezes.words(pool), now.plus(length), direction),
        () -> Map.of("pool", pool, "direction", direction, "until", now.plus(length).toString()));
    return ExitCode.DONE;
  }
}
