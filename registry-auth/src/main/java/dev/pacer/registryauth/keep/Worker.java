package dev.pacer.registryauth.keep;

import dev.pacer.registryauth.credential.CredentialSet;
import dev.pacer.registryauth.credential.Login;
import dev.pacer.registryauth.credential.RegistryName;
import dev.pacer.registryauth.issue.Issue;
import dev.pacer.registryauth.issue.Trouble;
import dev.pacer.registryauth.publish.PublishOutcome;
import dev.pacer.registryauth.publish.ReadBack;
import dev.pacer.registryauth.publish.Target;
import dev.pacer.registryauth.verdict.Finding;
import dev.pacer.registryauth.verdict.Verdict;
import dev.pacer.registryauth.verify.Verifier;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the world; owns no state, so it may run on any thread. */
record Worker(Verifier verifier) {

  private static final Logger log = LoggerFactory.getLogger(Worker.class);

  /** What an issuer said, and the registry of it. */
  record Asked(Issue issue, Optional<Finding> finding) {}

  /** What was seen of a target: by registry, the login of its first host and what was found. */
  record Seen(ReadBack held, Map<KeptRegistry, SeenLogin> logins) {}

  /**
   * What a target has of one registry.
   *
   * @param everywhere whether all its hosts have the same login
   */
  record SeenLogin(Optional<Login> login, boolean everywhere, Optional<Finding> finding) {}

  /**
   * Asks the issuer, and the registry about what it gave.
   *
   * @param needsWord whether the registry is to be asked about a login at all
   */
  Asked ask(KeptRegistry registry, Predicate<Login> needsWord) {
    Issue issue;
    try {
      issue = registry.source().issue();
    } catch (RuntimeException e) {
      // The exception may hold what the issuer said: its class alone is shown.
      log.error("source failed registry={} kind={}", registry.name(), e.getClass().getName());
      issue =
          new Issue.NotIssued(
              Trouble.MALFORMED,
              "failed unexpectedly: " + e.getClass().getName(),
              Optional.empty());
    }
    Optional<Finding> finding =
        issue instanceof Issue.Issued issued && needsWord.test(issued.login())
            ? Optional.of(verify(registry, issued.login()))
            : Optional.empty();
    return new Asked(issue, finding);
  }

  /**
   * What the hosts say together: one that refuses decides; else one that proves; a silent one is
   * outweighed by any other.
   */
  Finding verify(KeptRegistry registry, Login login) {
    Finding best = null;
    for (RegistryName host : registry.hosts()) {
      Finding finding = verify(registry.name(), host, login);
      if (finding.meaning() == Verdict.Meaning.REFUSES) {
        return finding;
      }
      if (best == null || finding.meaning().compareTo(best.meaning()) < 0) {
        best = finding;
      }
    }
    return Objects.requireNonNull(best, "a registry has a host");
  }

  private Finding verify(String name, RegistryName host, Login login) {
    try {
      return verifier.verify(host, login);
    } catch (RuntimeException e) {
      log.error("verification failed registry={} kind={}", name, e.getClass().getName());
      return new Finding(Verdict.UNEXPECTED, "failed unexpectedly: " + e.getClass().getName());
    }
  }

  PublishOutcome publish(Target target, CredentialSet set) {
    try {
      return target.publish(set);
    } catch (RuntimeException e) {
      log.error("publishing failed target={} kind={}", target.id(), e.getClass().getName());
      return new PublishOutcome.Failed("failed unexpectedly: " + e.getClass().getName());
    }
  }

  Seen look(Target target, List<KeptRegistry> registries) {
    ReadBack back = readBack(target);
    Map<KeptRegistry, SeenLogin> seen = new LinkedHashMap<>();
    if (back instanceof ReadBack.Held held) {
      for (KeptRegistry registry : registries) {
        Optional<Login> login = Optional.ofNullable(held.logins().get(registry.hosts().get(0)));
        boolean everywhere = true;
        for (RegistryName host : registry.hosts()) {
          everywhere &= login.equals(Optional.ofNullable(held.logins().get(host)));
        }
        seen.put(
            registry,
            new SeenLogin(login, everywhere, login.map(found -> verify(registry, found))));
      }
    }
    return new Seen(back, seen);
  }

  private static ReadBack readBack(Target target) {
    try {
      return target.readBack();
    } catch (RuntimeException e) {
      log.error("reading back failed target={} kind={}", target.id(), e.getClass().getName());
      return new ReadBack.Unknown("failed unexpectedly: " + e.getClass().getName());
    }
  }
}
