package dev.pacer.registryauth.store;

import dev.pacer.cluster.Secret;
import dev.pacer.cluster.aws.AwsException;
import dev.pacer.cluster.aws.AwsFailure;
import dev.pacer.cluster.aws.AwsSecrets;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A secret of Secrets Manager, which must exist: its key, policy and tags are its operator's.
 *
 * <p>The new version's id is made from the one that it replaces. So of two writers that replace the
 * same version with different texts AWS refuses the later one: its id is taken.
 */
public final class AwsSecretStore implements ConfigStore {
  /** The most bytes that a SecretString has. */
  private static final int LONGEST = 65_536;

  /** Ids that are taken because the current version was set back to an older one. */
  private static final int SIBLINGS = 5;

  private final AwsSecrets secrets;
  private final String name;

  /** A secret by name or ARN. */
  public AwsSecretStore(AwsSecrets secrets, String name) {
    this.secrets = secrets;
    this.name = name;
  }

  @Override
  public String place() {
    return "the secret " + name;
  }

  @Override
  public Held read() {
    Optional<AwsSecrets.SecretVersion> current = secrets.current(name);
    if (current.isPresent() && current.get().text().isEmpty()) {
      throw new UnusableStoreException(
          place() + " holds bytes and no text", "Name a secret of its own for the config.json");
    }
    return new Held(
        current.flatMap(AwsSecrets.SecretVersion::text).map(Secret::reveal),
        current.map(AwsSecrets.SecretVersion::versionId).orElse(""));
  }

  @Override
  public boolean replace(Held before, Content next) {
    int length = next.text().getBytes(StandardCharsets.UTF_8).length;
    if (length > LONGEST) {
      throw new UnusableStoreException(
          "%s would have %d bytes, and Secrets Manager takes %d"
              .formatted(place(), length, LONGEST),
          "Publish fewer registries to it");
    }
    for (int sibling = 0; sibling < SIBLINGS; sibling++) {
      String version = successor(before.version(), sibling);
      boolean taken = !put(next, version);
      String current = secrets.current(name).map(AwsSecrets.SecretVersion::versionId).orElse("");
      if (current.equals(version) && !taken) {
        return true;
      }
      if (!current.equals(before.version())) {
        // Somebody was faster.
        return false;
      }
      // The id is taken, as somebody set the current version back to this one.
    }
    return false;
  }

  /** False when the id stands for another text already. */
  private boolean put(Content next, String version) {
    try {
      secrets.put(name, new Secret(next.text()), version);
      return true;
    } catch (AwsException e) {
      if (e.kind() == AwsFailure.Kind.NOT_FOUND) {
        throw new UnusableStoreException(
            place() + " does not exist",
            "Create it: aws secretsmanager create-secret --name " + name);
      }
      if (e.kind() != AwsFailure.Kind.TOKEN_REUSED) {
        throw e;
      }
      return false;
    }
  }

  private static String successor(String version, int sibling) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest("pacer %d %s".formatted(sibling, version).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
