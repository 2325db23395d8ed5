package dev.pacer.installer.command;

import dev.pacer.frame.command.ToolRun;
import dev.pacer.frame.exit.ExitCode;
import dev.pacer.frame.output.Table;
import dev.pacer.installer.repository.Catalog;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code pacer search}. */
@Command(
    name = "search",
    description = "Search the repositories: name, description, tags; * stands for any text.")
public final class SearchCommand extends PackagesCommand {

  @Parameters(
      paramLabel = "TEXT",
      arity = "0..1",
      description = "What to look for (default: everything).")
  private String text = "";

  /** A line of the answer. */
  private record Row(
      String name,
      String version,
      boolean selected,
      String repository,
      String description,
      List<String> tags) {}

  @Override
  ExitCode run(ToolRun run, PackagesRuntime runtime) throws Exception {
    List<Catalog.Found> found = catalog(run, runtime).search(text);
    run.answer(
        terminal -> {
          if (found.isEmpty()) {
            return "No package is like that. pacer search alone lists all.\n";
          }
          Table table = new Table().cuttable("package", 12).cuttable("version", 8);
          table.column("").cuttable("description", 20);
          for (Catalog.Found one : found) {
            table.row(
                one.entry().name(),
                one.entry().version(),
                one.entry().flags().selected() ? "*" : "",
                one.entry().description());
          }
          return table.render(terminal)
              + (found.stream().anyMatch(f -> f.entry().flags().selected())
                  ? "* recommended by the keepers of the repository\n"
                  : "");
        },
        () ->
            found.stream()
                .map(
                    one ->
                        new Row(
                            one.entry().name(),
                            one.entry().version(),
                            one.entry().flags().selected(),
                            one.repository().name(),
                            one.entry().description(),
                            one.entry().tags()))
                .toList());
    return ExitCode.DONE;
  }
}
