package dev.pacer.installer.command;

import dev.pacer.cluster.marathon.App;
import dev.pacer.cluster.marathon.MarathonClient;
import dev.pacer.frame.command.ToolRun;
import dev.pacer.frame.exit.ExitCode;
import dev.pacer.frame.exit.ToolFailure;
import dev.pacer.installer.installation.Installation;
import dev.pacer.installer.installation.Sender;
import dev.pacer.installer.labels.PackageLabel;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pacer uninstall}. */
@Command(
    name = "uninstall",
    description = "Remove an installed package; data is destroyed only when that is said.")
public final class UninstallCommand extends ClusterCommand {

  /** What becomes of data. */
  enum Data {
    KEEP,
    DELETE
  }

  @Parameters(paramLabel = "ID", description = "The app's or group's id, or the package's name.")
  private String id = "";

  @Option(
      names = "--data",
      paramLabel = "keep|delete",
      order = 1,
      description =
          "delete: remove it with its volumes. keep: stop its tasks and keep app and volumes.")
  private @Nullable Data data;

  @Mixin private final Force force = new Force();

  @Override
  ExitCode run(ToolRun run, MarathonClient marathon) {
    Installation one = requireOne(marathon, id);
    List<String> stateful =
        one.apps().stream()
            .filter(app -> app.spec().isResident())
            .map(app -> app.id().path())
            .toList();
    requireNoFramework(one);
    if (!stateful.isEmpty() && data == null) {
      throw new ToolFailure(
          ExitCode.PREFLIGHT,
          "%s keep data in volumes that would be destroyed.".formatted(String.join(", ", stateful)),
          "Nothing was sent. Say --data delete, or --data keep to stop the tasks only.");
    }
    if (data == Data.KEEP && !stateful.isEmpty()) {
      for (App app : one.apps()) {
        requireAccepted(
            marathon.apps().scale(app.id(), 0, force.lock()), "to stop " + app.id().path());
      }
      run.out()
          .print(
              "%s is stopped; its app and its volumes are kept. To start it again: pacer update %s\n"
                  .formatted(one.id(), one.id()));
      return ExitCode.DONE;
    }
    requireAccepted(new Sender(marathon, force.lock()).remove(one), "to remove " + one.id());
    run.out().print("Marathon removes %s.\n".formatted(one.id()));
    return ExitCode.DONE;
  }

  /** A framework's own tasks would go on without it. */
  private static void requireNoFramework(Installation one) {
    for (App app : one.apps()) {
      for (String label : List.of(PackageLabel.COMMONS_UNINSTALL, PackageLabel.FRAMEWORK_NAME)) {
        if (app.spec().labels().containsKey(label)) {
          throw new ToolFailure(
              ExitCode.PREFLIGHT,
              "%s is a Mesos framework (label %s): removing its app would leave its tasks and reservations behind."
                  .formatted(app.id().path(), label),
              "Nothing was sent. Tearing frameworks down is not supported here.");
        }
      }
    }
  }
}
