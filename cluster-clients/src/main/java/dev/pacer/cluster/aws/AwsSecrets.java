package dev.pacer.cluster.aws;

import dev.pacer.cluster.Secret;
import java.util.Optional;
import java.util.Set;

/** Secrets Manager of one account and region. Every failure is an {@link AwsException}. */
public interface AwsSecrets {

  /**
   * A version of a secret.
   *
   * @param versionId as AWS calls it, or the request token that made it
   * @param text its value; a value of bytes is not ours and reads as absent
   * @param stages the labels that point at it
   */
  record SecretVersion(String versionId, Optional<Secret> text, Set<String> stages) {
    public SecretVersion {
      stages = Set.copyOf(stages);
    }
  }

  /**
   * The version labelled {@code AWSCURRENT}; empty when there is no such secret or it has no value
   * yet, which AWS tells apart by text only.
   *
   * @param secret name or ARN
   */
  Optional<SecretVersion> current(String secret);

  /**
   * Adds a version and labels it {@code AWSCURRENT}; AWS labels the one before {@code AWSPREVIOUS}.
   *
   * @param token 32 to 64 characters; the same token with the same text again changes nothing
   * @return the new version's id
   * @throws AwsException of kind NOT_FOUND when there is no such secret: it is not created here, as
   *     its key, policy and tags are the operator's to choose
   */
  String put(String secret, Secret text, String token);
}
