package dev.pacer.cluster.aws.sdk;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/** Fails a call whose reply is longer than any true one, instead of filling the memory with it. */
final class BoundedReplies implements ExecutionInterceptor {
  private final long maxBytes;

  BoundedReplies(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  @Override
  public Optional<InputStream> modifyHttpResponseContent(
      Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
    return context.responseBody().map(body -> new BoundedStream(body, maxBytes));
  }

  /** Says how long the reply got; the reading of the failure looks for it. */
  static final class ReplyTooLongException extends IOException {
    private static final long serialVersionUID = 1L;

    ReplyTooLongException(long maxBytes) {
      super("the reply is longer than %d bytes".formatted(maxBytes));
    }
  }

  private static final class BoundedStream extends FilterInputStream {
    private final long maxBytes;
    private long seen;

    BoundedStream(InputStream in, long maxBytes) {
      super(in);
      this.maxBytes = maxBytes;
    }

    @Override
    public int read() throws IOException {
      int value = super.read();
      count(value < 0 ? 0 : 1);
      return value;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int count = super.read(buffer, offset, length);
      count(Math.max(count, 0));
      return count;
    }

    private void count(int bytes) throws ReplyTooLongException {
      seen += bytes;
      if (seen > maxBytes) {
        throw new ReplyTooLongException(maxBytes);
      }
    }
  }
}
