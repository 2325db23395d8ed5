package dev.pacer.installer.command;

import dev.pacer.frame.command.ToolCommand;
import dev.pacer.frame.command.ToolRun;
import dev.pacer.frame.config.Likeness;
import dev.pacer.frame.exit.ExitCode;
import dev.pacer.frame.exit.ToolFailure;
import dev.pacer.frame.log.LogLevel;
import dev.pacer.frame.output.TerminalText;
import dev.pacer.installer.repository.Catalog;
import dev.pacer.installer.repository.Repositories;
import dev.pacer.installer.repository.RepositoriesJson;
import dev.pacer.installer.repository.Repository;
import dev.pacer.installer.universe.BadRepositoryException;
import dev.pacer.installer.universe.BrokenPackageException;
import dev.pacer.installer.universe.PackageJson;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A command that needs packages of repositories. */
@Command
abstract class PackagesCommand extends ToolCommand {

  @Option(
      names = "--repo",
      paramLabel = "PLACE",
      order = 50,
      description =
          "Use these repositories only: URLs, files, folders, zips; in order of preference.")
  private List<String> places = List.of();

  @Option(
      names = "--offline",
      order = 51,
      description = "Use the copies at hand and ask no repository.")
  private boolean offline;

  @Option(
      names = "--cache",
      paramLabel = "FOLDER",
      order = 52,
      description = "Where copies are kept (default: ~/.cache/pacer).")
  private @Nullable Path cache;

  @Option(
      names = "--repositories",
      paramLabel = "FILE",
      order = 53,
      description = "Your list of repositories (default: ~/.config/pacer/repositories.json).")
  private @Nullable Path list;

  @Override
  protected LogLevel usualLogLevel() {
    return LogLevel.ERROR;
  }

  @Override
  protected final ExitCode run(ToolRun run) throws Exception {
    try (PackagesRuntime runtime = new PackagesRuntime(cacheFolder())) {
      return run(run, runtime);
    } catch (BrokenPackageException e) {
      throw new ToolFailure(
          ExitCode.BROKEN_PACKAGE,
          String.valueOf(e.getMessage()) + ".",
          "Tell its maintainer, or take another version.",
          e);
    }
  }

  abstract ExitCode run(ToolRun run, PackagesRuntime runtime) throws Exception;

  final Path cacheFolder() {
    return cache == null ? surroundings("XDG_CACHE_HOME", ".cache").resolve("pacer") : cache;
  }

  final Path listFile() {
    return list == null
        ? surroundings("XDG_CONFIG_HOME", ".config").resolve("pacer").resolve("repositories.json")
        : list;
  }

  private static Path surroundings(String variable, String usual) {
    String given = System.getenv(variable);
    return given != null && given.startsWith("/")
        ? Path.of(given)
        : Path.of(System.getProperty("user.home", "."), usual);
  }

  final Repositories.Asking asking() {
    return offline ? Repositories.Asking.OFFLINE : Repositories.Asking.WHEN_OLD;
  }

  /** The repositories of the command line, else of the user's list. */
  final List<Repository> chosen() throws IOException {
    if (places.isEmpty()) {
      try {
        return RepositoriesJson.read(listFile());
      } catch (BadRepositoryException e) {
        throw new ToolFailure(ExitCode.INVALID_INPUT, String.valueOf(e.getMessage()), "", e);
      }
    }
    List<Repository> chosen = new ArrayList<>();
    for (String place : places) {
      boolean builtIn = place.equals(Repository.BUILT_IN.name());
      chosen.add(builtIn ? Repository.BUILT_IN : new Repository(place, located(place)));
    }
    return chosen;
  }

  /** A path is meant from here, whatever the folder of the next run. */
  static String located(String place) {
    Repository asWritten = new Repository(place, place);
    boolean path = !asWritten.remote() && !place.equals(Repository.BUILT_IN_LOCATION);
    return path ? Path.of(place).toAbsolutePath().normalize().toString() : place;
  }

  /** Opens the repositories; what is wrong with some is told on stderr. */
  final Catalog catalog(ToolRun run, PackagesRuntime runtime) throws IOException {
    Repositories.Opened opened = runtime.repositories().open(chosen(), asking());
    opened.catalog().copies().forEach(copy -> warn(run, copy.warnings()));
    if (opened.catalog().copies().isEmpty()) {
      throw new ToolFailure(ExitCode.INVALID_INPUT, String.join(" Also: ", opened.failures()), "");
    }
    warn(run, opened.failures());
    return opened.catalog();
  }

  static void warn(ToolRun run, List<String> lines) {
    int most = 5;
    lines.stream()
        .limit(most)
        .forEach(line -> run.err().print(TerminalText.safe("warning: " + line) + "\n"));
    if (lines.size() > most) {
      run.err()
          .print("warning: and %d more; see pacer repo update\n".formatted(lines.size() - most));
    }
    run.err().flush();
  }

  /**
   * The revision of that name, the newest unless a version is given.
   *
   * @throws ToolFailure with code 8 when there is none
   */
  static Catalog.Found require(Catalog catalog, String name, Optional<String> version) {
    Optional<Catalog.Found> found =
        version.isPresent() ? catalog.find(name, version.get()) : catalog.newest(name);
    return found.orElseThrow(() -> missing(catalog, name, version));
  }

  private static ToolFailure missing(Catalog catalog, String name, Optional<String> version) {
    List<String> versions =
        catalog.revisions(name).stream().map(f -> f.entry().version()).distinct().toList();
    if (versions.isEmpty()) {
      String meant =
          Likeness.closest(name, catalog.names()).map(m -> "Did you mean " + m + "?").orElse("");
      return new ToolFailure(
          ExitCode.NOT_FOUND,
          "no repository has a package %s.".formatted(name),
          meant.isEmpty() ? "Look with pacer search." : meant);
    }
    String asked = version.orElse("");
    return new ToolFailure(
        ExitCode.NOT_FOUND,
        asked.isEmpty()
            ? "all versions of %s were withdrawn.".formatted(name)
            : "%s has no version %s.".formatted(name, asked),
        Likeness.closest(asked, versions)
            .map(m -> "Did you mean " + m + "?")
            .orElse("See pacer versions " + name + "."));
  }

  /** The whole revision; a package with known issues is told. */
  static PackageJson read(ToolRun run, Catalog catalog, Catalog.Found found) throws IOException {
    PackageJson revision = catalog.read(found);
    if (revision.hasKnownIssues()) {
      warn(run, List.of(revision + ": its maintainer says that it has known issues."));
    }
    return revision;
  }
}
