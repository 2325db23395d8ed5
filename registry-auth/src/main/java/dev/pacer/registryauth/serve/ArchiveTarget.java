package dev.pacer.registryauth.serve;

import dev.pacer.registryauth.archive.DockerArchive;
import dev.pacer.registryauth.credential.CredentialSet;
import dev.pacer.registryauth.credential.Login;
import dev.pacer.registryauth.credential.RegistryName;
import dev.pacer.registryauth.dockerconfig.ConfigReading;
import dev.pacer.registryauth.dockerconfig.DockerConfig;
import dev.pacer.registryauth.ledger.Generation;
import dev.pacer.registryauth.ledger.Ledger;
import dev.pacer.registryauth.ledger.Succession;
import dev.pacer.registryauth.publish.PublishOutcome;
import dev.pacer.registryauth.publish.ReadBack;
import dev.pacer.registryauth.publish.Target;
import dev.pacer.registryauth.publish.TargetId;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/**
 * An archive in memory, to be served. It is swapped as a whole, and is there only while at least
 * one login in it lives. It ends with the process.
 */
public final class ArchiveTarget implements Target {

  /** The archive at one moment, with its tag; bytes keep themselves out of texts. */
  static final class Snapshot {
    private final byte[] archive;
    private final String tag;
    private final Optional<Instant> deadAt;
    private final Ledger ledger;

    private Snapshot(byte[] archive, String tag, Optional<Instant> deadAt, Ledger ledger) {
      this.archive = archive;
      this.tag = tag;
      this.deadAt = deadAt;
      this.ledger = ledger;
    }

    /** Not a copy: it is sent for each request and nobody changes it. */
    byte[] archive() {
      return archive;
    }

    /** A strong entity tag, in its quotes. */
    String tag() {
      return tag;
    }

    Map<RegistryName, Login> logins() {
      return ConfigReading.read(DockerArchive.configIn(archive)).logins();
    }

    @Override
    public String toString() {
      return "archive of %d bytes".formatted(archive.length);
    }
  }

  private final TargetId id;
  private final SecretKey tagKey;
  private final InstantSource clock;
  private volatile @Nullable Snapshot current;

  /**
   * A target that holds nothing yet.
   *
   * @param tagKey makes entity tags, which must not let anybody check a guess at a password
   */
  public ArchiveTarget(TargetId id, SecretKey tagKey, InstantSource clock) {
    this.id = id;
    this.tagKey = tagKey;
    this.clock = clock;
  }

  @Override
  public TargetId id() {
    return id;
  }

  @Override
  public synchronized PublishOutcome publish(CredentialSet credentials) {
    Snapshot before = current;
    Succession next =
        Succession.decide(
            credentials,
            before == null ? List.of() : List.of(before.logins()),
            before == null ? Ledger.EMPTY : before.ledger,
            clock.instant());
    if (next.logins().isEmpty()) {
      current = null;
      return new PublishOutcome.Published(before != null, next.kept());
    }
    byte[] archive = DockerArchive.of(DockerConfig.of(next.logins()));
    String tag = tag(archive);
    current = new Snapshot(archive, tag, deadAt(next), next.ledger());
    return new PublishOutcome.Published(before == null || !before.tag.equals(tag), next.kept());
  }

  /** When the last login is dead; empty when one never is. */
  private static Optional<Instant> deadAt(Succession next) {
    List<Optional<Instant>> ends =
        next.logins().entrySet().stream()
            .map(
                held ->
                    next.ledger().of(held.getKey(), held.getValue()).flatMap(Generation::expiresAt))
            .toList();
    return ends.stream().anyMatch(Optional::isEmpty)
        ? Optional.empty()
        : ends.stream().flatMap(Optional::stream).max(Comparator.naturalOrder());
  }

  private String tag(byte[] archive) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(tagKey);
      return '"' + HexFormat.of().formatHex(mac.doFinal(archive), 0, 16) + '"';
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HmacSHA256", e);
    }
  }

  /** What to serve; empty while there is nothing or nothing that lives. */
  Optional<Snapshot> living() {
    Snapshot now = current;
    return now == null || now.deadAt.filter(end -> !clock.instant().isBefore(end)).isPresent()
        ? Optional.empty()
        : Optional.of(now);
  }

  @Override
  public ReadBack readBack() {
    Snapshot now = current;
    return now == null
        ? new ReadBack.Nothing("nothing has been published to be served yet")
        : new ReadBack.Held(now.logins());
  }
}
