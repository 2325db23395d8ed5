package dev.pacer.registryauth.lint;

import dev.pacer.frame.output.Table;
import dev.pacer.frame.output.Terminal;
import java.util.List;
import java.util.Locale;

/**
 * Findings as the command answers them.
 *
 * @param containers how many containers were looked at
 * @param errors how many findings mean that a task cannot start, or soon will not
 * @param cannotPull the subjects of those
 */
public record LintReport(int containers, int errors, List<String> cannotPull, List<Line> findings) {

  /** Copies the lists. */
  public LintReport {
    cannotPull = List.copyOf(cannotPull);
    findings = List.copyOf(findings);
  }

  /** One finding, as printed. */
  public record Line(String severity, String rule, String subject, String what, String mend) {}

  /** The report of what was found. */
  public static LintReport of(int containers, List<Finding> findings) {
    List<Finding> errors = findings.stream().filter(Finding::isError).toList();
    return new LintReport(
        containers,
        errors.size(),
        errors.stream().map(Finding::subject).distinct().sorted().toList(),
        findings.stream()
            .map(
                finding ->
                    new Line(
                        finding.rule().severity().name().toLowerCase(Locale.ROOT),
                        finding.rule().id(),
                        finding.subject(),
                        finding.what(),
                        finding.rule().mend()))
            .toList());
  }

  /** For people: a table of what was found, and what to do for each rule that found something. */
  public String text(Terminal terminal) {
    if (findings.isEmpty()) {
      return "Nothing found in %s.%n".formatted(counted(containers, "container"));
    }
    Table table =
        new Table().column("severity").column("rule").cuttable("app", 20).cuttable("what", 30);
    findings.forEach(f -> table.row(f.severity(), f.rule(), f.subject(), f.what()));
    StringBuilder text = new StringBuilder(table.render(terminal)).append('\n');
    findings.stream()
        .map(line -> line.rule() + ": " + line.mend())
        .distinct()
        .forEach(mend -> text.append(mend).append('\n'));
    return text.append(
            "%n%s in %s; %d cannot pull, or soon will not.%n"
                .formatted(
                    counted(findings.size(), "finding"),
                    counted(containers, "container"),
                    cannotPull.size()))
        .toString();
  }

  private static String counted(int count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }
}
