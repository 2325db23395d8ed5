package dev.pacer.installer.command;

import dev.pacer.cluster.marathon.MarathonClient;
import dev.pacer.frame.command.ToolRun;
import dev.pacer.frame.exit.ExitCode;
import dev.pacer.frame.exit.ToolFailure;
import dev.pacer.installer.installation.Installation;
import dev.pacer.installer.installation.PlanReader;
import dev.pacer.installer.installation.Sender;
import dev.pacer.installer.labels.StoredOptionsReader;
import dev.pacer.installer.options.GivenOptions;
import dev.pacer.installer.plan.ChangePlan;
import dev.pacer.installer.repository.Catalog;
import dev.pacer.installer.universe.PackageJson;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pacer update}. */
@Command(
    name = "update",
    description = {
      "Change an installed package's options or version.",
      "Your own options are kept, over the new version's defaults."
    })
public final class UpdateCommand extends ChangingCommand {

  @Parameters(paramLabel = "ID", description = "The app's or group's id, or the package's name.")
  private String id = "";

  @Option(
      names = "--version",
      paramLabel = "VERSION",
      order = 1,
      description = "The version to change to (default: the installed one).")
  private @Nullable String version;

  @Option(
      names = "--replace-options",
      order = 2,
      description = "Forget the options given before; only those of this command line count.")
  private boolean replaceOptions;

  @Option(
      names = "--any-version",
      order = 3,
      description = "Change to a version that the package does not say it can be changed to.")
  private boolean anyVersion;

  @Option(
      names = "--overwrite",
      order = 4,
      description = "Overwrite what was changed by hand since it was installed.")
  private boolean overwrite;

  @Option(
      names = "--remove-apps",
      order = 5,
      description = "Remove apps of a group that are no longer wanted, with their data.")
  private boolean removeApps;

  @Override
  ExitCode run(ToolRun run, PackagesRuntime packages, MarathonClient marathon) throws Exception {
    Installation there = ClusterCommand.requireOne(marathon, id);
    Catalog catalog = catalog(run, packages);
    String wanted = version == null ? there.contents().version() : version;
    Catalog.Found found = require(catalog, there.contents().name(), Optional.of(wanted));
    PackageJson revision = read(run, catalog, found);
    requirePath(there, revision);
    GivenOptions options = given(revision);
    if (!replaceOptions) {
      options = options.over(StoredOptionsReader.require(there.contents()));
    }
    Ready ready =
        ready(run, marathon, revision, found, prepare(revision, options, Optional.of(there.id())));
    PlanReader.Planned plan = ready.plan();
    PlanText.lines(plan).forEach(line -> run.err().print(line + "\n"));
    run.err().flush();
    if (!plan.pending() && !(overwrite && plan.changedByHand())) {
      return ExitCode.DONE;
    }
    requireAllowed(plan);
    requireWord(plan);
    ClusterCommand.requireAccepted(
        new Sender(marathon, lock()).replace(plan), "to change " + plan.id());
    run.err().print("Marathon changes %s to %s.\n".formatted(plan.id(), revision));
    return watch(run, marathon, plan);
  }

  private void requireWord(PlanReader.Planned plan) {
    if (plan.changedByHand() && !overwrite) {
      throw new ToolFailure(
          ExitCode.PREFLIGHT,
          "%s was changed by hand since it was installed; see above.".formatted(plan.id()),
          "Nothing was sent. --overwrite puts the package's values back.");
    }
    List<String> removed =
        plan.apps().stream()
            .filter(app -> app.kind() == ChangePlan.Kind.REMOVE)
            .map(ChangePlan::id)
            .toList();
    if (!removed.isEmpty() && !removeApps) {
      throw new ToolFailure(
          ExitCode.PREFLIGHT,
          "this would remove %s and the data in their volumes."
              .formatted(String.join(", ", removed)),
          "Nothing was sent. --remove-apps does it.");
    }
  }

  private void requirePath(Installation there, PackageJson revision) {
    String from = there.contents().version();
    String to = revision.version();
    List<String> downgrades = StoredOptionsReader.downgradesTo(there.contents());
    boolean allowed =
        from.equals(to)
            || revision.upgradesFrom().contains(from)
            || revision.upgradesFrom().contains("*")
            || downgrades.contains(to)
            || downgrades.contains("*");
    if (!allowed && !anyVersion) {
      throw new ToolFailure(
          ExitCode.PREFLIGHT,
          "%s does not say that it can be changed from %s to %s."
              .formatted(revision.name(), from, to),
          revision.upgradesFrom().isEmpty()
              ? "It names no version at all; --any-version does it all the same."
              : "It can be changed from %s; --any-version does it all the same."
                  .formatted(String.join(", ", revision.upgradesFrom())));
    }
  }
}
