package dev.pacer.registryauth.keep;

import dev.pacer.registryauth.credential.Login;
import dev.pacer.registryauth.decision.Held;
import dev.pacer.registryauth.decision.Holding;
import dev.pacer.registryauth.decision.Keeping;
import dev.pacer.registryauth.decision.Refreshed;
import dev.pacer.registryauth.issue.Issue;
import dev.pacer.registryauth.issue.Trouble;
import dev.pacer.registryauth.verdict.Finding;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The registries' credentials: asks issuers when it is time, and keeps what they answer. */
final class RegistryKeeping {

  private final Map<String, KeptRegistry> registries = new LinkedHashMap<>();
  private final Map<String, Holding> holdings = new LinkedHashMap<>();
  private final Set<String> resting = new HashSet<>();
  private final Map<String, Integer> answered = new LinkedHashMap<>();
  private final Keeping keeping;
  private final Worker worker;
  private final Flights flights;
  private final Keeper.Outside outside;
  private boolean unsaved;

  RegistryKeeping(
      Collection<KeptRegistry> registries,
      Keeping keeping,
      Worker worker,
      Flights flights,
      Keeper.Outside outside) {
    this.keeping = keeping;
    this.worker = worker;
    this.flights = flights;
    this.outside = outside;
    Instant now = outside.clock().instant();
    Map<String, Holding> saved = outside.store().load(now);
    for (KeptRegistry registry : registries) {
      String name = registry.name();
      this.registries.put(name, registry);
      holdings.put(
          name,
          Optional.ofNullable(saved.get(name))
              .map(before -> keeping.afterRestart(before, now))
              .orElse(Holding.nothing(now)));
    }
  }

  Collection<KeptRegistry> all() {
    return registries.values();
  }

  Holding holding(String name) {
    Holding holding = holdings.get(name);
    if (holding == null) {
      throw new IllegalStateException("no registry " + name);
    }
    return holding;
  }

  void promote(Instant now) {
    registries.keySet().forEach(name -> change(name, keeping.promote(holding(name), now)));
  }

  boolean startDue(Instant now) {
    boolean any = false;
    for (KeptRegistry registry : registries.values()) {
      Holding holding = holding(registry.name());
      if (refreshIsDue(registry.name(), now)) {
        any |= refresh(registry, now);
      } else if (holding.unproven().isPresent() && !now.isBefore(holding.verifyAt())) {
        any |= verify(registry, holding.unproven().get().credential().login(), now);
      }
    }
    return any;
  }

  private boolean refreshIsDue(String name, Instant now) {
    return !resting.contains(name) && !now.isBefore(holding(name).refreshAt());
  }

  /** Times at which something is due that is not under way. */
  List<Instant> due() {
    List<Instant> all = new ArrayList<>();
    for (String name : registries.keySet()) {
      if (!flights.has(asking(name))) {
        Holding holding = holding(name);
        if (!resting.contains(name)) {
          all.add(holding.refreshAt());
        }
        holding.unproven().ifPresent(held -> all.add(holding.verifyAt()));
      }
    }
    return all;
  }

  /**
   * Makes those due that have less than that share of their life left, and those without an end,
   * whose issuer is a file; the others rest.
   */
  void dueBelow(double share, Instant now) {
    for (String name : registries.keySet()) {
      Optional<Held> good = holding(name).good();
      boolean rests =
          good.isPresent() && good.get().endsAt().isPresent() && !good.get().below(share, now);
      if (!rests) {
        change(name, holding(name).refreshingAt(now));
      } else {
        resting.add(name);
      }
    }
  }

  /** Whether every registry rests, or its issuer gave what is wanted, or failed that often. */
  boolean tried(int attempts) {
    return registries.keySet().stream()
        .filter(name -> !resting.contains(name))
        .allMatch(
            name ->
                answered.containsKey(name)
                    && (holding(name).trouble().isEmpty()
                        || answered.getOrDefault(name, 0) >= attempts));
  }

  void stepBack(Instant now, Duration back) {
    holdings.replaceAll((name, holding) -> holding.afterClockStepBack(now, back));
    unsaved = true;
  }

  private boolean refresh(KeptRegistry registry, Instant now) {
    String name = registry.name();
    Holding before = holding(name);
    return flights.start(
        asking(name),
        now,
        () -> worker.ask(registry, login -> before.needsWord(login, now)),
        asked -> takeInIssue(registry, asked, now),
        () ->
            takeInIssue(
                registry,
                new Worker.Asked(
                    new Issue.NotIssued(
                        Trouble.TIMEOUT,
                        "no answer within %d s.".formatted(Flights.LOST.toSeconds()),
                        Optional.empty()),
                    Optional.empty()),
                now));
  }

  private void takeInIssue(KeptRegistry registry, Worker.Asked asked, Instant since) {
    Instant now = outside.clock().instant();
    // A clock that was set back in between must not make the answer older than the question.
    Instant from = since.isBefore(now) ? since : now;
    String name = registry.name();
    answered.merge(name, 1, Integer::sum);
    asked.finding().ifPresent(finding -> outside.events().verified(name, finding));
    if (asked.finding().isEmpty() && outgrown(name, asked.issue(), now)) {
      change(name, holding(name).refreshingAt(now));
      return;
    }
    Refreshed refreshed =
        keeping.afterIssue(holding(name), asked.issue(), asked.finding(), from, now);
    change(name, refreshed.holding());
    String reason = refreshed.holding().trouble().map(Holding.Failure::reason).orElse("");
    outside
        .events()
        .refreshed(
            name,
            registry.source().provider(),
            refreshed.outcome(),
            reason,
            Duration.between(from, now));
  }

  /** Whether the login needed no word when the question was sent, and needs one now. */
  private boolean outgrown(String name, Issue issue, Instant now) {
    return issue instanceof Issue.Issued issued && holding(name).needsWord(issued.login(), now);
  }

  private boolean verify(KeptRegistry registry, Login login, Instant now) {
    String name = registry.name();
    return flights.start(
        asking(name),
        now,
        () -> worker.verify(registry, login),
        finding -> takeInFinding(name, login, finding),
        () -> {});
  }

  void takeInFinding(String name, Login login, Finding finding) {
    Instant now = outside.clock().instant();
    Optional<Held> before = holding(name).good();
    change(name, keeping.afterVerification(holding(name), login, finding, now));
    if (!before.equals(holding(name).good()) && holding(name).trouble().isPresent()) {
      resting.remove(name);
    }
    outside.events().verified(name, finding);
  }

  void refreshNow(String name) {
    resting.remove(name);
    change(name, holding(name).refreshingAt(outside.clock().instant()));
  }

  private void change(String name, Holding next) {
    unsaved |= !next.equals(holdings.put(name, next));
  }

  void save(Instant now) {
    if (!unsaved) {
      return;
    }
    try {
      outside.store().save(Map.copyOf(holdings), now);
      unsaved = false;
    } catch (IOException e) {
      // Tried again in the next turn.
      outside.events().stateNotSaved(String.valueOf(e.getMessage()));
    }
  }

  Map<String, Holding> holdings() {
    return Map.copyOf(holdings);
  }

  private static String asking(String registry) {
    return "ask " + registry;
  }
}
