package dev.pacer.installer.command;

import dev.pacer.frame.command.ToolRun;
import dev.pacer.frame.exit.ExitCode;
import dev.pacer.installer.repository.Catalog;
import dev.pacer.installer.universe.PackageJson;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pacer options check}. */
@Command(
    name = "check",
    description = "Check options as an install would, and say everything that is wrong.")
public final class OptionsCheckCommand extends GivenOptionsCommand {

  @Parameters(paramLabel = "PACKAGE", description = "The package's name.")
  private String name = "";

  @Option(
      names = "--version",
      paramLabel = "VERSION",
      order = 1,
      description = "The version (default: the newest).")
  private @Nullable String version;

  @Override
  ExitCode run(ToolRun run, PackagesRuntime runtime) throws Exception {
    Catalog catalog = catalog(run, runtime);
    PackageJson revision = read(run, catalog, require(catalog, name, Optional.ofNullable(version)));
    prepare(revision, given(revision), Optional.empty());
    run.out().print("The options are as %s wants them.\n".formatted(revision));
    return ExitCode.DONE;
  }
}
