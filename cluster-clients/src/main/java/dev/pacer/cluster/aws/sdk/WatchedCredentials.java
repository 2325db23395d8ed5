package dev.pacer.cluster.aws.sdk;

import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/** Marks every failure to get credentials, so that it is not taken for a failure of the call. */
record WatchedCredentials(AwsCredentialsProvider provider, String how, String subject)
    implements AwsCredentialsProvider {

  @Override
  public AwsCredentials resolveCredentials() {
    try {
      return provider.resolveCredentials();
    } catch (RuntimeException e) {
      throw new CredentialsFailedException(how, subject, e);
    }
  }

  /** The call was not sent, as there was nothing to sign it with. */
  static final class CredentialsFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String how;
    private final String subject;
    private final RuntimeException reason;

    CredentialsFailedException(String how, String subject, RuntimeException reason) {
      super("no credentials by " + how, reason);
      this.how = how;
      this.subject = subject;
      this.reason = reason;
    }

    String how() {
      return how;
    }

    String subject() {
      return subject;
    }

    RuntimeException reason() {
      return reason;
    }
  }
}
