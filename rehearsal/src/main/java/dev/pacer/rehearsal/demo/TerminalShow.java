package dev.pacer.rehearsal.demo;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;

/** The demo on a terminal: the step in progress is one line that is written again and again. */
public final class TerminalShow implements Show {

  private static final String[] TURNING = {"|", "/", "-", "\\"};
  private static final String GREEN = "\u001b[32m";
  private static final String RED = "\u001b[31m";
  private static final String DIM = "\u001b[2m";
  private static final String PLAIN = "\u001b[0m";
  private static final String CLEAR_LINE = "\r\u001b[K";

  private final PrintStream out;
  private final int columns;
  private final boolean colour;
  private int turns;

  /**
   * @param columns the terminal's width, at least 40
   */
  public TerminalShow(PrintStream out, int columns, boolean colour) {
    this.out = out;
    this.columns = Math.max(40, columns);
    this.colour = colour;
  }

  @Override
  public void begins(int number, int total, Step step) {
    line("%s %s".formatted(mark(TURNING[0], DIM), step.title()));
  }

  @Override
  public void waits(Step step, String seen, Duration soFar) {
    String turning = TURNING[turns++ % TURNING.length];
    String text = "%s (%s, %s)".formatted(step.title(), seen, PlainShow.seconds(soFar));
    line(mark(turning, DIM) + " " + cut(text, columns - 3));
  }

  @Override
  public void ends(int number, int total, StepResult result) {
    String text =
        "%s: %s (%s)"
            .formatted(result.step().title(), result.seen(), PlainShow.seconds(result.took()));
    out.print(CLEAR_LINE);
    out.println(
        (result.cameTrue() ? mark("ok", GREEN) : mark("no", RED)) + " " + cut(text, columns - 4));
    out.flush();
  }

  @Override
  public void summary(List<StepResult> results, Duration took) {
    out.print(SummaryTable.of(results, took));
    out.flush();
  }

  private void line(String text) {
    out.print(CLEAR_LINE + text);
    out.flush();
  }

  private String mark(String text, String code) {
    return colour ? code + text + PLAIN : text;
  }

  private static String cut(String text, int width) {
    return text.length() <= width ? text : text.substring(0, width - 1) + "…";
  }
}
