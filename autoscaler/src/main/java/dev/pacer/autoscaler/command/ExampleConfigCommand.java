package dev.pacer.autoscaler.command;

import dev.pacer.autoscaler.config.AutoscalerFile;
import dev.pacer.frame.command.ToolCommand;
import dev.pacer.frame.command.ToolRun;
import dev.pacer.frame.exit.ExitCode;
import picocli.CommandLine.Command;

/** {@code pacer autoscaler example-config}. */
@Command(name = "example-config", description = "Print a commented example of autoscaler.yaml.")
public final class ExampleConfigCommand extends ToolCommand {

  @Override
  protected ExitCode run(ToolRun run) {
    run.out().print(AutoscalerFile.FILE.example());
    return ExitCode.DONE;
  }
}
