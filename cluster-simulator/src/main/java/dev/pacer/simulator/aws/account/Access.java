package dev.pacer.simulator.aws.account;

import dev.pacer.simulator.kernel.Simulation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who may call what. Signatures are not checked: an access key alone tells the caller. Any key is
 * accepted until keys are registered; session keys are known by whoever issued them.
 */
public final class Access {

  /** A temporary key, its token, and when both end. */
  public record Session(Caller caller, String token, Instant expiresAt) {
    @Override
    public String toString() {
      return "session of " + caller.arn() + " until " + expiresAt;
    }
  }

  private record Denial(String accessKey, Pattern action) {}

  private final Simulation simulation;
  private final AccountId account;
  private final Map<String, Caller> registered = new HashMap<>();
  private final Map<String, Instant> endings = new HashMap<>();
  private final Map<String, Session> sessions = new HashMap<>();
  private final List<Denial> denials = new ArrayList<>();

  public Access(Simulation simulation, AccountId account) {
    this.simulation = simulation;
    this.account = account;
  }

  /** Accepts this key for an IAM user; from now on unregistered keys are refused. */
  public void register(String accessKey, String userName) {
    registered.put(accessKey, user(accessKey, userName));
  }

  /** Lets a key, registered or not, end at that moment. */
  public void expire(String accessKey, Instant at) {
    endings.put(accessKey, at);
  }

  /**
   * Denies actions such as {@code ec2:*} or {@code autoscaling:SetDesiredCapacity} to one key, or
   * to all with {@code *}.
   */
  public void deny(String accessKey, String action) {
    denials.add(new Denial(accessKey, Globs.pattern(action)));
  }

  /** Takes back every denial. */
  public void allowEverything() {
    denials.clear();
  }

  /** Makes a session known. */
  public void open(Session session) {
    sessions.put(session.caller().accessKey(), session);
  }

  /**
   * The caller, once it has been found to exist and to be current.
   *
   * @throws AwsError in the words of the protocol
   */
  public Caller authenticate(
      Optional<String> accessKey, Optional<String> sessionToken, AwsProtocol protocol) {
    String key = accessKey.orElseThrow(protocol::missingCredentials);
    Instant end = endings.get(key);
    if (end != null && !simulation.instant().isBefore(end)) {
      throw protocol.expiredCredentials();
    }
    @Nullable Session session = sessions.get(key);
    if (session != null) {
      if (!session.token().equals(sessionToken.orElse(""))) {
        throw protocol.unknownCredentials();
      }
      if (!simulation.instant().isBefore(session.expiresAt())) {
        throw protocol.expiredCredentials();
      }
      return session.caller();
    }
    @Nullable Caller known = registered.get(key);
    if (known != null) {
      return known;
    }
    if (!registered.isEmpty()) {
      throw protocol.unknownCredentials();
    }
    return user(key, "operator");
  }

  /**
   * Refuses what the caller may not do.
   *
   * @throws AwsError in the words of the protocol
   */
  public void authorize(
      Caller caller, String service, String action, String resource, AwsProtocol protocol) {
    String full = service + ":" + action;
    if (full.equals("sts:GetCallerIdentity")) {
      return;
    }
    for (Denial denial : denials) {
      if ((denial.accessKey().equals("*") || denial.accessKey().equals(caller.accessKey()))
          && denial.action().matcher(full).matches()) {
        throw protocol.denied(caller.arn(), full, resource);
      }
    }
  }

  private Caller user(String accessKey, String name) {
    long hash = Globs.stableHash(accessKey + "/" + name);
    String id = "AIDA" + Long.toString(hash >>> 1, 36).toUpperCase(Locale.ROOT);
    return new Caller(accessKey, "arn:aws:iam::%s:user/%s".formatted(account.number(), name), id);
  }
}
