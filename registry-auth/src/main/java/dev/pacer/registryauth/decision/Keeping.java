package dev.pacer.registryauth.decision;

import dev.pacer.registryauth.credential.Credential;
import dev.pacer.registryauth.credential.Login;
import dev.pacer.registryauth.issue.Issue;
import dev.pacer.registryauth.issue.Trouble;
import dev.pacer.registryauth.verdict.Finding;
import dev.pacer.registryauth.verdict.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** What to keep of what issuers and registries say; never worse than the last good. */
public record Keeping(Timing timing, RandomGenerator chance) {

  /** A candidate steps in, unproven, once the last good one is about to end. */
  public Holding promote(Holding holding, Instant now) {
    if (holding.candidate().isPresent() && lateOrNone(holding, now)) {
      return publishUnproven(holding, holding.candidate().get(), now).verifyingAt(now);
    }
    return holding;
  }

  /**
   * Takes in what the issuer answered, and what the registry said of it.
   *
   * @param finding what the registry said of an issued login, where {@link Holding#needsWord}
   * @param asked when the issuer was asked; a life is counted from then
   */
  public Refreshed afterIssue(
      Holding holding, Issue issue, Optional<Finding> finding, Instant asked, Instant now) {
    if (issue instanceof Issue.NotIssued not) {
      return failed(
          holding, new Holding.Failure(not.trouble(), not.reason()), not.retryAfter(), now);
    }
    Issue.Issued issued = (Issue.Issued) issue;
    Instant issuerNow = issued.issuerTime().orElse(asked);
    if (issued.expiresAt().map(end -> !end.isAfter(issuerNow)).orElse(false)) {
      return failed(
          holding,
          new Holding.Failure(
              Trouble.MALFORMED,
              "the issuer handed out a credential that had expired at %s already, when it was %s."
                  .formatted(issued.expiresAt().get(), issuerNow)),
          Optional.empty(),
          now);
    }
    boolean inOurEyes = issued.expiresAt().map(asked::isBefore).orElse(true);
    Credential credential =
        new Credential(issued.login(), inOurEyes ? asked : issuerNow, issued.expiresAt(), false);
    Held fresh = Held.issued(credential, asked, issued.issuerTime());
    Refreshed refreshed = issued(holding, fresh, finding, now);
    return issued
        .askAgain()
        .map(soon -> refreshed.with(refreshed.holding().refreshingBy(now.plus(soon))))
        .orElse(refreshed);
  }

  private Refreshed issued(Holding holding, Held fresh, Optional<Finding> finding, Instant now) {
    Login login = fresh.credential().login();
    boolean same = is(holding.good(), login);
    if (finding.isEmpty()
        && holding.word().refusal().map(r -> r.login().equals(login)).orElse(false)) {
      // The trouble is known and stays; the registry is asked again later.
      Instant again = holding.word().refusal().orElseThrow().until();
      return new Refreshed(holding.refreshingAt(again), Refreshed.NO_PROGRESS);
    }
    if (finding.map(f -> f.meaning() == Verdict.Meaning.REFUSES).orElse(false)) {
      Holding next = holding.found(finding.get());
      return refused(same ? goodWasRefused(holding, next) : next, login, finding.get(), now);
    }
    return same
        ? theSameAgain(holding, fresh, finding, now)
        : fresh(holding, fresh, finding.orElseThrow(), now);
  }

  private Refreshed theSameAgain(
      Holding holding, Held fresh, Optional<Finding> finding, Instant now) {
    Login login = fresh.credential().login();
    Holding next =
        finding
            .map(what -> afterVerification(holding.succeeded(), login, what, now))
            .orElse(holding.succeeded());
    // A file may give an old password a new end.
    Optional<Held> good = next.good();
    if (good.isPresent()
        && !good.get().credential().expiresAt().equals(fresh.credential().expiresAt())) {
      boolean proven = good.get().credential().proven();
      next = next.with(Optional.of(fresh.proven(proven)), next.fallback(), next.candidate());
    }
    Optional<Duration> remaining = fresh.remaining(now);
    return remaining.isEmpty()
        ? new Refreshed(next.refreshingAt(now.plus(timing.lookAgain(chance))), Refreshed.OK)
        : new Refreshed(
            next.refreshingAt(now.plus(timing.afterNoProgress(remaining.get()))),
            Refreshed.NO_PROGRESS);
  }

  private Refreshed fresh(Holding holding, Held fresh, Finding finding, Instant now) {
    Holding next = holding.found(finding).succeeded();
    Optional<Held> better =
        holding
            .good()
            .filter(held -> held.alive(now) && held.credential().proven())
            .filter(fresh::endsBefore);
    if (better.isPresent()) {
      Duration wait =
          timing.afterShorterLife(
              better.get().remaining(now).orElse(timing.maxInterval()),
              fresh.life().orElse(Duration.ZERO));
      return new Refreshed(next.refreshingAt(now.plus(wait)), Refreshed.NO_PROGRESS);
    }
    next = next.refreshingAt(refreshAt(fresh, now));
    return new Refreshed(
        switch (finding.meaning()) {
          case PROVES ->
              next.with(Optional.of(fresh.proven(true)), Optional.empty(), Optional.empty())
                  .verified(now);
          case ADMITS -> publishAdmitted(next, fresh, now);
          case SAYS_NOTHING, REFUSES ->
              lateOrNone(holding, now)
                  ? publishUnproven(next, fresh, now)
                  : next.with(next.good(), next.fallback(), Optional.of(fresh))
                      .verifyingAt(now.plus(Timing.REVERIFY));
        },
        Refreshed.OK);
  }

