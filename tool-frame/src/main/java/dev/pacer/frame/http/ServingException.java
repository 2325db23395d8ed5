package dev.pacer.frame.http;

import dev.pacer.frame.exit.ExitCode;
import dev.pacer.frame.exit.ToolFailure;

/** The server could not start listening; the message names address and port and what to do. */
public class ServingException extends ToolFailure {
  public ServingException(String what, String toDo, Throwable cause) {
    super(ExitCode.FAILED, what, toDo, cause);
  }
}
