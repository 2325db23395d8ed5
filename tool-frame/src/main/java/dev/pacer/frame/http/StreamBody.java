package dev.pacer.frame.http;

import java.io.IOException;

/**
 * Writes a reply's body piece by piece. Returning ends the body properly; an exception cuts the
 * connection so that the peer cannot take the part for the whole. When the server closes, the
 * thread is interrupted: an {@link InterruptedException} let through ends the body properly.
 */
@FunctionalInterface
public interface StreamBody {
  void writeTo(Sink sink) throws IOException, InterruptedException;
}
