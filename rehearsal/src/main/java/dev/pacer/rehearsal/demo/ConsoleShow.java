package dev.pacer.rehearsal.demo;

import dev.pacer.frame.output.ProgressLines;
import dev.pacer.frame.output.Table;
import dev.pacer.frame.output.Terminal;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * The demo on a console: on a terminal the step in progress is drawn again and again, elsewhere
 * there are plain lines.
 */
public final class ConsoleShow implements Show {

  private static final String[] TURNING = {"|", "/", "-", "\\"};
  private static final int LEAST_TITLE = 20;

  private final PrintWriter out;
  private final Terminal terminal;
  private final ProgressLines progress;
  private int looks;

  public ConsoleShow(PrintWriter out, Terminal terminal) {
    this.out = out;
    this.terminal = terminal;
    this.progress = new ProgressLines(out, terminal);
  }

  @Override
  public void begins(int number, int total, Step step) {
    progress.say("%2d/%d  %s".formatted(number, total, step.title()));
  }

  @Override
  public void waits(Step step, String seen, Duration soFar) {
    // Elsewhere a line for every look would drown what happened.
    if (terminal.live()) {
      String turning = TURNING[looks++ / 2 % TURNING.length];
      progress.show(List.of("    %s  %s, %s".formatted(turning, seen, seconds(soFar))));
    }
  }

  @Override
  public void ends(int number, int total, StepResult result) {
    progress.show(List.of());
    String mark = result.cameTrue() ? "" : "did not come true: ";
    progress.say("       %s%s (%s)".formatted(mark, result.seen(), seconds(result.took())));
  }

  @Override
  public void summary(List<StepResult> results, Duration took) {
    progress.end();
    Table table =
        new Table().number("#").cuttable("step", LEAST_TITLE).number("after").column("result");
    int number = 0;
    for (StepResult result : results) {
      number++;
      String verdict = result.cameTrue() ? "came true" : "did not come true";
      table.row(
          List.of(number, result.step().title(), seconds(result.took()), verdict),
          result.cameTrue() ? terminal.palette()::good : terminal.palette()::bad);
    }
    out.print("\n" + table.render(terminal) + "\n");
    StepResult last = results.get(results.size() - 1);
    if (last.cameTrue()) {
      out.printf("All %d steps came true in %s.%n", number, seconds(took));
    } else {
      out.printf("Step %d did not come true: %s%n", number, last.step().title());
      out.printf("  expected: %s%n", last.step().expected());
      out.printf("  seen:     %s%n", last.seen());
    }
    out.flush();
  }

  private static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
  }
}
