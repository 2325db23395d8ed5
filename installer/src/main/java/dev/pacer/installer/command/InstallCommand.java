package dev.pacer.installer.command;

import dev.pacer.cluster.marathon.ChangeOutcome;
import dev.pacer.cluster.marathon.MarathonClient;
import dev.pacer.frame.command.ToolRun;
import dev.pacer.frame.exit.ExitCode;
import dev.pacer.frame.exit.ToolFailure;
import dev.pacer.installer.installation.PlanReader;
import dev.pacer.installer.installation.Sender;
import dev.pacer.installer.repository.Catalog;
import dev.pacer.installer.universe.PackageJson;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pacer install}. */
@Command(
    name = "install",
    description = "Install a package; run again, it goes on where it was left.")
public final class InstallCommand extends ChangingCommand {

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

  @Override
  ExitCode run(ToolRun run, PackagesRuntime packages, MarathonClient marathon) throws Exception {
    Catalog catalog = catalog(run, packages);
    Catalog.Found found = require(catalog, name, Optional.ofNullable(version));
    PackageJson revision = read(run, catalog, found);
    Ready ready =
        ready(
            run,
            marathon,
            revision,
            found,
            prepare(revision, given(revision), Optional.ofNullable(id)));
    PlanReader.Planned plan = ready.plan();
    if (plan.exists()) {
      return resume(run, marathon, plan);
    }
    revision.text("preInstallNotes").ifPresent(notes -> notes(run, notes));
    ChangeOutcome outcome = new Sender(marathon, lock()).create(plan);
    if (outcome instanceof ChangeOutcome.Conflict) {
      // Somebody else was quicker: if with the same, it is as if it had been us.
      plan = ready(run, marathon, revision, found, ready.prepared()).plan();
      return resume(run, marathon, plan);
    }
    ClusterCommand.requireAccepted(outcome, "to create " + plan.id());
    run.err().print("Marathon creates %s (%s).\n".formatted(plan.id(), revision));
    ExitCode code = watch(run, marathon, plan);
    revision.text("postInstallNotes").ifPresent(notes -> notes(run, notes));
    return code;
  }

  private ExitCode resume(ToolRun run, MarathonClient marathon, PlanReader.Planned plan)
      throws InterruptedException {
    if (plan.pending() || plan.changedByHand()) {
      throw new ToolFailure(
          ExitCode.REFUSED,
          "%s is there already, and not as this would install it.".formatted(plan.id()),
          "See pacer plan %s; change it with pacer update %s, or choose another --id."
              .formatted(name, plan.id()));
    }
    run.err().print("%s is installed already, just so.\n".formatted(plan.id()));
    return watch(run, marathon, plan);
  }

  private static void notes(ToolRun run, String notes) {
    run.err().print(Lines.wrapped(notes, "", run.errTerminal().columns()));
    run.err().flush();
  }
}
