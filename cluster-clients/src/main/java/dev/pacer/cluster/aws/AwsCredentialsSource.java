package dev.pacer.cluster.aws;

import java.util.Optional;

/** Where the credentials come from. */
public sealed interface AwsCredentialsSource {

  /**
   * The usual chain: environment, profile files, web identity, container and instance metadata.
   * Credentials that expire are renewed by it.
   */
  record FromSurroundings() implements AwsCredentialsSource {}

  /** Fixed keys, for tests and simulators. */
  record Keys(String accessKeyId, String secretAccessKey, Optional<String> sessionToken)
      implements AwsCredentialsSource {
    public Keys {
      Texts.requireText("access key id", accessKeyId);
      Texts.requireText("secret access key", secretAccessKey);
    }

    @Override
    public String toString() {
      return "keys of " + accessKeyId;
    }
  }

  /** A role taken on with other credentials, and renewed before they expire. */
  record AssumedRole(
      String roleArn,
      String sessionName,
      Optional<String> externalId,
      AwsCredentialsSource assumedWith)
      implements AwsCredentialsSource {
    public AssumedRole {
      Texts.requireText("role ARN", roleArn);
      Texts.requireText("session name", sessionName);
    }

    @Override
    public String toString() {
      return "role " + roleArn;
    }
  }
}
