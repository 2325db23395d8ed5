package dev.pacer.rehearsal.demo;

import java.time.Duration;
import java.util.List;

/** What happened, as a table of at most 80 columns. */
final class SummaryTable {

  private static final int TITLE = 44;

  private SummaryTable() {}

  static String of(List<StepResult> results, Duration took) {
    StringBuilder text = new StringBuilder();
    String rule = "-".repeat(78) + "\n";
    text.append('\n').append(rule);
    text.append(("%-4s%-" + TITLE + "s %8s  %s%n").formatted("", "step", "after", "result"));
    text.append(rule);
    int number = 0;
    boolean allTrue = !results.isEmpty();
    for (StepResult result : results) {
      number++;
      allTrue &= result.cameTrue();
      text.append(
          ("%2d  %-" + TITLE + "s %8s  %s%n")
              .formatted(
                  number,
                  cut(result.step().title()),
                  PlainShow.seconds(result.took()),
                  result.cameTrue() ? "came true" : "DID NOT COME TRUE"));
      if (!result.cameTrue()) {
        text.append("    expected: ").append(result.step().expected()).append('\n');
        text.append("    seen:     ").append(result.seen()).append('\n');
      }
    }
    text.append(rule);
    text.append(
        allTrue
            ? "All %d steps came true in %s.%n".formatted(number, PlainShow.seconds(took))
            : "Step %d did not come true.%n".formatted(number));
    return text.toString();
  }

  private static String cut(String title) {
    return title.length() <= TITLE ? title : title.substring(0, TITLE - 1) + "…";
  }
}
