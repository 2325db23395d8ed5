package dev.pacer.installer.lint;

/**
 * One thing that a rule found.
 *
 * @param rule the rule's id, stable over versions
 * @param path where: a file, and a place in it
 * @param problem what is there, and what comes of it
 * @param mend what to do
 */
public record Finding(Rule rule, String path, String problem, String mend) {

  /** One line. */
  @Override
  public String toString() {
    return "%s %s %s: %s. %s.".formatted(rule.severity(), rule.id(), path, problem, mend);
  }
}
