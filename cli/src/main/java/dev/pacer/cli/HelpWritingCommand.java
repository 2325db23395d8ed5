package dev.pacer.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/** Run by the build only: writes the help of every command for {@link WrittenHelp}. */
final class HelpWritingCommand {
  private HelpWritingCommand() {}

  /** Writes into the folder named by the only argument. */
  public static void main(String[] arguments) throws IOException {
    Path folder = Files.createDirectories(Path.of(arguments[0]));
    for (List<String> path : paths()) {
      Files.writeString(folder.resolve(WrittenHelp.fileName(path)), help(path));
    }
  }

  /** The path of every command there is, {@code pacer} itself first. */
  static List<List<String>> paths() {
    List<List<String>> paths = new ArrayList<>();
    collect(PacerCommand.commandLine(name -> true), List.of(), paths);
    return paths;
  }

  private static void collect(CommandLine at, List<String> path, List<List<String>> paths) {
    paths.add(path);
    at.getSubcommands()
        .forEach(
            (name, below) -> {
              if (!path.isEmpty() || Tools.has(name)) {
                List<String> longer = new ArrayList<>(path);
                longer.add(name);
                collect(below, longer, paths);
              }
            });
  }

  /** What picocli says for {@code --help} at that path. */
  static String help(List<String> path) {
    StringWriter text = new StringWriter();
    PrintWriter out = new PrintWriter(text);
    List<String> line = new ArrayList<>(path);
    line.add("--help");
    int code = PacerCommand.run(out, out, line.toArray(String[]::new));
    out.flush();
    if (code != 0) {
      throw new IllegalStateException("help of %s ended with %d: %s".formatted(path, code, text));
    }
    return text.toString();
  }
}
