package dev.pacer.installer.command;

import dev.pacer.frame.command.ToolRun;
import dev.pacer.frame.config.Likeness;
import dev.pacer.frame.exit.ExitCode;
import dev.pacer.frame.exit.ToolFailure;
import dev.pacer.frame.output.Terminal;
import dev.pacer.installer.options.OptionInfo;
import dev.pacer.installer.options.OptionPath;
import dev.pacer.installer.options.OptionTree;
import dev.pacer.installer.repository.Catalog;
import dev.pacer.installer.universe.PackageJson;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pacer explain}. */
@Command(
    name = "explain",
    description = "Explain a package's options: all, or those at or below one path.")
public final class ExplainCommand extends PackagesCommand {

  @Parameters(index = "0", paramLabel = "PACKAGE", description = "The package's name.")
  private String name = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "PATH",
      description = "An option, such as nodes.heap (default: all).")
  private String path = "";

  @Option(
      names = "--version",
      paramLabel = "VERSION",
      order = 1,
      description = "The version (default: the newest).")
  private @Nullable String version;

  /** An option as the JSON answer has it. */
  private record Row(
      String path,
      List<String> types,
      String expected,
      Optional<String> byDefault,
      boolean required,
      boolean secret,
      String description) {}

  @Override
  ExitCode run(ToolRun run, PackagesRuntime runtime) throws Exception {
    Catalog catalog = catalog(run, runtime);
    PackageJson revision = read(run, catalog, require(catalog, name, Optional.ofNullable(version)));
    List<OptionInfo> options = options(revision);
    run.answer(
        terminal -> text(revision, options, terminal),
        () ->
            options.stream()
                .map(
                    o ->
                        new Row(
                            o.path().toString(),
                            o.types(),
                            o.expected(),
                            o.shownDefault(),
                            o.required(),
                            o.secret(),
                            o.description()))
                .toList());
    return ExitCode.DONE;
  }

  private List<OptionInfo> options(PackageJson revision) {
    List<OptionInfo> all =
        OptionTree.of(revision).all().stream()
            .filter(option -> !option.group() || option.path().toString().equals(path))
            .toList();
    if (path.isEmpty()) {
      return all;
    }
    List<String> wanted = OptionPath.parse(path).names();
    List<OptionInfo> below =
        all.stream()
            .filter(
                option -> {
                  List<String> names = option.path().names();
                  return names.size() >= wanted.size()
                      && names.subList(0, wanted.size()).equals(wanted);
                })
            .toList();
    if (below.isEmpty()) {
      List<String> known = all.stream().map(option -> option.path().toString()).toList();
      throw new ToolFailure(
          ExitCode.NOT_FOUND,
          "%s has no option %s.".formatted(revision, path),
          Likeness.closest(path, known)
              .map(meant -> "Did you mean " + meant + "?")
              .orElse("See pacer explain " + revision.name() + "."));
    }
    return below;
  }

  private static String text(PackageJson revision, List<OptionInfo> options, Terminal terminal) {
    if (options.isEmpty()) {
      return revision + " has no options.\n";
    }
    StringBuilder text = new StringBuilder();
    for (OptionInfo option : options) {
      text.append(terminal.palette().strong(option.path().toString())).append('\n');
      String facts =
          option.expected()
              + option.shownDefault().map(d -> "; default " + d).orElse("")
              + (option.required() && option.byDefault().isEmpty() ? "; must be given" : "")
              + (option.secret() ? "; secret" : "");
      text.append(Lines.wrapped(facts, "    ", terminal.columns()));
      if (!option.description().isBlank()) {
        text.append(Lines.wrapped(option.description(), "    ", terminal.columns()));
      }
    }
    return text.toString();
  }
}
