package dev.pacer.registryauth.lint;

/**
 * One thing that is wrong.
 *
 * @param subject the app's id, a pod's with {@code #container}, or an agent's host
 * @param what what was found there, without any secret
 */
public record Finding(LintRule rule, String subject, String what) {

  /** Whether, because of this, a task cannot start or soon will not. */
  public boolean isError() {
    return rule.severity() == Severity.ERROR;
  }
}