  private Instant refreshAt(Held fresh, Instant now) {
    Duration after =
        fresh
            .remaining(now)
            .map(life -> timing.refreshAfter(life, chance))
            .orElseGet(() -> timing.lookAgain(chance));
    return now.plus(after);
  }

  private static Holding publishUnproven(Holding holding, Held fresh, Instant now) {
    return holding
        .with(Optional.of(fresh.proven(false)), provenOne(holding, now), Optional.empty())
        .verifyingAt(now.plus(Timing.REVERIFY));
  }

  /** An open registry can prove nothing: asking it again every half minute would not help. */
  private Holding publishAdmitted(Holding holding, Held fresh, Instant now) {
    return publishUnproven(holding, fresh, now)
        .verifyingAt(now.plus(timing.canary()))
        .verified(now);
  }

  private static Optional<Held> provenOne(Holding holding, Instant now) {
    return holding
        .good()
        .filter(held -> held.alive(now) && held.credential().proven())
        .or(() -> holding.fallback().filter(held -> held.alive(now)));
  }

  /** Takes in what the registry said of a login that is published or waits to be. */
  public Holding afterVerification(Holding holding, Login login, Finding finding, Instant now) {
    Holding next = holding.found(finding);
    if (is(holding.candidate(), login)) {
      return candidateWasVerified(holding, next, finding, now);
    }
    if (!is(holding.good(), login)) {
      return holding;
    }
    return switch (finding.meaning()) {
      case PROVES ->
          next.with(
                  holding.good().map(held -> held.proven(true)),
                  Optional.empty(),
                  holding.candidate())
              .verified(now);
      case ADMITS -> next.verifyingAt(now.plus(timing.canary())).verified(now);
      case SAYS_NOTHING -> next.verifyingAt(now.plus(Timing.REVERIFY));
      case REFUSES -> {
        boolean news = holding.good().map(held -> !held.revoked()).orElse(false);
        Holding kept = goodWasRefused(holding, next);
        // Known already: its refresh is under way by the usual waits.
        yield news ? kept.failed(refusal(finding)).refreshingAt(now) : kept;
      }
    };
  }

  private Holding candidateWasVerified(
      Holding holding, Holding next, Finding finding, Instant now) {
    return switch (finding.meaning()) {
      case PROVES ->
          next.with(
                  holding.candidate().map(held -> held.proven(true)),
                  Optional.empty(),
                  Optional.empty())
              .verified(now);
      case ADMITS -> publishAdmitted(next, holding.candidate().orElseThrow(), now);
      case REFUSES ->
          refused(
                  next.with(holding.good(), holding.fallback(), Optional.empty()),
                  holding.candidate().orElseThrow().credential().login(),
                  finding,
                  now)
              .holding();
      case SAYS_NOTHING -> next.verifyingAt(now.plus(Timing.REVERIFY));
    };
  }

  private static Holding goodWasRefused(Holding holding, Holding next) {
    return next.with(
        holding.fallback().or(() -> holding.good().map(Held::asRevoked)),
        Optional.empty(),
        holding.candidate());
  }

  private Refreshed refused(Holding next, Login login, Finding finding, Instant now) {
    Holding failed = next.failed(refusal(finding));
    Instant again = now.plus(retry(failed, true, now));
    return new Refreshed(failed.refreshingAt(again).refusing(login, again), Trouble.DENIED.label());
  }

  private Refreshed failed(
      Holding holding, Holding.Failure why, Optional<Duration> asked, Instant now) {
    Holding failed = holding.failed(why);
    boolean denied = why.trouble() == Trouble.DENIED;
    // A peer that asks for a day is not obeyed for a day.
    Duration polite =
        Timing.shorter(asked.orElse(Duration.ZERO), timing.retryCap(failed.remaining(now), denied));
    return new Refreshed(
        failed.refreshingAt(now.plus(Timing.longer(retry(failed, denied, now), polite))),
        why.trouble().label());
  }

  private Duration retry(Holding holding, boolean denied, Instant now) {
    return timing.retryAfter(holding.failures(), holding.remaining(now), denied, chance);
  }

  private static Holding.Failure refusal(Finding finding) {
    return new Holding.Failure(Trouble.DENIED, finding.reason());
  }

  private static boolean lateOrNone(Holding holding, Instant now) {
    return holding.good().map(held -> held.late(now)).orElse(true);
  }

  private static boolean is(Optional<Held> held, Login login) {
    return held.map(h -> h.credential().login().equals(login)).orElse(false);
  }

  /** What was saved, at the start of a process: nothing due far off, and not all at once. */
  public Holding afterRestart(Holding saved, Instant now) {
    Instant latest = now.plus(timing.maxInterval());
    Holding near = saved.refreshingBy(latest);
    boolean calm = saved.good().map(held -> !held.late(now)).orElse(false);
    return calm && !near.refreshAt().isAfter(now)
        ? near.refreshingAt(now.plus(timing.afterStart(chance)))
        : near;
  }
}
