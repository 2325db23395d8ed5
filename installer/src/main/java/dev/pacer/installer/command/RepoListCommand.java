package dev.pacer.installer.command;

import dev.pacer.frame.command.ToolRun;
import dev.pacer.frame.exit.ExitCode;
import dev.pacer.frame.output.Table;
import dev.pacer.installer.repository.Repository;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code pacer repo list}. */
@Command(name = "list", description = "List the repositories in their order.")
public final class RepoListCommand extends PackagesCommand {

  @Override
  ExitCode run(ToolRun run, PackagesRuntime runtime) throws Exception {
    List<Repository> all = chosen();
    run.answer(
        terminal -> {
          Table table = new Table().column("name").cuttable("place", 20);
          all.forEach(one -> table.row(one.name(), one.location()));
          return all.isEmpty() ? "There are none.\n" : table.render(terminal);
        },
        () -> all);
    return ExitCode.DONE;
  }
}
