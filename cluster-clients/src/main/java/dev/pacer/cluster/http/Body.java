package dev.pacer.cluster.http;

import java.nio.charset.StandardCharsets;

/** The body of a request; its {@code toString} shows only type and size, as it may hold secrets. */
public final class Body {

  private final byte[] bytes;
  private final String contentType;

  private Body(byte[] bytes, String contentType) {
    this.bytes = bytes;
    this.contentType = contentType;
  }

  /** A JSON text. */
  public static Body json(String json) {
    return new Body(json.getBytes(StandardCharsets.UTF_8), "application/json");
  }

  /** Bytes of some type. */
  public static Body of(byte[] bytes, String contentType) {
    return new Body(bytes.clone(), contentType);
  }

  byte[] bytes() {
    return bytes;
  }

  String contentType() {
    return contentType;
  }

  @Override
  public String toString() {
    return contentType + " of " + bytes.length + " bytes";
  }
}
