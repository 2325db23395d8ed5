package dev.pacer.installer.command;

import dev.pacer.frame.command.ToolRun;
import dev.pacer.frame.exit.ExitCode;
import dev.pacer.frame.exit.ToolFailure;
import dev.pacer.installer.repository.Repositories;
import dev.pacer.installer.repository.Repository;
import dev.pacer.installer.repository.RepositoryFileWriter;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pacer repo index}. */
@Command(
    name = "index",
    description = "Write the repository file of a folder of packages, for any web server.")
public final class RepoIndexCommand extends PackagesCommand {

  @Parameters(paramLabel = "FOLDER", description = "A folder with <name>/<number>/package.json.")
  private String folder = "";

  @Option(
      names = "--file",
      paramLabel = "FILE",
      required = true,
      order = 1,
      description = "Where to write it; gzip if the name ends in .gz.")
  private Path file = Path.of("repository.json");

  @Override
  ExitCode run(ToolRun run, PackagesRuntime runtime) throws Exception {
    Repositories.Opened opened =
        runtime
            .repositories()
            .open(List.of(new Repository("index", located(folder))), Repositories.Asking.ALWAYS);
    if (!opened.failures().isEmpty()) {
      throw new ToolFailure(ExitCode.INVALID_INPUT, opened.failures().get(0), "");
    }
    List<String> broken = opened.catalog().copies().get(0).warnings();
    if (!broken.isEmpty()) {
      throw new ToolFailure(
          ExitCode.BROKEN_PACKAGE,
          "nothing was written, as %d packages are broken:\n  %s"
              .formatted(broken.size(), String.join("\n  ", broken)),
          "");
    }
    Path target = file.toAbsolutePath();
    Path next = Files.createTempFile(target.getParent(), "repository-", ".tmp");
    int count;
    try (OutputStream out = Files.newOutputStream(next)) {
      boolean gzip = String.valueOf(target.getFileName()).endsWith(".gz");
      count = RepositoryFileWriter.write(opened.catalog(), out, gzip);
    }
    Files.move(next, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    run.out().print("Wrote %s: %d revisions.\n".formatted(file, count));
    return ExitCode.DONE;
  }
}
