package dev.pacer.installer.command;

import dev.pacer.frame.command.ToolRun;
import dev.pacer.frame.exit.ExitCode;
import dev.pacer.frame.output.OutputFormat;
import dev.pacer.frame.output.Table;
import dev.pacer.installer.options.OptionValues;
import dev.pacer.installer.repository.Catalog;
import dev.pacer.installer.universe.PackageJson;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pacer options show}. */
@Command(
    name = "show",
    description = "Show the options that would count: the defaults with yours over them.")
public final class OptionsShowCommand extends GivenOptionsCommand {

  @Parameters(paramLabel = "PACKAGE", description = "The package's name.")
  private String name = "";

  @Option(
      names = "--version",
      paramLabel = "VERSION",
      order = 1,
      description = "The version (default: the newest).")
  private @Nullable String version;

  @Override
  ExitCode run(ToolRun run, PackagesRuntime runtime) throws Exception {
    Catalog catalog = catalog(run, runtime);
    PackageJson revision = read(run, catalog, require(catalog, name, Optional.ofNullable(version)));
    OptionValues values = OptionValues.of(revision, given(revision));
    if (run.output() == OutputFormat.JSON) {
      run.out().print(values.json() + "\n");
      return ExitCode.DONE;
    }
    Table table = new Table().cuttable("option", 20).cuttable("value", 20).column("from");
    values.rows().forEach(row -> table.row(row.path(), row.value(), row.yours() ? "you" : ""));
    run.out()
        .print(
            values.rows().isEmpty()
                ? revision + " has no options.\n"
                : table.render(run.outTerminal()));
    return ExitCode.DONE;
  }
}
