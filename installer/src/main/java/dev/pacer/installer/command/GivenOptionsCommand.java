package dev.pacer.installer.command;

import dev.pacer.frame.exit.ExitCode;
import dev.pacer.frame.exit.ToolFailure;
import dev.pacer.installer.input.OptionsInputException;
import dev.pacer.installer.input.OptionsReader;
import dev.pacer.installer.options.GivenOptions;
import dev.pacer.installer.render.Preparation;
import dev.pacer.installer.universe.PackageJson;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A command that takes a package's options. */
@Command
abstract class GivenOptionsCommand extends PackagesCommand {

  @Option(
      names = "--options",
      paramLabel = "FILE",
      order = 10,
      description = "Options, YAML or JSON; - for stdin. Of several the later wins.")
  private List<String> files = List.of();

  @Option(
      names = "--set",
      paramLabel = "A.B=VALUE",
      order = 11,
      description = "One option, read as its schema wants it.")
  private List<String> settings = List.of();

  @Option(
      names = "--set-json",
      paramLabel = "A.B=JSON",
      order = 12,
      description = "One option, as JSON.")
  private List<String> jsonSettings = List.of();

  @Option(
      names = "--set-file",
      paramLabel = "A.B=FILE",
      order = 13,
      description = "One option: the text of a file.")
  private List<String> fileSettings = List.of();

  @Option(
      names = "--profile",
      paramLabel = "NAME",
      order = 14,
      description = "Begin with the package's options of that profile.")
  private @Nullable String profile;

  @Option(
      names = "--allow-unknown",
      order = 15,
      description = "Let options pass that the package does not know.")
  private boolean allowUnknown;

  final boolean allowUnknown() {
    return allowUnknown;
  }

  /** Whether any option was given. */
  final boolean anyGiven() {
    return !(files.isEmpty()
        && settings.isEmpty()
        && jsonSettings.isEmpty()
        && fileSettings.isEmpty()
        && profile == null);
  }

  /** The user's options, all together. */
  final GivenOptions given(PackageJson revision) {
    try {
      return new OptionsReader(revision, GivenOptionsCommand::stdin)
          .read(
              new OptionsReader.Sources(
                  Optional.ofNullable(profile), files, settings, jsonSettings, fileSettings));
    } catch (OptionsInputException e) {
      throw new ToolFailure(ExitCode.INVALID_INPUT, String.valueOf(e.getMessage()), "", e);
    }
  }

  private static InputStream stdin() {
    return System.in;
  }

  /**
   * Prepares it.
   *
   * @throws ToolFailure with code 3 for options, 7 for the package
   */
  final Preparation.Prepared prepare(
      PackageJson revision, GivenOptions options, Optional<String> appId) {
    return prepared(
        revision,
        Preparation.prepare(revision, new Preparation.Wish(options, appId, allowUnknown)));
  }

  static Preparation.Prepared prepared(PackageJson revision, Preparation.Result result) {
    if (result instanceof Preparation.Refused refused) {
      throw failure(revision, refused);
    }
    return (Preparation.Prepared) result;
  }

  private static ToolFailure failure(PackageJson revision, Preparation.Refused refused) {
    String lines = String.join("\n  ", refused.problems());
    return refused.optionsToBlame()
        ? new ToolFailure(
            ExitCode.INVALID_INPUT,
            "options of %s:\n  %s\nSee pacer explain %s."
                .formatted(revision, lines, revision.name()),
            "")
        : new ToolFailure(
            ExitCode.BROKEN_PACKAGE,
            ("the package %s is broken:\n  %s\n"
                    + "Options cannot mend it: tell its maintainer, or take another version.")
                .formatted(revision, lines),
            "");
  }
}
