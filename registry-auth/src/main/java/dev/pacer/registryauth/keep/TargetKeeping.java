package dev.pacer.registryauth.keep;

import dev.pacer.registryauth.credential.Credential;
import dev.pacer.registryauth.credential.CredentialSet;
import dev.pacer.registryauth.credential.Login;
import dev.pacer.registryauth.credential.RegistryName;
import dev.pacer.registryauth.decision.Held;
import dev.pacer.registryauth.decision.Keeping;
import dev.pacer.registryauth.publish.PublishOutcome;
import dev.pacer.registryauth.publish.ReadBack;
import dev.pacer.registryauth.publish.TargetId;
import dev.pacer.registryauth.verdict.Finding;
import dev.pacer.registryauth.verdict.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The targets: publishes what they shall hold, and looks whether they still do. */
final class TargetKeeping {

  private final List<KeptTarget> targets;
  private final Map<TargetId, TargetState> states = new LinkedHashMap<>();
  private final RegistryKeeping registries;
  private final Keeping keeping;
  private final Worker worker;
  private final Flights flights;
  private final Keeper.Outside outside;

  TargetKeeping(
      List<KeptTarget> targets,
      RegistryKeeping registries,
      Keeping keeping,
      Worker worker,
      Flights flights,
      Keeper.Outside outside) {
    this.targets = List.copyOf(targets);
    this.registries = registries;
    this.keeping = keeping;
    this.worker = worker;
    this.flights = flights;
    this.outside = outside;
    Instant now = outside.clock().instant();
    targets.forEach(target -> states.put(target.id(), TargetState.unknown(now)));
  }

  List<KeptTarget> all() {
    return targets;
  }

  boolean startDue(Instant now) {
    boolean any = false;
    for (KeptTarget target : targets) {
      CredentialSet desired = desired(target, now);
      TargetState state = state(target);
      if (state.wants(desired, now)) {
        any |= publish(target, desired.only(host -> !state.purge().contains(host)), now);
      } else if (state.publishedAt().isPresent() && !now.isBefore(state.canaryAt())) {
        any |= look(target, now);
      }
    }
    return any;
  }

  /** Times at which something is due that is not under way. */
  List<Instant> due(Instant now) {
    List<Instant> all = new ArrayList<>();
    for (KeptTarget target : targets) {
      TargetState state = state(target);
      // As in startDue: what is to be written is not looked at before.
      if (state.wants(desired(target, now), now)) {
        if (!flights.has(publishing(target))) {
          all.add(now);
        }
      } else {
        if (state.wants(desired(target, now), Instant.MAX)) {
          all.add(state.retryAt());
        }
        if (state.publishedAt().isPresent() && !flights.has(looking(target))) {
          all.add(state.canaryAt());
        }
      }
    }
    return all;
  }

  /** Whether every target holds what it shall, or publishing failed that often or for good. */
  boolean tried(int attempts, Instant now) {
    return targets.stream()
        .allMatch(
            target -> {
              TargetState state = state(target);
              return !state.wants(desired(target, now), Instant.MAX)
                  || state.failures() >= attempts
                  || state.outcome().filter(PublishOutcome.Refused.class::isInstance).isPresent();
            });
  }

  /** Whether every target that can be looked at has been, in this run. */
  boolean looked(Instant now) {
    return states.values().stream()
        .allMatch(state -> state.publishedAt().isEmpty() || state.canaryAt().isAfter(now));
  }

  /** Every target is looked at once it has been published to. */
  void lookSoon(Instant now) {
    states.replaceAll((id, state) -> state.canaryAt(now));
  }

  void stepBack(Instant now) {
    states.replaceAll((id, state) -> state.dueNow(now));
  }

  private boolean publish(KeptTarget target, CredentialSet set, Instant now) {
    return flights.start(
        publishing(target),
        now,
        () -> worker.publish(target.target(), set),
        outcome -> takeInOutcome(target, set, outcome),
        () ->
            takeInOutcome(
                target,
                set,
                new PublishOutcome.Failed(
                    "no answer within %d s.".formatted(Flights.LOST.toSeconds()))));
  }

