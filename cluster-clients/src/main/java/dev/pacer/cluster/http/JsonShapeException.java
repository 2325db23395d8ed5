package dev.pacer.cluster.http;

/** A JSON document lacks what was promised, or holds it in another form; the message says where. */
public final class JsonShapeException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Something wrong at a place. */
  public JsonShapeException(String message) {
    super(message);
  }

  /** Something wrong at a place, found by someone else. */
  public JsonShapeException(String message, Throwable cause) {
    super(message, cause);
  }
}
