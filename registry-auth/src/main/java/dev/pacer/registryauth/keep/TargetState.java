package dev.pacer.registryauth.keep;

import dev.pacer.registryauth.credential.CredentialSet;
import dev.pacer.registryauth.credential.RegistryName;
import dev.pacer.registryauth.publish.PublishOutcome;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/**
 * What is known of a target.
 *
 * @param content what it holds by our knowledge
 * @param failures of publishing, in a row
 * @param retryAt not before then
 * @param canaryAt when to look at it next
 * @param outcome of the last publishing
 * @param publishedAt when publishing succeeded last
 */
record TargetState(
    Content content,
    int failures,
    Instant retryAt,
    Instant canaryAt,
    Optional<PublishOutcome> outcome,
    Optional<Instant> publishedAt) {

  /**
   * What a target holds.
   *
   * @param published the set that was published last
   * @param kept registries of which another writer's better credential is there
   * @param purge registries of which something dead is there, which is to go before all else
   * @param dirty whether it is known to hold something else than was published
   */
  record Content(
      CredentialSet published, Set<RegistryName> kept, Set<RegistryName> purge, boolean dirty) {
    Content {
      kept = Set.copyOf(kept);
      purge = Set.copyOf(purge);
    }
  }

  static TargetState unknown(Instant now) {
    return new TargetState(
        new Content(CredentialSet.EMPTY, Set.of(), Set.of(), true),
        0,
        now,
        now,
        Optional.empty(),
        Optional.empty());
  }

  CredentialSet published() {
    return content.published();
  }

  Set<RegistryName> kept() {
    return content.kept();
  }

  Set<RegistryName> purge() {
    return content.purge();
  }

  boolean dirty() {
    return content.dirty();
  }

  boolean wants(CredentialSet desired, Instant now) {
    boolean nothingYet = publishedAt.isEmpty() && desired.isEmpty();
    return !nothingYet && (dirty() || !desired.equals(published())) && !now.isBefore(retryAt);
  }

  TargetState done(CredentialSet set, PublishOutcome.Published what, Instant now) {
    return new TargetState(
        new Content(set, what.kept(), Set.of(), false),
        0,
        now,
        canaryAt,
        Optional.of(what),
        Optional.of(now));
  }

  TargetState failed(PublishOutcome what, Instant again) {
    return new TargetState(
        new Content(published(), kept(), purge(), true),
        failures + 1,
        again,
        canaryAt,
        Optional.of(what),
        publishedAt);
  }

  TargetState drifted() {
    return holding(new Content(published(), kept(), purge(), true));
  }

  TargetState purging(Collection<RegistryName> hosts) {
    return holding(new Content(published(), kept(), Set.copyOf(hosts), true));
  }

  private TargetState holding(Content other) {
    return new TargetState(other, failures, retryAt, canaryAt, outcome, publishedAt);
  }

  TargetState canaryAt(Instant at) {
    return new TargetState(content, failures, retryAt, at, outcome, publishedAt);
  }

  TargetState dueNow(Instant now) {
    return new TargetState(content, failures, now, now, outcome, publishedAt);
  }
}
