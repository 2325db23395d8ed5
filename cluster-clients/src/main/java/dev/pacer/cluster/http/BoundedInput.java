package dev.pacer.cluster.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Lets so many bytes through and fails at the next. Closing it does not touch the source. */
final class BoundedInput extends FilterInputStream {

  private final long limit;
  private long count;
  private boolean ended;

  BoundedInput(InputStream source, long limit) {
    super(source);
    this.limit = limit;
  }

  /** Whether the end of the source was seen; a second look there would be an error. */
  boolean ended() {
    return ended;
  }

  @Override
  public int read() throws IOException {
    if (ended) {
      return -1;
    }
    int b = super.read();
    ended = b < 0;
    if (b >= 0) {
      add(1);
    }
    return b;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (ended) {
      return -1;
    }
    int n = super.read(buffer, offset, length);
    ended = n < 0;
    if (n > 0) {
      add(n);
    }
    return n;
  }

  @Override
  public long skip(long n) throws IOException {
    long skipped = super.skip(n);
    add(skipped);
    return skipped;
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  /** Nothing: HttpClient's own streams read to the end when closed, however long that is. */
  @Override
  public void close() {}

  private void add(long n) throws IOException {
    count += n;
    if (count > limit) {
      throw new BodyTooLargeException(limit);
    }
  }
}
