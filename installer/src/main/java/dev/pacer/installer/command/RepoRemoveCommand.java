package dev.pacer.installer.command;

import dev.pacer.frame.command.ToolRun;
import dev.pacer.frame.config.Likeness;
import dev.pacer.frame.exit.ExitCode;
import dev.pacer.frame.exit.ToolFailure;
import dev.pacer.installer.repository.RepositoriesJson;
import dev.pacer.installer.repository.Repository;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code pacer repo remove}. */
@Command(name = "remove", description = "Take a repository off the list.")
public final class RepoRemoveCommand extends PackagesCommand {

  @Parameters(paramLabel = "NAME", description = "The repository's name.")
  private String name = "";

  @Override
  ExitCode run(ToolRun run, PackagesRuntime runtime) throws Exception {
    List<Repository> all = RepositoriesJson.read(listFile());
    List<Repository> rest = all.stream().filter(one -> !one.name().equals(name)).toList();
    if (rest.size() == all.size()) {
      throw new ToolFailure(
          ExitCode.NOT_FOUND,
          "there is no repository %s.".formatted(name),
          Likeness.closest(name, all.stream().map(Repository::name).toList())
              .map(meant -> "Did you mean " + meant + "?")
              .orElse("See pacer repo list."));
    }
    RepositoriesJson.write(listFile(), rest);
    run.out().print("Removed %s.\n".formatted(name));
    return ExitCode.DONE;
  }
}
