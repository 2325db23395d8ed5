package dev.pacer.installer.command;

import dev.pacer.cluster.marathon.MarathonClient;
import dev.pacer.frame.command.ToolRun;
import dev.pacer.frame.exit.ExitCode;
import dev.pacer.installer.installation.Installation;
import dev.pacer.installer.installation.Installations;
import dev.pacer.installer.installation.PlanReader;
import dev.pacer.installer.labels.LabelledJson;
import dev.pacer.installer.render.Preparation;
import dev.pacer.installer.repository.Catalog;
import dev.pacer.installer.universe.PackageJson;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** A command that holds what is wanted against what is there. */
@Command
abstract class PlanningCommand extends GivenOptionsCommand {

  @Mixin private final ClusterCommand.Connection connection = new ClusterCommand.Connection();

  @Override
  final ExitCode run(ToolRun run, PackagesRuntime packages) throws Exception {
    return connection.use(run, marathon -> run(run, packages, marathon));
  }

  abstract ExitCode run(ToolRun run, PackagesRuntime packages, MarathonClient marathon)
      throws Exception;

  /** A revision made ready, held against what is there. */
  record Ready(PackageJson revision, Preparation.Prepared prepared, PlanReader.Planned plan) {}

  /** Prepares a revision and plans it. */
  final Ready ready(
      ToolRun run,
      MarathonClient marathon,
      PackageJson revision,
      Catalog.Found found,
      Preparation.Prepared prepared) {
    warn(run, prepared.notices());
    Optional<Installation> there =
        new Installations(marathon)
            .list().stream().filter(one -> one.id().equals(prepared.id())).findFirst();
    LabelledJson wanted = LabelledJson.of(revision, found.repository().location(), prepared);
    return new Ready(
        revision, prepared, new PlanReader(marathon).read(revision, wanted, prepared.id(), there));
  }
}
