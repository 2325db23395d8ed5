package dev.pacer.conformance.matcher;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Replays captured cases and sequences through {@code placement} and prints every difference. */
@Command(
    name = "matcher",
    description = {
      "Replays answers of Marathon's own matcher through Pacer's.",
      "Prints one line per difference (id and reason), and at last: N passed, N failed."
    },
    mixinStandardHelpOptions = true)
public final class MatcherCommand implements Callable<Integer> {

  private static final int INVALID_INPUT = 3;

  @Spec private CommandSpec command = CommandSpec.create();

  @Option(
      names = "--cases",
      paramLabel = "FILE",
      description = "One app, one offer, one answer a line; JSON, plain or gzip.")
  private List<Path> cases = List.of();

  @Option(
      names = "--sequences",
      paramLabel = "FILE",
      description = "Agents offered in turn, events, and again; JSON lines, plain or gzip.")
  private List<Path> sequences = List.of();

  private int passed;
  private int failed;

  @Override
  public Integer call() {
    if (cases.isEmpty() && sequences.isEmpty()) {
      throw new ParameterException(command.commandLine(), "give --cases FILE or --sequences FILE");
    }
    PrintWriter out = command.commandLine().getOut();
    Path current = Path.of("");
    try {
      for (Path file : cases) {
        current = file;
        replay(file, CaseReplay::difference, out);
      }
      for (Path file : sequences) {
        current = file;
        replay(file, SequenceReplay::difference, out);
      }
    } catch (IOException e) {
      command.commandLine().getErr().printf("cannot read %s: %s%n", current, e);
      return INVALID_INPUT;
    }
    out.printf("%d passed, %d failed%n", passed, failed);
    return failed == 0 ? 0 : 1;
  }

  private void replay(Path file, Function<JsonNode, String> difference, PrintWriter out)
      throws IOException {
    CaptureLines.read(
        file,
        line -> {
          String found = line.difference(difference);
          if (found.isEmpty()) {
            passed++;
          } else {
            failed++;
            out.printf("%s: %s%n", line.id(), found);
          }
        });
  }
}
