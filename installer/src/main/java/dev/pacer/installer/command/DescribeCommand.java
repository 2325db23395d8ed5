package dev.pacer.installer.command;

import dev.pacer.frame.command.ToolRun;
import dev.pacer.frame.exit.ExitCode;
import dev.pacer.frame.output.OutputFormat;
import dev.pacer.installer.options.OptionTree;
import dev.pacer.installer.repository.Catalog;
import dev.pacer.installer.universe.PackageJson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pacer describe}. */
@Command(name = "describe", description = "Show what a package is and what it needs.")
public final class DescribeCommand extends PackagesCommand {

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
    Catalog.Found found = require(catalog, name, Optional.ofNullable(version));
    PackageJson revision = read(run, catalog, found);
    if (run.output() == OutputFormat.JSON) {
      run.out().print(revision.pretty() + "\n");
      return ExitCode.DONE;
    }
    Map<String, String> facts = facts(revision, found);
    StringBuilder text = new StringBuilder();
    facts.forEach(
        (title, value) -> {
          if (!value.isBlank()) {
            text.append(Lines.fact(title, value, run.outTerminal().columns()));
          }
        });
    revision
        .text("preInstallNotes")
        .ifPresent(
            notes ->
                text.append("\nBefore installing:\n")
                    .append(Lines.wrapped(notes, "  ", run.outTerminal().columns())));
    run.out().print(text);
    return ExitCode.DONE;
  }

  private static Map<String, String> facts(PackageJson revision, Catalog.Found found) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("Package", revision.name());
    facts.put(
        "Version", "%s (release %d)".formatted(revision.version(), revision.releaseVersion()));
    facts.put("Repository", found.repository().name());
    facts.put("Description", revision.description());
    facts.put("Maintainer", revision.maintainer());
    facts.put("Website", revision.text("website").orElse(""));
    facts.put("Tags", String.join(", ", revision.tags()));
    facts.put("Licences", String.join(", ", revision.licences()));
    facts.put("Needs DC/OS", revision.minDcosReleaseVersion().orElse(""));
    facts.put("Updates from", updates(revision.upgradesFrom()));
    facts.put("Goes back to", updates(revision.downgradesTo()));
    facts.put("Managed by", revision.managedBy().orElse(""));
    long options = OptionTree.of(revision).all().stream().filter(o -> !o.group()).count();
    facts.put(
        "Options", options == 0 ? "none" : options + ", see pacer explain " + revision.name());
    facts.put("Profiles", String.join(", ", revision.profiles()));
    facts.put("Installs", revision.template().isPresent() ? "" : "nothing on the cluster");
    return facts;
  }

  private static String updates(List<String> versions) {
    return versions.contains("*") ? "any version" : String.join(", ", versions);
  }
}
