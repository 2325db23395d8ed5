package dev.pacer.registryauth.keep;

import dev.pacer.registryauth.credential.RegistryName;
import dev.pacer.registryauth.decision.Held;
import dev.pacer.registryauth.decision.Holding;
import dev.pacer.registryauth.publish.PublishOutcome;
import dev.pacer.registryauth.publish.TargetId;
import dev.pacer.registryauth.verdict.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** What is known at one moment, without secrets: for status, metrics, health and exit codes. */
public record KeeperView(Instant at, List<Registry> registries, List<Place> targets) {

  /** Copies the lists. */
  public KeeperView {
    registries = List.copyOf(registries);
    targets = List.copyOf(targets);
  }

  /**
   * One registry.
   *
   * @param lifetime of the published credential; empty when it does not end
   * @param alive whether there is one that can be used
   * @param verdict the last one's label, or {@code unverified} while an unproven one is published
   */
  public record Registry(
      String name,
      List<String> hosts,
      String provider,
      boolean required,
      boolean alive,
      Optional<Instant> issuedAt,
      Optional<Instant> expiresAt,
      Optional<Duration> lifetime,
      Instant nextRefresh,
      Optional<Instant> verifiedAt,
      String verdict,
      Optional<String> trouble,
      Optional<String> reason,
      int failures) {

    /** Whether a credential is there that has less than a quarter of its life left, or none is. */
    public boolean late(Instant now) {
      if (!alive) {
        return true;
      }
      if (expiresAt.isEmpty() || lifetime.isEmpty()) {
        return false;
      }
      return Duration.between(now, expiresAt.get()).toMillis() < lifetime.get().toMillis() * 0.25;
    }
  }

  /**
   * One target.
   *
   * @param current whether it holds what it shall
   */
  public record Place(
      String name,
      boolean current,
      Optional<Instant> publishedAt,
      int failures,
      Optional<String> reason) {}

  static KeeperView of(
      Instant now,
      Collection<KeptRegistry> registries,
      Map<String, Holding> holdings,
      Collection<KeptTarget> targets,
      Map<TargetId, TargetState> states,
      Set<TargetId> behind) {
    List<Registry> all = new ArrayList<>();
    for (KeptRegistry registry : registries) {
      all.add(registry(now, registry, Objects.requireNonNull(holdings.get(registry.name()))));
    }
    List<Place> places = new ArrayList<>();
    for (KeptTarget target : targets) {
      places.add(
          place(
              target,
              Objects.requireNonNull(states.get(target.id())),
              !behind.contains(target.id())));
    }
    return new KeeperView(now, all, places);
  }

  private static Registry registry(Instant now, KeptRegistry registry, Holding holding) {
    Optional<Held> good = holding.good();
    boolean unproven =
        good.map(held -> !held.credential().proven()).orElse(false)
            && holding
                .finding()
                .map(finding -> finding.meaning() == Verdict.Meaning.SAYS_NOTHING)
                .orElse(true);
    return new Registry(
        registry.name(),
        registry.hosts().stream().map(RegistryName::host).toList(),
        registry.source().provider(),
        registry.required(),
        good.map(held -> held.alive(now)).orElse(false),
        good.map(held -> held.credential().issuedAt()),
        good.flatMap(Held::endsAt),
        good.flatMap(Held::life),
        holding.refreshAt(),
        holding.verifiedAt(),
        unproven
            ? "unverified"
            : holding.finding().map(finding -> finding.verdict().label()).orElse("none"),
        holding.trouble().map(failure -> failure.trouble().label()),
        holding.trouble().map(Holding.Failure::reason),
        holding.failures());
  }

  private static Place place(KeptTarget target, TargetState state, boolean current) {
    Optional<String> reason =
        state
            .outcome()
            .flatMap(
                outcome -> {
                  if (outcome instanceof PublishOutcome.Refused refused) {
                    return Optional.of(refused.reason());
                  }
                  return outcome instanceof PublishOutcome.Failed failed
                      ? Optional.of(failed.reason())
                      : Optional.empty();
                });
    return new Place(
        target.target().id().name(),
        current && state.publishedAt().isPresent(),
        state.publishedAt(),
        state.failures(),
        reason);
  }
}
