package dev.pacer.simulator.aws.ecr;

import dev.pacer.simulator.aws.account.AccountId;
import dev.pacer.simulator.aws.account.AwsIds;
import dev.pacer.simulator.kernel.Simulation;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/** Issues registry passwords and remembers them, so that a registry can tell good ones from bad. */
public final class RegistryTokens {

  private static final int USUAL_PASSWORD = 1360;
  private static final Duration REMEMBERED_AFTER_END = Duration.ofDays(2);

  /** A token as {@code GetAuthorizationToken} answers it. */
  public record Token(String authorizationToken, Instant expiresAt, String proxyEndpoint) {
    @Override
    public String toString() {
      return "token for " + proxyEndpoint + " until " + expiresAt;
    }
  }

  private final Simulation simulation;
  private final AccountId account;
  private final AwsIds ids;
  private final Map<String, Instant> expiries = new LinkedHashMap<>();
  private Duration lifetime = Duration.ofHours(12);
  private int passwordCharacters = USUAL_PASSWORD;

  public RegistryTokens(Simulation simulation, AccountId account, AwsIds ids) {
    this.simulation = simulation;
    this.account = account;
    this.ids = ids;
  }

  /** How long tokens issued from now on last, in simulated time; AWS's are good for 12 hours. */
  public void lifetime(Duration time) {
    lifetime = time;
  }

  /** How long passwords issued from now on are: a multiple of 4 characters. */
  public void passwordCharacters(int characters) {
    if (characters < 4 || characters % 4 != 0) {
      throw new IllegalArgumentException("need a positive multiple of 4, was " + characters);
    }
    passwordCharacters = characters;
  }

  /** A new token; every call gives another one. */
  public Token issue() {
    return issue(account.number());
  }

  /** A new token whose endpoint is another account's registry. */
  public Token issue(String registryId) {
    String password = Base64.getEncoder().encodeToString(ids.bytes(passwordCharacters / 4 * 3));
    Instant expiresAt = simulation.in(lifetime);
    forgetOld();
    expiries.put(password, expiresAt);
    simulation.record("aws", "issued a registry token until " + expiresAt);
    return new Token(
        Base64.getEncoder().encodeToString(("AWS:" + password).getBytes(StandardCharsets.UTF_8)),
        expiresAt,
        "https://%s.dkr.ecr.%s.amazonaws.com".formatted(registryId, account.region()));
  }

  private void forgetOld() {
    Instant horizon = simulation.instant().minus(simulation.scaled(REMEMBERED_AFTER_END));
    Iterator<Instant> oldest = expiries.values().iterator();
    while (oldest.hasNext() && oldest.next().isBefore(horizon)) {
      oldest.remove();
    }
  }

  /** Whether a registry lets this password in now. */
  public boolean accepts(String password) {
    Instant expiresAt = expiries.get(password);
    return expiresAt != null && simulation.instant().isBefore(expiresAt);
  }

  /** Whether this password was issued, and is over. */
  public boolean expired(String password) {
    Instant expiresAt = expiries.get(password);
    return expiresAt != null && !simulation.instant().isBefore(expiresAt);
  }

  /** Ends all tokens issued so far. */
  public void revokeAll() {
    expiries.replaceAll((password, expiresAt) -> simulation.instant());
    simulation.record("aws", "revoked all registry tokens");
  }
}
