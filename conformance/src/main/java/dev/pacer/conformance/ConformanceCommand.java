package dev.pacer.conformance;

import dev.pacer.conformance.matcher.MatcherCommand;
import dev.pacer.conformance.universe.UniverseCommand;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Holds decisions of Pacer to captured answers of real servers: {@code scripts/conformance}. */
@Command(
    name = "scripts/conformance",
    description = "Holds decisions of Pacer to captured answers of real servers.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    subcommands = {MatcherCommand.class, UniverseCommand.class})
public final class ConformanceCommand {

  private ConformanceCommand() {}

  /** Runs a command line and ends the process with its exit code. */
  public static void main(String[] arguments) {
    PrintWriter out = new PrintWriter(System.out, false, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    int code = run(out, err, arguments);
    out.flush();
    System.exit(code);
  }

  /** Runs a command line; the exit code: 0 all passed, 1 some failed, 2 usage, 3 unreadable. */
  static int run(PrintWriter out, PrintWriter err, String... arguments) {
    return new CommandLine(new ConformanceCommand()).setOut(out).setErr(err).execute(arguments);
  }
}
