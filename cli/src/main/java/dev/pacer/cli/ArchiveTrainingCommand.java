package dev.pacer.cli;

import java.io.FileDescriptor;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.List;

/**
 * Run by the build only: does what commands do when they start, so that the JVM can archive the
 * classes which that loads (class-data sharing). Asks nobody.
 */
final class ArchiveTrainingCommand {
  private ArchiveTrainingCommand() {}

  public static void main(String[] arguments) {
    PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
    for (List<String> path : HelpWritingCommand.paths()) {
      HelpWritingCommand.help(path);
    }
    PacerCommand.run(nowhere, nowhere, "--version");
    PacerCommand.run(nowhere, nowhere, "completion", "bash");
    PacerCommand.run(nowhere, nowhere, "--no-such-option");
    WrittenHelp.print(
        System.getProperty("pacer.help"), new String[] {"--help"}, FileDescriptor.out);
  }
}
