package dev.pacer.rehearsal.demo;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** The demo as plain lines: for logs, pipes and terminals that cannot move the cursor. */
public final class PlainShow implements Show {

  private final PrintStream out;

  public PlainShow(PrintStream out) {
    this.out = out;
  }

  @Override
  public void begins(int number, int total, Step step) {
    out.printf("[%2d/%d] %s: waiting for %s%n", number, total, step.title(), step.expected());
    out.flush();
  }

  @Override
  public void waits(Step step, String seen, Duration soFar) {
    // A line for every look would drown what happened.
  }

  @Override
  public void ends(int number, int total, StepResult result) {
    out.printf(
        "[%2d/%d] %-4s %6s  %s%n",
        number, total, result.cameTrue() ? "ok" : "FAIL", seconds(result.took()), result.seen());
    out.flush();
  }

  @Override
  public void summary(List<StepResult> results, Duration took) {
    out.print(SummaryTable.of(results, took));
    out.flush();
  }

  static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
  }
}
