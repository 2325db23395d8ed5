package dev.pacer.simulator.registry;

import dev.pacer.simulator.kernel.Simulation;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Tokens that a realm issued. Clients see texts that mean nothing to them. */
public final class BearerTokens {

  private static final int BYTES = 96;

  /**
   * A token.
   *
   * @param password fingerprint of the password it was issued for; empty for anybody's
   * @param repositories that may be pulled with it
   */
  public record Grant(
      String value,
      Instant issuedAt,
      Instant expiresAt,
      String password,
      Set<String> repositories) {

    /** Copies the set. */
    public Grant {
      repositories = Set.copyOf(repositories);
    }

    @Override
    public String toString() {
      return "token for " + repositories + " until " + expiresAt;
    }
  }

  private final Simulation simulation;
  private final String name;
  private final Duration lifetime;
  private final Map<String, Grant> issued = new LinkedHashMap<>();

  BearerTokens(Simulation simulation, String name, Duration lifetime) {
    this.simulation = simulation;
    this.name = name;
    this.lifetime = lifetime;
  }

  /** Issues a token, for a password's fingerprint, or for anybody with an empty one. */
  public Grant issue(String password, Set<String> repositories) {
    byte[] bytes = new byte[BYTES];
    simulation.chance("registry:tokens:" + name).nextBytes(bytes);
    Instant now = simulation.instant();
    forgetOld(now);
    Grant grant =
        new Grant(
            Base64.getUrlEncoder().withoutPadding().encodeToString(bytes),
            now,
            simulation.in(lifetime),
            password,
            repositories);
    issued.put(grant.value(), grant);
    return grant;
  }

  private void forgetOld(Instant now) {
    Instant horizon = now.minus(simulation.scaled(lifetime.multipliedBy(2)));
    Iterator<Grant> oldest = issued.values().iterator();
    while (oldest.hasNext() && oldest.next().expiresAt().isBefore(horizon)) {
      oldest.remove();
    }
  }

  /** The token, also one that is over; empty when it was never issued, or is long over. */
  public Optional<Grant> find(String value) {
    return Optional.ofNullable(issued.get(value));
  }

  /** How long new tokens are good on this clock, in whole seconds, at least 1. */
  public long seconds() {
    return Math.max(1, simulation.scaled(lifetime).toSeconds());
  }
}
