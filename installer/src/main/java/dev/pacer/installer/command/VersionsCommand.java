package dev.pacer.installer.command;

import dev.pacer.frame.command.ToolRun;
import dev.pacer.frame.exit.ExitCode;
import dev.pacer.frame.output.Table;
import dev.pacer.installer.repository.Catalog;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pacer versions}. */
@Command(name = "versions", description = "List the versions of a package, newest first.")
public final class VersionsCommand extends PackagesCommand {

  @Parameters(paramLabel = "PACKAGE", description = "The package's name.")
  private String name = "";

  @Option(names = "--all", order = 1, description = "List withdrawn versions, too.")
  private boolean all;

  private record Row(
      String version, long release, String repository, String minDcos, boolean withdrawn) {}

  @Override
  ExitCode run(ToolRun run, PackagesRuntime runtime) throws Exception {
    Catalog catalog = catalog(run, runtime);
    List<Catalog.Found> revisions =
        catalog.revisions(name).stream()
            .filter(f -> all || !f.entry().flags().withdrawn())
            .toList();
    if (revisions.isEmpty()) {
      require(catalog, name, Optional.empty());
    }
    run.answer(
        terminal -> {
          Table table = new Table().column("version").number("release").cuttable("repository", 10);
          table.column("needs dc/os").column("");
          for (Catalog.Found one : revisions) {
            table.row(
                one.entry().version(),
                one.entry().release(),
                one.repository().name(),
                one.entry().flags().withdrawn() ? "" : one.entry().minDcos(),
                one.entry().flags().withdrawn()
                    ? "withdrawn"
                    : one.entry().flags().issues() ? "known issues" : "");
          }
          return table.render(terminal);
        },
        () ->
            revisions.stream()
                .map(
                    one ->
                        new Row(
                            one.entry().version(),
                            one.entry().release(),
                            one.repository().name(),
                            one.entry().minDcos(),
                            one.entry().flags().withdrawn()))
                .toList());
    return ExitCode.DONE;
  }
}
