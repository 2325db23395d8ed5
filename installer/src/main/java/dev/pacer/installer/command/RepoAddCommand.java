package dev.pacer.installer.command;

import dev.pacer.frame.command.ToolRun;
import dev.pacer.frame.exit.ExitCode;
import dev.pacer.frame.exit.ToolFailure;
import dev.pacer.installer.repository.Repositories;
import dev.pacer.installer.repository.RepositoriesJson;
import dev.pacer.installer.repository.Repository;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pacer repo add}. */
@Command(name = "add", description = "Add a repository; it is read first, to see that it is one.")
public final class RepoAddCommand extends PackagesCommand {

  @Parameters(index = "0", paramLabel = "NAME", description = "What to call it.")
  private String name = "";

  @Parameters(
      index = "1",
      paramLabel = "PLACE",
      description = "An http(s) URL, a file, a folder or git checkout, a zip.")
  private String place = "";

  @Option(
      names = "--index",
      paramLabel = "N",
      order = 1,
      description = "Its place in the order, from 0 (default: the last).")
  private @Nullable Integer index;

  @Override
  ExitCode run(ToolRun run, PackagesRuntime runtime) throws Exception {
    List<Repository> all = new ArrayList<>(RepositoriesJson.read(listFile()));
    Repository added = new Repository(name, located(place));
    for (Repository one : all) {
      if (one.name().equals(name) || one.location().equals(added.location())) {
        throw new ToolFailure(
            ExitCode.INVALID_INPUT,
            "there is a repository %s at %s already.".formatted(one.name(), one.location()),
            "Remove it first with pacer repo remove %s.".formatted(one.name()));
      }
    }
    Integer wanted = index;
    OptionalInt at = wanted == null ? OptionalInt.empty() : OptionalInt.of(wanted);
    if (at.isPresent() && (at.getAsInt() < 0 || at.getAsInt() > all.size())) {
      throw new ToolFailure(
          ExitCode.USAGE,
          "--index %d: there are %d repositories.".formatted(at.getAsInt(), all.size()),
          "Give 0 to %d.".formatted(all.size()));
    }
    Repositories.Opened opened =
        runtime.repositories().open(List.of(added), Repositories.Asking.ALWAYS);
    if (!opened.failures().isEmpty()) {
      throw new ToolFailure(ExitCode.INVALID_INPUT, opened.failures().get(0), "");
    }
    Repositories.Copy copy = opened.catalog().copies().get(0);
    warn(run, copy.warnings());
    all.add(at.orElse(all.size()), added);
    RepositoriesJson.write(listFile(), all);
    run.out()
        .print(
            "Added %s: %d packages in %d revisions.\n"
                .formatted(name, opened.catalog().names().size(), copy.entries().size()));
    return ExitCode.DONE;
  }
}
