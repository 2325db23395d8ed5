package dev.pacer.registryauth.command;

import dev.pacer.frame.command.ToolCommand;
import dev.pacer.frame.command.ToolRun;
import dev.pacer.frame.exit.ExitCode;
import dev.pacer.registryauth.config.RegistryAuthFile;
import picocli.CommandLine.Command;

/** {@code pacer registry-auth example-config}. */
@Command(name = "example-config", description = "Print a commented example of registry-auth.yaml.")
public final class ExampleConfigCommand extends ToolCommand {

  @Override
  protected ExitCode run(ToolRun run) {
    run.out().print(RegistryAuthFile.FILE.example());
    return ExitCode.DONE;
  }
}
