package dev.pacer.cli;

import dev.pacer.frame.command.ToolCommand;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Predicate;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The {@code pacer} command: finds the tool that is asked for and runs it. Built without picocli's
 * annotations, and with only the tool asked for behind it, so that help comes quickly.
 */
public final class PacerCommand {
  private static final String HELP = "help";

  private PacerCommand() {}

  /** Runs a command line and ends the process with its exit code. */
  public static void main(String[] arguments) {
    if (WrittenHelp.print(System.getProperty("pacer.help"), arguments, FileDescriptor.out)) {
      System.exit(0);
    }
    PrintWriter out = writer(FileDescriptor.out);
    if (arguments.length == 1 && (arguments[0].equals("--version") || arguments[0].equals("-V"))) {
      // What picocli would print; a script that asks for the version need not wait for it.
      out.print("pacer " + version() + "\n");
      out.flush();
      System.exit(0);
    }
    PrintWriter err = writer(FileDescriptor.err);
    int code = run(out, err, arguments);
    out.flush();
    err.flush();
    System.exit(code);
  }

  private static PrintWriter writer(FileDescriptor descriptor) {
    return new PrintWriter(
        new OutputStreamWriter(new FileOutputStream(descriptor), StandardCharsets.UTF_8), true);
  }

  /** Runs a command line; the exit code. */
  static int run(PrintWriter out, PrintWriter err, String... arguments) {
    String[] asked = helpAsOption(arguments);
    String tool = asked.length > 0 ? asked[0] : "";
    return commandLine(tool::equals).setOut(out).setErr(err).execute(asked);
  }

  /** {@code pacer help autoscaler run} is {@code pacer autoscaler run --help}. */
  private static String[] helpAsOption(String[] arguments) {
    if (arguments.length == 0 || !arguments[0].equals(HELP)) {
      return arguments;
    }
    String[] asked = Arrays.copyOfRange(arguments, 1, arguments.length + 1);
    asked[arguments.length - 1] = "--help";
    return asked;
  }

  /**
   * The whole command line.
   *
   * @param wanted which tools' real commands to put in; of the others only the name is there
   */
  static CommandLine commandLine(Predicate<String> wanted) {
    CommandSpec pacer =
        CommandSpec.create()
            .name("pacer")
            .addOption(
                OptionSpec.builder("-h", "--help")
                    .usageHelp(true)
                    .description("Show this help and end.")
                    .build())
            .addOption(
                OptionSpec.builder("-V", "--version")
                    .versionHelp(true)
                    .description("Show the version and end.")
                    .build());
    pacer
        .usageMessage()
        .description("Operates Marathon and DC/OS clusters on AWS.")
        .synopsisSubcommandLabel("COMMAND")
        .commandListHeading("%nCommands:%n")
        .optionListHeading("%n")
        .footer("%nEach command has its own --help. Exit codes: docs/exit-codes.md.");
    pacer.versionProvider(() -> new String[] {"pacer " + version()});
    for (Tools.Tool tool : Tools.ALL) {
      pacer.addSubcommand(
          tool.name(),
          wanted.test(tool.name())
              ? new CommandLine(Tools.create(tool.name()))
              : named(tool.description()));
    }
    pacer.addSubcommand(HELP, named("Show a command's help."));
    return ToolCommand.commandLine(new CommandLine(pacer));
  }

  private static CommandLine named(String description) {
    CommandSpec spec = CommandSpec.create();
    spec.usageMessage().description(description);
    return new CommandLine(spec);
  }

  /** The version that was built. */
  static String version() {
    try (InputStream in = PacerCommand.class.getResourceAsStream("version.txt")) {
      if (in == null) {
        throw new IllegalStateException("the build puts version.txt beside this class");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new IllegalStateException("version.txt cannot be read", e);
    }
  }
}
