package dev.pacer.frame.command;

import dev.pacer.frame.log.Scrubber;
import dev.pacer.frame.output.JsonText;
import dev.pacer.frame.output.OutputFormat;
import dev.pacer.frame.output.ProgressLines;
import dev.pacer.frame.output.Terminal;
import java.io.PrintWriter;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What one run of a command has to do with the outside.
 *
 * @param out stdout, for the command's answer only
 * @param err stderr, for people
 * @param output how the answer is wanted
 * @param outTerminal what is known of stdout
 * @param errTerminal what is known of stderr
 * @param scrubber told every secret, so that no line shows it
 * @param stopSignal told when the process is asked to end
 */
public record ToolRun(
    PrintWriter out,
    PrintWriter err,
    OutputFormat output,
    Terminal outTerminal,
    Terminal errTerminal,
    Scrubber scrubber,
    Supplier<StopSignal> stopSignal) {

  /** Prints the answer in the wanted form. */
  public void answer(Function<Terminal, String> table, Supplier<?> json) {
    if (output == OutputFormat.JSON) {
      out.print(JsonText.pretty(json.get()) + "\n");
    } else {
      out.print(table.apply(outTerminal));
    }
    out.flush();
  }

  /** Progress for people, on stderr. */
  public ProgressLines progress() {
    return new ProgressLines(err, errTerminal);
  }

  /** From now on a SIGTERM or SIGINT is told to the command instead of just ending the process. */
  public StopSignal stop() {
    return stopSignal.get();
  }
}
