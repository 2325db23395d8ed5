package dev.pacer.cluster.http;

import java.io.IOException;

/** An answer is larger than we are ready to read. */
final class BodyTooLargeException extends IOException {

  private static final long serialVersionUID = 1L;

  BodyTooLargeException(long limit) {
    super("the answer is larger than " + limit + " bytes");
  }
}
