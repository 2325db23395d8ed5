package dev.pacer.installer.lint;

import dev.pacer.frame.output.Table;
import dev.pacer.frame.output.Terminal;
import java.util.List;

/**
 * Findings as the command answers them.
 *
 * @param revisions how many revisions were looked at
 * @param errors how many findings break an installation
 * @param unreadable entries and folders that are no package at all, one line each
 */
public record LintReport(int revisions, int errors, List<String> unreadable, List<Line> findings) {

  /** Copies the lists. */
  public LintReport {
    unreadable = List.copyOf(unreadable);
    findings = List.copyOf(findings);
  }

  /** One finding, as printed. */
  public record Line(
      String severity, String rule, String subject, String path, String problem, String mend) {

    /**
     * Of a finding.
     *
     * @param subject the package, and the revision where it is one's
     */
    public static Line of(String subject, Finding finding) {
      return new Line(
          finding.rule().severity().toString(),
          finding.rule().id(),
          subject,
          finding.path(),
          finding.problem(),
          finding.mend());
    }

    boolean isError() {
      return severity.equals(Rule.Severity.ERROR.toString());
    }
  }

  /** The report of what was found. */
  public static LintReport of(int revisions, List<String> unreadable, List<Line> findings) {
    int errors = (int) findings.stream().filter(Line::isError).count();
    return new LintReport(revisions, errors, unreadable, findings);
  }

  /** Whether anything breaks an installation. */
  public boolean isBad() {
    return errors > 0 || !unreadable.isEmpty();
  }

  /** For people: a table of what was found, and what to do for each rule that found something. */
  public String text(Terminal terminal) {
    StringBuilder text = new StringBuilder();
    unreadable.forEach(line -> text.append("error: ").append(line).append('\n'));
    if (!findings.isEmpty()) {
      Table table =
          new Table()
              .column("severity")
              .column("rule")
              .cuttable("package", 12)
              .cuttable("path", 20)
              .cuttable("problem", 30);
      findings.forEach(f -> table.row(f.severity(), f.rule(), f.subject(), f.path(), f.problem()));
      text.append(table.render(terminal)).append('\n');
      findings.stream()
          .map(line -> line.rule() + ": " + line.mend() + ".")
          .distinct()
          .forEach(mend -> text.append(mend).append('\n'));
      text.append('\n');
    }
    return text.append(
            "%s in %s, %s.%n"
                .formatted(
                    counted(findings.size(), "finding"),
                    counted(revisions, "revision"),
                    counted(errors + unreadable.size(), "error")))
        .toString();
  }

  private static String counted(int count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }
}
