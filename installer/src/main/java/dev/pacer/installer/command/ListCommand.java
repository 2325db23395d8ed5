package dev.pacer.installer.command;

import dev.pacer.cluster.marathon.MarathonClient;
import dev.pacer.frame.command.ToolRun;
import dev.pacer.frame.exit.ExitCode;
import dev.pacer.frame.output.Table;
import dev.pacer.installer.installation.Installation;
import dev.pacer.installer.installation.Installations;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code pacer list}. */
@Command(name = "list", description = "List the packages installed on a cluster.")
public final class ListCommand extends ClusterCommand {

  private record Row(
      String id, String packageName, String version, String state, int apps, String source) {}

  @Override
  ExitCode run(ToolRun run, MarathonClient marathon) {
    List<Installation> all = new Installations(marathon).list();
    for (Installation one : all) {
      PackagesCommand.warn(
          run, one.contents().problems().stream().map(p -> one.id() + ": " + p).toList());
    }
    run.answer(
        terminal -> {
          Table table = new Table().cuttable("id", 15).cuttable("package", 10);
          table.cuttable("version", 8).column("state").number("apps");
          all.forEach(
              one ->
                  table.row(
                      one.id(),
                      one.contents().name(),
                      one.contents().version(),
                      one.state(),
                      one.apps().size()));
          return all.isEmpty() ? "Nothing is installed.\n" : table.render(terminal);
        },
        () ->
            all.stream()
                .map(
                    one ->
                        new Row(
                            one.id(),
                            one.contents().name(),
                            one.contents().version(),
                            one.state(),
                            one.apps().size(),
                            one.contents().source().orElse("")))
                .toList());
    return ExitCode.DONE;
  }
}
