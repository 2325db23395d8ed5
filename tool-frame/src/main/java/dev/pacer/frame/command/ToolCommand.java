package dev.pacer.frame.command;

import dev.pacer.frame.exit.ExitCode;
import dev.pacer.frame.exit.ToolFailure;
import dev.pacer.frame.log.LogFormat;
import dev.pacer.frame.log.LogLevel;
import dev.pacer.frame.log.Logging;
import dev.pacer.frame.log.Scrubber;
import dev.pacer.frame.output.OutputFormat;
import dev.pacer.frame.output.Terminal;
import dev.pacer.frame.output.TerminalText;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * A command of a tool: the options that all have, logging, and how a failure becomes one line on
 * stderr and an exit code. A subclass says what to do in {@link #run}.
 */
@Command
public abstract class ToolCommand extends HelpedCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--output",
      paramLabel = "FORM",
      order = 101,
      description = "The answer's form on stdout: table or json (default: table).")
  private OutputFormat output = OutputFormat.TABLE;

  @Option(
      names = "--log-level",
      paramLabel = "LEVEL",
      order = 102,
      description =
          "Log error, warn, info, debug or trace to stderr (default: info; error for commands that"
              + " only answer).")
  private LogLevel logLevel = LogLevel.INFO;

  @Option(
      names = "--log-format",
      paramLabel = "FORM",
      order = 103,
      description = "Write log lines as text or json (default: text).")
  private LogFormat logFormat = LogFormat.TEXT;

  @Option(
      names = {"-v", "--verbose"},
      order = 104,
      description = "Show the cause of a failure, and what libraries log.")
  private boolean verbose;

  /**
   * Does the command's work.
   *
   * @throws ToolFailure to end with its code and line; anything else ends with code 1
   */
  protected abstract ExitCode run(ToolRun run) throws Exception;

  /** The least important log lines shown unless somebody says otherwise. */
  protected LogLevel usualLogLevel() {
    return LogLevel.INFO;
  }

  @Override
  public final Integer call() {
    CommandLine commandLine = commandLine();
    Scrubber scrubber = new Scrubber();
    ProcessStop stop = new ProcessStop();
    ToolRun run =
        new ToolRun(
            commandLine.getOut(),
            commandLine.getErr(),
            output,
            terminal(1, System.getProperty("pacer.terminals", "")),
            terminal(2, System.getProperty("pacer.terminals", "")),
            scrubber,
            stop::hooked);
    Logging.start(level(), logFormat, System.err, scrubber, verbose);
    int code = run(run, commandLine);
    run.out().flush();
    run.err().flush();
    stop.ended(code);
    return code;
  }

  private int run(ToolRun run, CommandLine commandLine) {
    try {
      return run(run).code();
    } catch (ToolFailure failure) {
      tell(run, commandLine, String.valueOf(failure.getMessage()), failure);
      return failure.exitCode().code();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      tell(run, commandLine, "interrupted.", e);
      return ExitCode.FAILED.code();
    } catch (Exception | StackOverflowError | OutOfMemoryError e) {
      String hint = verbose ? "" : " Run with --verbose to see where.";
      tell(run, commandLine, "failed unexpectedly: " + e + "." + hint, e);
      return ExitCode.FAILED.code();
    }
  }

  private void tell(ToolRun run, CommandLine commandLine, String message, Throwable cause) {
    String name = commandLine.getCommandSpec().qualifiedName();
    run.err().print(safeLines(run.scrubber().scrub(name + ": " + message)));
    if (verbose) {
      StringWriter trace = new StringWriter();
      cause.printStackTrace(new PrintWriter(trace));
      run.err().print(safeLines(run.scrubber().scrub(trace.toString().stripTrailing())));
    }
    run.err().flush();
  }

  private static String safeLines(String text) {
    return text.lines()
        .map(line -> TerminalText.safe(line.replace("\t", "  ")) + "\n")
        .collect(Collectors.joining());
  }

  private LogLevel level() {
    boolean given =
        commandLine().getParseResult() != null
            && commandLine().getParseResult().hasMatchedOption("--log-level");
    return given ? logLevel : usualLogLevel();
  }

  private CommandLine commandLine() {
    CommandSpec own = spec;
    if (own == null) {
      throw new IllegalStateException("a command runs under picocli only");
    }
    return own.commandLine();
  }

  /**
   * What stream 1 or 2 ends at: the launcher says in {@code pacer.terminals} which are terminals
   * ("12", "1", "2", or "" for neither) and in {@code pacer.columns} how wide they are.
   */
  private static Terminal terminal(int stream, String terminals) {
    boolean live = terminals.contains(Integer.toString(stream));
    String dumb = System.getenv("TERM");
    String noColour = System.getenv("NO_COLOR");
    boolean able = live && dumb != null && !dumb.equals("dumb");
    boolean colour = able && (noColour == null || noColour.isEmpty());
    int columns = live ? Integer.getInteger("pacer.columns", Terminal.USUAL_COLUMNS) : 0;
    return new Terminal(able, columns > 0 ? columns : Terminal.USUAL_COLUMNS, colour);
  }

  /** Sets up picocli the way every command of ours wants it. */
  public static CommandLine commandLine(CommandLine commandLine) {
    return commandLine
        .setCaseInsensitiveEnumValuesAllowed(true)
        .registerConverter(OutputFormat.class, words(OutputFormat.class))
        .registerConverter(LogLevel.class, words(LogLevel.class))
        .registerConverter(LogFormat.class, words(LogFormat.class))
        .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
        .setUsageHelpWidth(Terminal.USUAL_COLUMNS)
        .setAbbreviatedOptionsAllowed(false)
        .setParameterExceptionHandler(ToolCommand::wrongUsage);
  }

  /** Reads an enum's constants as lower-case words, and says so where a word is none. */
  private static <E extends Enum<E>> CommandLine.ITypeConverter<E> words(Class<E> type) {
    return word -> {
      StringJoiner known = new StringJoiner(", ");
      for (E constant : type.getEnumConstants()) {
        if (constant.name().equalsIgnoreCase(word)) {
          return constant;
        }
        known.add(constant.name().toLowerCase(Locale.ROOT));
      }
      throw new CommandLine.TypeConversionException(
          "must be one of %s, was '%s'".formatted(known, word));
    };
  }

  private static int wrongUsage(CommandLine.ParameterException e, String[] arguments) {
    CommandLine where = e.getCommandLine();
    String name = where.getCommandSpec().qualifiedName();
    String hint = "";
    if (e instanceof CommandLine.UnmatchedArgumentException unmatched) {
      List<String> likely = unmatched.getSuggestions();
      hint = likely.isEmpty() ? "" : " Did you mean " + String.join(" or ", likely) + "?";
    }
    String message = String.valueOf(e.getMessage()).stripTrailing();
    String end = message.endsWith(".") || message.endsWith("?") ? "" : ".";
    where
        .getErr()
        .print(
            safeLines(
                "%s: %s%s%s Try '%s --help'."
                    .formatted(name, message.replace("\n", " "), end, hint, name)));
    where.getErr().flush();
    return ExitCode.USAGE.code();
  }
}
