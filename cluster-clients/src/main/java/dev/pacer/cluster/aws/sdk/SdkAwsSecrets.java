package dev.pacer.cluster.aws.sdk;

import dev.pacer.cluster.Secret;
import dev.pacer.cluster.aws.AwsException;
import dev.pacer.cluster.aws.AwsFailure;
import dev.pacer.cluster.aws.AwsSecrets;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** Secrets Manager through the AWS SDK; a put is sent once and never repeated by the SDK. */
final class SdkAwsSecrets implements AwsSecrets {
  private final SecretsManagerClient reads;
  private final SecretsManagerClient changes;
  private final AwsCalls calls = new AwsCalls("secretsmanager");

  SdkAwsSecrets(SecretsManagerClient reads, SecretsManagerClient changes) {
    this.reads = reads;
    this.changes = changes;
  }

  @Override
  public Optional<SecretVersion> current(String secret) {
    try {
      return Optional.of(
          calls.read(
              "GetSecretValue",
              "secret " + secret,
              () -> reads.getSecretValue(request -> request.secretId(secret)),
              reply ->
                  new SecretVersion(
                      Required.require("VersionId", reply.versionId()),
                      Optional.ofNullable(reply.secretString())
                          .filter(text -> !text.isEmpty())
                          .map(Secret::new),
                      Set.copyOf(reply.versionStages()))));
    } catch (AwsException e) {
      if (e.kind() == AwsFailure.Kind.NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  @Override
  public String put(String secret, Secret text, String token) {
    return calls.change(
        "PutSecretValue",
        "secret " + secret,
        () ->
            changes.putSecretValue(
                request ->
                    request.secretId(secret).secretString(text.reveal()).clientRequestToken(token)),
        reply -> Required.require("VersionId", reply.versionId()));
  }
}
