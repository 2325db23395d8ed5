package dev.pacer.autoscaler.command;

import dev.pacer.autoscaler.CycleReport;
import dev.pacer.autoscaler.config.AutoscalerConfig;
import dev.pacer.autoscaler.config.AutoscalerFile;
import dev.pacer.autoscaler.journal.JournalException;
import dev.pacer.autoscaler.status.Explanation;
import dev.pacer.frame.command.ConfiguredCommand;
import dev.pacer.frame.command.ToolRun;
import dev.pacer.frame.exit.ExitCode;
import dev.pacer.frame.exit.ToolFailure;
import dev.pacer.frame.log.LogLevel;
import dev.pacer.frame.output.TerminalText;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code pacer autoscaler explain}. */
@Command(
    name = "explain",
    description = "Say why an app waits, an agent stays or a pool stands still; changes nothing.")
public final class ExplainCommand extends ConfiguredCommand {

  @Parameters(
      paramLabel = "APP|AGENT|POOL",
      description = "An app's id such as /shop/web; an agent's id or hostname; a pool's name.")
  private String subject = "";

  @Override
  protected LogLevel usualLogLevel() {
    return LogLevel.ERROR;
  }

  @Override
  protected ExitCode run(ToolRun run) throws Exception {
    AutoscalerConfig config = read(AutoscalerFile.FILE);
    try (AutoscalerRuntime runtime =
        AutoscalerRuntime.open(config, AutoscalerRuntime.Part.LOOK, run.scrubber(), () -> false)) {
      CycleReport report = runtime.autoscaler().cycle();
      List<String> missing = report.snapshot().missing();
      if (!missing.isEmpty()) {
        throw new ToolFailure(ExitCode.UNREACHABLE, String.join(" Also: ", missing), "");
      }
      List<String> lines =
          Explanation.of(report, config.pools(), subject)
              .orElseThrow(
                  () ->
                      new ToolFailure(
                          ExitCode.NOT_FOUND,
                          "%s is no app, no agent and no pool that could be seen."
                              .formatted(subject),
                          "An app's id begins with a slash; plan shows what there is."));
      run.answer(
          terminal ->
              lines.stream()
                  .map(line -> TerminalText.safe(line) + "\n")
                  .collect(Collectors.joining()),
          () -> Map.of("subject", subject, "lines", lines));
      return ExitCode.DONE;
    } catch (JournalException e) {
      throw new ToolFailure(ExitCode.UNREACHABLE, String.valueOf(e.getMessage()), "", e);
    }
  }
}
