package dev.pacer.frame.http;

/** The server could not start listening; the message names address and port and what to do. */
public class ServingException extends RuntimeException {
  public ServingException(String message, Throwable cause) {
    super(message, cause);
  }
}
