package dev.pacer.registryauth.store;

import dev.pacer.cluster.aws.AwsException;
import dev.pacer.cluster.aws.AwsFailure;
import dev.pacer.cluster.aws.S3Objects;
import dev.pacer.registryauth.archive.DockerArchive;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * A docker.tar.gz in S3, encrypted, and readable to whom the bucket's policy lets. Without any
 * login there is no object: a fetch that fails is seen, one of nothing is not.
 */
public final class S3ArchiveStore implements ConfigStore {
  private final S3Objects objects;
  private final S3Objects.Location location;
  private final S3Objects.Encryption encryption;

  /** An object; its bucket must exist. */
  public S3ArchiveStore(
      S3Objects objects, S3Objects.Location location, S3Objects.Encryption encryption) {
    this.objects = objects;
    this.location = location;
    this.encryption = encryption;
  }

  @Override
  public String place() {
    return location.toString();
  }

  @Override
  public Held read() {
    Optional<S3Objects.Content> content = objects.find(location);
    if (content.isEmpty()) {
      return new Held(Optional.empty(), "");
    }
    try {
      byte[] config = DockerArchive.configIn(content.get().bytes());
      return new Held(
          Optional.of(new String(config, StandardCharsets.UTF_8)), content.get().eTag());
    } catch (IllegalArgumentException e) {
      throw new UnusableStoreException(
          "what is in %s is not our archive: %s".formatted(place(), e.getMessage()),
          "Remove it or name another key");
    }
  }

  @Override
  public boolean replace(Held before, Content next) {
    if (next.empty()) {
      objects.delete(location);
      return true;
    }
    try {
      objects.put(
          location,
          DockerArchive.of(next.text().getBytes(StandardCharsets.UTF_8)),
          "application/gzip",
          Map.of(),
          encryption,
          Optional.of(before.version()).filter(tag -> !tag.isEmpty()));
      return true;
    } catch (AwsException e) {
      if (e.kind() == AwsFailure.Kind.CONTENTION) {
        return false;
      }
      throw e;
    }
  }
}
