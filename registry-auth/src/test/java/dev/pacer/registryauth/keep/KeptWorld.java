package dev.pacer.registryauth.keep;

import dev.pacer.registryauth.credential.Login;
import dev.pacer.registryauth.credential.RegistryName;
import dev.pacer.registryauth.decision.Holding;
import dev.pacer.registryauth.decision.Keeping;
import dev.pacer.registryauth.decision.Timing;
import dev.pacer.registryauth.issue.Issue;
import dev.pacer.registryauth.issue.Trouble;
import dev.pacer.registryauth.publish.PublishOutcome;
import dev.pacer.registryauth.publish.TargetId;
import dev.pacer.registryauth.source.Source;
import dev.pacer.registryauth.verdict.Finding;
import dev.pacer.registryauth.verdict.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * Issuers, registries, a target and a keeper in virtual time. The keeper is turned as the tool does
 * it: every 30 s by the wall clock, when an answer comes, and when something is due.
 */
final class KeptWorld {

  static final Instant START = Instant.parse("2026-03-02T08:00:00Z");
  private static final Duration TICK = Duration.ofSeconds(30);

  final VirtualTime time = new VirtualTime(START);
  final FakeTarget target = new FakeTarget("agents", time);
  final Map<String, FakeIssuer> issuers = new LinkedHashMap<>();
  final List<String> events = new ArrayList<>();
  private final List<KeptRegistry> registries = new ArrayList<>();
  private final Map<RegistryName, FakeIssuer> behind = new LinkedHashMap<>();
  private final Map<RegistryName, Verdict> planned = new LinkedHashMap<>();
  private final Saved saved = new Saved();
  private final Random chance;
  private int verifications;
  private Optional<Keeper> keeper = Optional.empty();
  private boolean forgetful;
  private boolean suspended;
  private boolean turning;

  KeptWorld(long seed) {
    chance = new Random(seed);
  }

  FakeIssuer registry(String name, Duration life) {
    return registry(name, life, false);
  }

  FakeIssuer registry(String name, Duration life, boolean anonymousOk) {
    FakeIssuer issuer = new FakeIssuer(time, name, life);
    RegistryName host = host(name);
    issuers.put(name, issuer);
    behind.put(host, issuer);
    registries.add(
        new KeptRegistry(name, List.of(host), maybeForgetful(issuer, life), true, anonymousOk));
    return issuer;
  }

  static RegistryName host(String name) {
    return new RegistryName(name + ".registry.example");
  }

  /** The process starts, with what an earlier one saved. */
  void start() {
    keeper =
        Optional.of(
            new Keeper(
                registries,
                List.of(new KeptTarget(target, Set.copyOf(issuers.keySet()))),
                new Keeping(Timing.USUAL, chance),
                this::verify,
                new Keeper.Outside(
                    time, time.taking(Duration.ofSeconds(1)), this::turn, saved, new Recorded())));
    tick(keeper.get());
  }

  /** The process dies; a later {@link #start} is a new one. */
  void kill() {
    keeper = Optional.empty();
  }

  private void tick(Keeper of) {
    if (keeper.filter(k -> k == of).isPresent()) {
      turn();
      time.after(TICK, () -> tick(of));
    }
  }

  private void turn() {
    if (suspended || turning || keeper.isEmpty()) {
      return;
    }
    turning = true;
    Keeper now = keeper.get();
    now.turn();
    turning = false;
    Instant due = now.nextDue();
    Duration wait = Duration.between(time.instant(), due);
    if (wait.compareTo(TICK) < 0) {
      time.after(wait.isNegative() ? Duration.ZERO : wait, () -> turnFor(now));
    }
  }

  private void turnFor(Keeper of) {
    if (keeper.filter(k -> k == of).isPresent() && !of.nextDue().isAfter(time.instant())) {
      turn();
    }
  }

  /** Plants the bug of many a script: after a failure nothing is tried until half a life later. */
  void forgetToRetry() {
    forgetful = true;
  }

  private Source maybeForgetful(FakeIssuer issuer, Duration life) {
    return new Source() {
      private Optional<Instant> asleepUntil = Optional.empty();

      @Override
      public String provider() {
        return issuer.provider();
      }

      @Override
      public Issue issue() {
        if (asleepUntil.filter(time.trueNow()::isBefore).isPresent()) {
          return new Issue.NotIssued(Trouble.NETWORK, "asleep", Optional.empty());
        }
        Issue issue = issuer.issue();
        if (forgetful && issue instanceof Issue.NotIssued) {
          asleepUntil = Optional.of(time.trueNow().plus(life));
        }
        return issue;
      }
    };
  }

  void suspend() {
    suspended = true;
  }

  void resume() {
    suspended = false;
    turn();
  }

  private Finding verify(RegistryName host, Login login) {
    verifications++;
    Verdict verdict =
        Optional.ofNullable(planned.get(host))
            .orElseGet(
                () ->
                    Optional.ofNullable(behind.get(host)).map(i -> i.good(login)).orElse(false)
                        ? Verdict.OK
                        : Verdict.REJECTED);
    return new Finding(verdict, "the registry's verdict is " + verdict);
  }

  /** Whatever it is asked, the registry answers that from now on. */
  void registrySays(String name, Verdict verdict) {
    planned.put(host(name), verdict);
  }

  void registryWorks(String name) {
    planned.remove(host(name));
  }

  void run(Duration howLong) {
    time.runUntil(time.trueNow().plus(howLong));
  }

  /** Whether the login that is published lets a task pull now. */
  boolean published(String name) {
    return target.login(host(name)).map(login -> issuers.get(name).good(login)).orElse(false);
  }

  KeeperView.Registry view(String name) {
    return keeper.orElseThrow().view().registries().stream()
        .filter(registry -> registry.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  KeeperView view() {
    return keeper.orElseThrow().view();
  }

  int verifications() {
    return verifications;
  }

  /** Remembers what was saved, as a file would. */
  private static final class Saved implements StateStore {
    private Map<String, Holding> holdings = Map.of();

    @Override
    public Map<String, Holding> load(Instant now) {
      return holdings;
    }

    @Override
    public void save(Map<String, Holding> now, Instant at) {
      holdings = Map.copyOf(now);
    }
  }

  private final class Recorded implements Events {
    @Override
    public void refreshed(
        String registry, String provider, String outcome, String reason, Duration took) {
      events.add("refreshed " + registry + " " + outcome);
    }

    @Override
    public void verified(String registry, Finding finding) {
      events.add("verified " + registry + " " + finding.verdict());
    }

    @Override
    public void published(TargetId id, PublishOutcome outcome) {
      events.add("published " + outcome.getClass().getSimpleName());
    }

    @Override
    public void drifted(TargetId id, String reason) {
      events.add("drifted " + reason);
    }

    @Override
    public void clockSteppedBack(Duration step) {
      events.add("clock stepped back " + step);
    }

    @Override
    public void stateNotSaved(String reason) {
      events.add("state not saved");
    }
  }
}
