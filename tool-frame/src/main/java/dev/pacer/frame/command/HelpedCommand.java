package dev.pacer.frame.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * A command with {@code --help}; a tool's own command, which only has others below it, is no more.
 */
@Command(sortOptions = false, synopsisSubcommandLabel = "COMMAND")
public abstract class HelpedCommand {

  @SuppressWarnings("unused") // picocli sets it; its being there is what counts
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      order = 100,
      description = "Show this help and end.")
  private boolean help;
}
