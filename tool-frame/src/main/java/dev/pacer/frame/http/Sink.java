package dev.pacer.frame.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Where a streamed reply is written; only for the thread that was handed it. */
public interface Sink {

  /**
   * Sends these bytes at once (as one chunk where the reply is chunked).
   *
   * @throws IOException when the peer went away or took longer than the write timeout
   */
  void write(byte[] bytes) throws IOException;

  /** Sends the text as UTF-8. */
  default void write(String text) throws IOException {
    write(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Looks whether the peer is still there, without writing.
   *
   * @throws IOException when it has closed the connection
   */
  void checkPeer() throws IOException;

  /** Whether the server is closing, so that the stream should end. */
  boolean closing();
}
