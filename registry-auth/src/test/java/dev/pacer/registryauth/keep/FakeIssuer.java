package dev.pacer.registryauth.keep;

import dev.pacer.cluster.Secret;
import dev.pacer.registryauth.credential.Login;
import dev.pacer.registryauth.issue.Issue;
import dev.pacer.registryauth.issue.Trouble;
import dev.pacer.registryauth.source.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Hands out passwords that live for a while, and knows which of them are good in true time. */
final class FakeIssuer implements Source {

  private final VirtualTime time;
  private final String name;
  private final Duration life;
  private final Map<String, Instant> ends = new LinkedHashMap<>();
  private Optional<Issue.NotIssued> trouble = Optional.empty();
  private Optional<Issue> instead = Optional.empty();
  private int asked;

  FakeIssuer(VirtualTime time, String name, Duration life) {
    this.time = time;
    this.name = name;
    this.life = life;
  }

  @Override
  public String provider() {
    return "fake";
  }

  @Override
  public Issue issue() {
    asked++;
    if (trouble.isPresent()) {
      return trouble.get();
    }
    if (instead.isPresent()) {
      return instead.get();
    }
    String password = name + "-password-" + (ends.size() + 1);
    Instant end = time.trueNow().plus(life);
    ends.put(password, end);
    return new Issue.Issued(
        new Login("AWS", new Secret(password)), Optional.of(end), Optional.of(time.trueNow()));
  }

  /** Whether a login is good now: issued by this, not over, not revoked. */
  boolean good(Login login) {
    Instant end = ends.get(login.secret().reveal());
    return end != null && time.trueNow().isBefore(end);
  }

  /** When the last of all that were handed out ends; the beginning of time when none was. */
  Instant lastEnd() {
    return ends.values().stream().max(Instant::compareTo).orElse(Instant.EPOCH);
  }

  /** All passwords handed out so far are dead from now on. */
  void revokeAll() {
    ends.replaceAll((password, end) -> end.isBefore(time.trueNow()) ? end : time.trueNow());
  }

  void failing(Trouble kind, Optional<Duration> retryAfter) {
    trouble = Optional.of(new Issue.NotIssued(kind, "planned: " + kind, retryAfter));
  }

  void working() {
    trouble = Optional.empty();
    instead = Optional.empty();
  }

  /** Answers that from now on. */
  void answering(Issue answer) {
    instead = Optional.of(answer);
  }

  /** A password that this made up by itself, good for a life from now. */
  Login makeUp(Duration lives) {
    String password = name + "-password-" + (ends.size() + 1);
    ends.put(password, time.trueNow().plus(lives));
    return new Login("AWS", new Secret(password));
  }

  int asked() {
    return asked;
  }
}
