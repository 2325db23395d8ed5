package dev.pacer.cluster.aws;

import org.jspecify.annotations.Nullable;

/** A call to AWS that failed; {@link #failure()} says how, and its kind what callers may do. */
public final class AwsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient AwsFailure failure;

  public AwsException(AwsFailure failure) {
    this(failure, null);
  }

  /** The cause is an I/O failure or none: what AWS answered is in the failure, cut and checked. */
  public AwsException(AwsFailure failure, @Nullable Throwable cause) {
    super(failure.sentence(), cause);
    this.failure = failure;
  }

  public AwsFailure failure() {
    return failure;
  }

  public AwsFailure.Kind kind() {
    return failure.kind();
  }
}
