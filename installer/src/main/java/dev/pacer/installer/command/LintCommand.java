package dev.pacer.installer.command;

import dev.pacer.frame.command.ToolCommand;
import dev.pacer.frame.command.ToolRun;
import dev.pacer.frame.exit.ExitCode;
import dev.pacer.frame.exit.ToolFailure;
import dev.pacer.frame.log.LogLevel;
import dev.pacer.installer.lint.LintReport;
import dev.pacer.installer.lint.PackageLint;
import dev.pacer.installer.universe.BadRepositoryException;
import dev.pacer.installer.universe.PackageFolderReader;
import dev.pacer.installer.universe.PackageJson;
import dev.pacer.installer.universe.RepositoryReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pacer lint}. */
@Command(
    name = "lint",
    description = {
      "Say what is wrong, risky or odd in Universe packages.",
      "",
      "Reads only; nothing is sent. Ends with 7 when a package is broken, with 0 when there is"
          + " nothing worse than a warning."
    })
public final class LintCommand extends ToolCommand {

  @Parameters(
      paramLabel = "PATH",
      arity = "1..*",
      description =
          "Packages to look at: a package's folder, a folder of such folders, or a repository file"
              + " (plain or gzip).")
  private List<Path> paths = new ArrayList<>();

  @Option(
      names = "--package",
      paramLabel = "NAME",
      order = 1,
      description = "Look at this package only; may be given more than once.")
  private List<String> names = new ArrayList<>();

  @Option(
      names = "--all-releases",
      order = 2,
      description = "Look at every release, not at the newest of each package only.")
  private boolean allReleases;

  @Override
  protected LogLevel usualLogLevel() {
    return LogLevel.ERROR;
  }

  @Override
  protected ExitCode run(ToolRun run) throws Exception {
    List<LintReport.Line> lines = new ArrayList<>();
    List<String> unreadable = new ArrayList<>();
    int revisions = 0;
    for (List<PackageJson> one : read(unreadable).values()) {
      one.sort(Comparator.comparing(PackageJson::releaseVersion));
      PackageLint.checkAll(one)
          .forEach(found -> lines.add(LintReport.Line.of(one.get(0).name(), found)));
      for (PackageJson revision : allReleases ? one : one.subList(one.size() - 1, one.size())) {
        revisions++;
        String subject = "%s/%d".formatted(revision.name(), revision.releaseVersion());
        PackageLint.check(revision).forEach(found -> lines.add(LintReport.Line.of(subject, found)));
      }
    }
    if (revisions == 0 && unreadable.isEmpty()) {
      throw new ToolFailure(
          ExitCode.NOT_FOUND,
          "there is no such package in %s.".formatted(paths),
          "Give a folder that holds package.json, or a repository file.");
    }
    LintReport report = LintReport.of(revisions, unreadable, lines);
    run.answer(report::text, () -> report);
    return report.isBad() ? ExitCode.BROKEN_PACKAGE : ExitCode.DONE;
  }

  private Map<String, List<PackageJson>> read(List<String> unreadable) {
    Map<String, List<PackageJson>> found = new TreeMap<>();
    for (Path path : paths) {
      try {
        if (Files.isDirectory(path)) {
          PackageFolderReader.read(path, revision -> take(revision, found), unreadable::add);
        } else {
          try (InputStream in = Files.newInputStream(path)) {
            RepositoryReader.read(
                path.toString(), in, revision -> take(revision, found), unreadable::add);
          }
        }
      } catch (BadRepositoryException e) {
        throw new ToolFailure(ExitCode.INVALID_INPUT, String.valueOf(e.getMessage()), "", e);
      } catch (IOException e) {
        throw new ToolFailure(
            ExitCode.INVALID_INPUT, "%s cannot be read: %s.".formatted(path, e), "Correct it.", e);
      }
    }
    return found;
  }

  private void take(PackageJson revision, Map<String, List<PackageJson>> found) {
    if (names.isEmpty() || names.contains(revision.name())) {
      found.computeIfAbsent(revision.name(), name -> new ArrayList<>()).add(revision);
    }
  }
}
