package dev.pacer.simulator.aws.sts;

import dev.pacer.simulator.aws.account.Access;
import dev.pacer.simulator.aws.account.AccountId;
import dev.pacer.simulator.aws.account.AwsError;
import dev.pacer.simulator.aws.account.AwsIds;
import dev.pacer.simulator.aws.account.Caller;
import dev.pacer.simulator.kernel.Simulation;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Roles that callers may take on for a while; any role may be, unless it is set otherwise. */
public final class Roles {

  private static final Pattern ROLE_ARN =
      Pattern.compile("arn:aws:iam::(\\d{12}):role/(?:.*/)?(.+)");
  private static final Duration SHORTEST = Duration.ofMinutes(15);
  private static final Duration LONGEST = Duration.ofHours(12);
  private static final Duration USUAL = Duration.ofHours(1);

  /** What {@code AssumeRole} gives; the expiry is the credentials' end. */
  public record Assumed(
      String accessKey,
      String secretKey,
      String sessionToken,
      Instant expiration,
      String roleId,
      String arn) {
    @Override
    public String toString() {
      return "credentials of " + arn + " until " + expiration;
    }
  }

  private final Simulation simulation;
  private final Access access;
  private final AwsIds ids;
  private final Map<String, Duration> longest = new HashMap<>();
  private final Set<String> refused = new HashSet<>();
  private final Map<String, String> roleIds = new HashMap<>();

  public Roles(Simulation simulation, Access access, AwsIds ids) {
    this.simulation = simulation;
    this.access = access;
    this.ids = ids;
  }

  /** Sets the longest session of a role, 1 to 12 hours; AWS's default is one. */
  public void longest(String roleArn, Duration session) {
    longest.put(roleArn, session);
  }

  /** Lets nobody take on this role. */
  public void refuse(String roleArn) {
    refused.add(roleArn);
  }

  /** Lets everybody take on this role again. */
  public void trust(String roleArn) {
    refused.remove(roleArn);
  }

  /** Takes on a role; the credentials are known to {@link Access} until they end, and after. */
  public Assumed assume(
      Caller caller, String roleArn, String sessionName, Optional<Duration> wanted) {
    Matcher arn = ROLE_ARN.matcher(roleArn);
    if (!arn.matches()) {
      throw AwsError.validation(roleArn + " is invalid");
    }
    if (!sessionName.matches("[\\w+=,.@-]{2,64}")) {
      throw AwsError.validation(
          ("1 validation error detected: Value '%s' at 'roleSessionName' failed to satisfy"
                  + " constraint: Member must satisfy regular expression pattern: [\\w+=,.@-]*")
              .formatted(sessionName));
    }
    if (refused.contains(roleArn)) {
      throw new AwsError(
          403,
          "AccessDenied",
          "User: %s is not authorized to perform: sts:AssumeRole on resource: %s"
              .formatted(caller.arn(), roleArn));
    }
    Duration session = checked(roleArn, wanted.orElse(USUAL));
    String roleId = roleIds.computeIfAbsent(roleArn, key -> "AROA" + ids.capitals(17));
    Assumed assumed =
        new Assumed(
            "ASIA" + ids.capitals(16),
            ids.alphanumeric(40),
            "FwoGZXIvYXdzE" + ids.alphanumeric(340),
            simulation.in(session),
            roleId + ":" + sessionName,
            "arn:aws:sts::%s:assumed-role/%s/%s"
                .formatted(arn.group(1), arn.group(2), sessionName));
    access.open(
        new Access.Session(
            new Caller(assumed.accessKey(), assumed.arn(), assumed.roleId()),
            assumed.sessionToken(),
            assumed.expiration()));
    simulation.record("aws", "issued " + assumed);
    return assumed;
  }

  private Duration checked(String roleArn, Duration session) {
    if (session.compareTo(SHORTEST) < 0 || session.compareTo(LONGEST) > 0) {
      boolean tooShort = session.compareTo(SHORTEST) < 0;
      throw AwsError.validation(
          ("1 validation error detected: Value '%d' at 'durationSeconds' failed to satisfy"
                  + " constraint: Member must have value %s than or equal to %d")
              .formatted(
                  session.toSeconds(),
                  tooShort ? "greater" : "less",
                  (tooShort ? SHORTEST : LONGEST).toSeconds()));
    }
    if (session.compareTo(longest.getOrDefault(roleArn, USUAL)) > 0) {
      throw AwsError.validation(
          "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");
    }
    return session;
  }

  /** The account of a caller, from its ARN. */
  public static String accountOf(Caller caller, AccountId fallback) {
    String[] parts = caller.arn().split(":", 6);
    return parts.length == 6 ? parts[4] : fallback.number();
  }
}
