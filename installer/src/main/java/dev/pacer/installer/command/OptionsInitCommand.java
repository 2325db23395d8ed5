package dev.pacer.installer.command;

import dev.pacer.frame.command.ToolRun;
import dev.pacer.frame.exit.ExitCode;
import dev.pacer.frame.exit.ToolFailure;
import dev.pacer.installer.repository.Catalog;
import dev.pacer.installer.universe.PackageJson;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pacer options init}. */
@Command(name = "init", description = "Write a commented file of all options of a package.")
public final class OptionsInitCommand extends PackagesCommand {

  @Parameters(paramLabel = "PACKAGE", description = "The package's name.")
  private String name = "";

  @Option(
      names = "--version",
      paramLabel = "VERSION",
      order = 1,
      description = "The version (default: the newest).")
  private @Nullable String version;

  @Option(
      names = "--file",
      paramLabel = "FILE",
      order = 2,
      description = "Where to write it; never over a file (default: stdout).")
  private @Nullable Path file;

  @Override
  ExitCode run(ToolRun run, PackagesRuntime runtime) throws Exception {
    Catalog catalog = catalog(run, runtime);
    PackageJson revision = read(run, catalog, require(catalog, name, Optional.ofNullable(version)));
    String text = OptionsFileText.of(revision);
    Path target = file;
    if (target == null) {
      run.out().print(text);
      return ExitCode.DONE;
    }
    try {
      Files.writeString(target, text, StandardOpenOption.CREATE_NEW);
    } catch (FileAlreadyExistsException e) {
      throw new ToolFailure(
          ExitCode.FAILED, target + " is there already.", "Remove it or name another.", e);
    } catch (IOException e) {
      throw new ToolFailure(
          ExitCode.FAILED, "%s cannot be written: %s.".formatted(target, e.getMessage()), "", e);
    }
    run.err().print("wrote %s\n".formatted(target));
    return ExitCode.DONE;
  }
}
