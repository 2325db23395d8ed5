package dev.pacer.cluster.http;

/** An HTTP method. */
public enum Method {
  GET,
  HEAD,
  POST,
  PUT,
  PATCH,
  DELETE;

  /** Whether it asks without changing anything. */
  public boolean isRead() {
    return this == GET || this == HEAD;
  }
}
