package dev.pacer.installer.command;

import dev.pacer.cluster.marathon.MarathonClient;
import dev.pacer.frame.command.ToolRun;
import dev.pacer.frame.exit.ExitCode;
import dev.pacer.installer.installation.PlanReader;
import dev.pacer.installer.plan.ChangePlan;
import dev.pacer.installer.plan.Difference;
import dev.pacer.installer.repository.Catalog;
import dev.pacer.installer.universe.PackageJson;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pacer plan}. */
@Command(
    name = "plan",
    description = "Show what an install or update would change, and send nothing.")
public final class PlanCommand extends PlanningCommand {

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
      description = "The id it has or would have (default: the package's own).")
  private @Nullable String id;

  @Option(
      names = "--detailed-exitcode",
      order = 3,
      description = "End with 10 when there is something to change.")
  private boolean detailed;

  private record App(
      String id,
      ChangePlan.Kind kind,
      List<Difference> changes,
      List<Difference> byHand,
      List<String> refusals) {}

  private record Answer(String id, boolean pending, List<App> apps) {}

  @Override
  ExitCode run(ToolRun run, PackagesRuntime packages, MarathonClient marathon) throws Exception {
    Catalog catalog = catalog(run, packages);
    Catalog.Found found = require(catalog, name, Optional.ofNullable(version));
    PackageJson revision = read(run, catalog, found);
    PlanReader.Planned plan =
        ready(
                run,
                marathon,
                revision,
                found,
                prepare(revision, given(revision), Optional.ofNullable(id)))
            .plan();
    run.answer(
        terminal -> String.join("\n", PlanText.lines(plan)) + "\n",
        () ->
            new Answer(
                plan.id(),
                plan.pending(),
                plan.apps().stream()
                    .map(
                        app ->
                            new App(
                                app.id(),
                                app.kind(),
                                plan.secretive() ? List.of() : app.changes(),
                                plan.secretive() ? List.of() : app.byHand(),
                                app.refusals()))
                    .toList()));
    return detailed && plan.pending() ? ExitCode.CHANGES_PENDING : ExitCode.DONE;
  }
}
