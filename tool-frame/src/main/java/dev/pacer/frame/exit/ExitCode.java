package dev.pacer.frame.exit;

/** The toolkit's one table of exit codes; {@code docs/exit-codes.md} is its printed form. */
public enum ExitCode {
  DONE(0, "done", "The command did what was asked, or there was nothing to do."),
  FAILED(
      1, "failed", "Something went wrong that no other code names; the line on stderr says what."),
  USAGE(2, "usage", "The command line is wrong: an unknown option, a missing argument."),
  INVALID_INPUT(
      3,
      "invalid input",
      "A configuration file or a package's options are wrong; all problems are listed."),
  UNREACHABLE(4, "cluster unreachable", "Marathon, Mesos, ZooKeeper or AWS did not answer."),
  REFUSED(
      5,
      "refused",
      "A peer refused: not authorised, in conflict, or locked by another deployment."),
  INCOMPLETE(
      6,
      "partly applied or timed out",
      "Part of the work is done or still going on; run again to resume."),
  BROKEN_PACKAGE(7, "the package itself is broken", "A package's own files are wrong."),
  NOT_FOUND(8, "not found", "What was named does not exist."),
  PREFLIGHT(
      9, "refused by a pre-flight check", "A check before the change failed; nothing was sent."),
  CHANGES_PENDING(
      10, "changes pending", "Only with `plan --detailed-exitcode`: there is something to change."),
  LOCKED(
      75, "another run holds the lock", "The same work is being done by another run; try later.");

  private final int code;
  private final String title;
  private final String meaning;

  ExitCode(int code, String title, String meaning) {
    this.code = code;
    this.title = title;
    this.meaning = meaning;
  }

  /** What the process ends with. */
  public int code() {
    return code;
  }

  /** Its name in the table. */
  public String title() {
    return title;
  }

  /** One sentence for the table. */
  public String meaning() {
    return meaning;
  }
}
