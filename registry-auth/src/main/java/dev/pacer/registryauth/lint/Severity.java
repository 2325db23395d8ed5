package dev.pacer.registryauth.lint;

/** How bad a finding is. */
public enum Severity {
  /** A task cannot be launched, or will not once the credential changes. */
  ERROR,
  /** It works, but leaks a secret or hides or invites a failure. */
  WARNING,
  /** Worth knowing. */
  NOTE
}
