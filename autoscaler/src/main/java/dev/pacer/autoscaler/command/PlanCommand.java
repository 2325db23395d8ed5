package dev.pacer.autoscaler.command;

import dev.pacer.autoscaler.CycleReport;
import dev.pacer.autoscaler.config.AutoscalerConfig;
import dev.pacer.autoscaler.config.AutoscalerFile;
import dev.pacer.autoscaler.journal.JournalException;
import dev.pacer.autoscaler.status.PlanText;
import dev.pacer.autoscaler.status.StatusView;
import dev.pacer.frame.command.ConfiguredCommand;
import dev.pacer.frame.command.ToolRun;
import dev.pacer.frame.exit.ExitCode;
import dev.pacer.frame.exit.ToolFailure;
import dev.pacer.frame.log.LogLevel;
import dev.pacer.frame.output.TerminalText;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;

/** {@code pacer autoscaler plan}. */
@Command(
    name = "plan",
    description = "Read the cluster once, print what would be done and why, and change nothing.")
public final class PlanCommand extends ConfiguredCommand {

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
      // A plan made without a source would say less than the truth.
      List<String> missing = report.snapshot().missing();
      if (!missing.isEmpty()) {
        throw new ToolFailure(ExitCode.UNREACHABLE, String.join(" Also ", missing), "");
      }
      StatusView view = StatusView.of(config.cluster(), true, report);
      run.answer(
          terminal ->
              PlanText.lines(view).stream()
                  .map(line -> TerminalText.safe(line) + "\n")
                  .collect(Collectors.joining()),
          () -> view);
      return ExitCode.DONE;
    } catch (JournalException e) {
      throw new ToolFailure(ExitCode.UNREACHABLE, String.valueOf(e.getMessage()), "", e);
    }
  }
}
