package dev.pacer.cluster.http;

import java.io.IOException;
import java.io.InputStream;

/** Reads the body of a successful answer while it arrives. */
@FunctionalInterface
public interface StreamReader<T> {

  /**
   * Reads it. The stream ends with {@link IOException} when the peer breaks off, is too slow or
   * sends too much.
   *
   * @throws JsonShapeException when the body is not what was promised
   */
  T read(InputStream body) throws IOException;
}
