package dev.pacer.installer.command;

import dev.pacer.frame.command.ToolRun;
import dev.pacer.frame.exit.ExitCode;
import dev.pacer.installer.labels.LabelledJson;
import dev.pacer.installer.render.Preparation;
import dev.pacer.installer.repository.Catalog;
import dev.pacer.installer.universe.PackageJson;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pacer render}. */
@Command(
    name = "render",
    description = "Print the Marathon JSON that an install would send; send nothing.")
public final class RenderCommand extends GivenOptionsCommand {

  @Parameters(paramLabel = "PACKAGE", description = "The package's name.")
  private String name = "";

  @Option(
      names = "--version",
      paramLabel = "VERSION",
      order = 1,
      description = "The version (default: the newest).")
  private @Nullable String version;

  @Option(
      names = "--id",
      paramLabel = "ID",
      order = 2,
      description = "The id to install under (default: the package's own).")
  private @Nullable String id;

  @Option(
      names = "--without-labels",
      order = 3,
      description = "Leave out the labels by which an installation is found again.")
  private boolean withoutLabels;

  @Override
  ExitCode run(ToolRun run, PackagesRuntime runtime) throws Exception {
    Catalog catalog = catalog(run, runtime);
    Catalog.Found found = require(catalog, name, Optional.ofNullable(version));
    PackageJson revision = read(run, catalog, found);
    Preparation.Prepared prepared = prepare(revision, given(revision), Optional.ofNullable(id));
    warn(run, prepared.notices());
    run.out()
        .print(
            (withoutLabels
                        ? LabelledJson.bare(prepared)
                        : LabelledJson.of(revision, found.repository().location(), prepared))
                    .pretty()
                + "\n");
    return ExitCode.DONE;
  }
}
