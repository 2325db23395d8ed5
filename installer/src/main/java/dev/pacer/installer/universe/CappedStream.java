package dev.pacer.installer.universe;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream that refuses to be longer than somebody can believe. */
final class CappedStream extends FilterInputStream {
  private final long most;
  private long count;

  /** Says that there was more. */
  static final class TooLongException extends IOException {
    private static final long serialVersionUID = 1L;

    TooLongException(long most) {
      super("longer than " + (most >> 20) + " MiB");
    }
  }

  CappedStream(InputStream in, long most) {
    super(in);
    this.most = most;
  }

  @Override
  public int read() throws IOException {
    int one = super.read();
    count(one < 0 ? 0 : 1);
    return one;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int read = super.read(bytes, offset, length);
    count(Math.max(0, read));
    return read;
  }

  private void count(int read) throws IOException {
    count += read;
    if (count > most) {
      throw new TooLongException(most);
    }
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
