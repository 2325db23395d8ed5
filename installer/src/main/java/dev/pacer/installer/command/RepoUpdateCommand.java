package dev.pacer.installer.command;

import dev.pacer.frame.command.ToolRun;
import dev.pacer.frame.exit.ExitCode;
import dev.pacer.frame.output.Table;
import dev.pacer.frame.output.TerminalText;
import dev.pacer.installer.repository.Repositories;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code pacer repo update}. */
@Command(
    name = "update",
    description = "Ask all repositories for what is new; name every entry that is broken.")
public final class RepoUpdateCommand extends PackagesCommand {

  private record Row(String name, int revisions, boolean changed, List<String> warnings) {}

  @Override
  ExitCode run(ToolRun run, PackagesRuntime runtime) throws Exception {
    Repositories.Opened opened = runtime.repositories().open(chosen(), Repositories.Asking.ALWAYS);
    List<Repositories.Copy> copies = opened.catalog().copies();
    for (Repositories.Copy copy : copies) {
      copy.warnings()
          .forEach(line -> run.err().print(TerminalText.safe("warning: " + line) + "\n"));
    }
    opened.failures().forEach(line -> run.err().print(TerminalText.safe("error: " + line) + "\n"));
    run.answer(
        terminal -> {
          Table table = new Table().cuttable("repository", 12).number("revisions").column("");
          copies.forEach(
              copy ->
                  table.row(
                      copy.repository().name(),
                      copy.entries().size(),
                      copy.changed() ? "read anew" : "unchanged"));
          return table.render(terminal);
        },
        () ->
            copies.stream()
                .map(
                    copy ->
                        new Row(
                            copy.repository().name(),
                            copy.entries().size(),
                            copy.changed(),
                            copy.warnings()))
                .toList());
    return opened.failures().isEmpty() ? ExitCode.DONE : ExitCode.INCOMPLETE;
  }
}