  private void takeInOutcome(KeptTarget target, CredentialSet set, PublishOutcome outcome) {
    Instant now = outside.clock().instant();
    TargetState state = state(target);
    TargetState next;
    if (outcome instanceof PublishOutcome.Published done) {
      next = state.done(set, done, now);
      if (state.publishedAt().isEmpty() && state.canaryAt().isBefore(now)) {
        next = next.canaryAt(now.plus(keeping.timing().canary()));
      }
    } else {
      Duration wait = keeping.timing().republishAfter(state.failures(), keeping.chance());
      next = state.failed(outcome, now.plus(wait));
    }
    states.put(target.id(), next);
    outside.events().published(target.id(), outcome);
  }

  private boolean look(KeptTarget target, Instant now) {
    List<KeptRegistry> within =
        registries.all().stream().filter(r -> target.registries().contains(r.name())).toList();
    boolean started =
        flights.start(
            looking(target),
            now,
            () -> worker.look(target.target(), within),
            seen -> takeInSeen(target, seen),
            () -> {});
    states.put(target.id(), state(target).canaryAt(now.plus(keeping.timing().canary())));
    return started;
  }

  private void takeInSeen(KeptTarget target, Worker.Seen seen) {
    if (seen.held() instanceof ReadBack.Nothing nothing && !state(target).published().isEmpty()) {
      drift(target, nothing.reason());
    }
    seen.logins().forEach((registry, login) -> takeInSeenLogin(target, registry, login));
    if (!state(target).kept().isEmpty()) {
      // What another writer's credential was kept for may be over by now: ours is offered again.
      states.put(target.id(), state(target).drifted());
    }
  }

  private void takeInSeenLogin(KeptTarget target, KeptRegistry registry, Worker.SeenLogin seen) {
    String name = registry.name();
    TargetState state = state(target);
    Optional<Login> ours =
        registry.hosts().stream()
            .flatMap(host -> state.published().of(host).stream())
            .findFirst()
            .map(Credential::login);
    boolean another = !seen.login().equals(ours);
    boolean kept = registry.hosts().stream().anyMatch(state.kept()::contains);
    if (!kept && (another || !seen.everywhere())) {
      drift(target, "registry " + name + " has another login there than was published");
    }
    if (seen.login().isEmpty() || seen.finding().isEmpty()) {
      return;
    }
    Finding finding = seen.finding().get();
    registries.takeInFinding(name, seen.login().get(), finding);
    if (another && finding.meaning() == Verdict.Meaning.REFUSES) {
      // However long its writer thinks it lives: it goes, and ours steps in.
      drift(target, "registry " + name + " has a login there that it refuses");
      states.put(target.id(), state(target).purging(registry.hosts()));
      registries.refreshNow(name);
    }
  }

  private void drift(KeptTarget target, String reason) {
    states.put(target.id(), state(target).drifted());
    outside.events().drifted(target.id(), reason);
  }

  private CredentialSet desired(KeptTarget target, Instant now) {
    Map<RegistryName, Credential> set = new LinkedHashMap<>();
    for (KeptRegistry registry : registries.all()) {
      Optional<Held> good = registries.holding(registry.name()).good();
      boolean wanted =
          target.registries().contains(registry.name())
              && good.isPresent()
              && (good.get().alive(now) || !registry.anonymousOk());
      if (wanted) {
        registry.hosts().forEach(host -> set.put(host, good.get().byOurClock()));
      }
    }
    return new CredentialSet(set);
  }

  private TargetState state(KeptTarget target) {
    TargetState state = states.get(target.id());
    if (state == null) {
      throw new IllegalStateException("no target " + target.id());
    }
    return state;
  }

  /** Targets that do not hold what they shall. */
  Set<TargetId> behind(Instant now) {
    return targets.stream()
        .filter(target -> state(target).wants(desired(target, now), Instant.MAX))
        .map(KeptTarget::id)
        .collect(Collectors.toUnmodifiableSet());
  }

  Map<TargetId, TargetState> states() {
    return Map.copyOf(states);
  }

  private static String publishing(KeptTarget target) {
    return "publish " + target.id();
  }

  private static String looking(KeptTarget target) {
    return "look " + target.id();
  }
}
