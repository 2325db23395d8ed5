package dev.pacer.frame.exit;

import org.jspecify.annotations.Nullable;

/**
 * Ends a command with an exit code and one line: what was tried and what came back, then what to
 * do. The line never holds a secret.
 */
public class ToolFailure extends RuntimeException {
  private final ExitCode exitCode;

  public ToolFailure(ExitCode exitCode, String what, String toDo) {
    this(exitCode, what, toDo, null);
  }

  public ToolFailure(ExitCode exitCode, String what, String toDo, @Nullable Throwable cause) {
    super(toDo.isEmpty() ? what : what + " " + toDo, cause);
    if (exitCode == ExitCode.DONE) {
      throw new IllegalArgumentException("a failure does not end with code 0");
    }
    this.exitCode = exitCode;
  }

  public ExitCode exitCode() {
    return exitCode;
  }
}
