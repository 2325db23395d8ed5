package dev.pacer.simulator.registry;

import dev.pacer.simulator.kernel.Simulation;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Users that somebody keeps by hand; a changed password counts at once. */
public final class UserPasswords implements Passwords {

  private record Known(String password, Instant until) {
    @Override
    public String toString() {
      return "password until " + until;
    }
  }

  private final Simulation simulation;
  private final Map<String, Known> byUser = new HashMap<>();

  public UserPasswords(Simulation simulation) {
    this.simulation = simulation;
  }

  /** Gives a user a password that does not expire, in place of the one before. */
  public void set(String user, String password) {
    set(user, password, Instant.MAX);
  }

  /** Gives a user a password in place of the one before; {@code until} is when it ends. */
  public void set(String user, String password, Instant until) {
    byUser.put(user, new Known(password, until));
    simulation.record("registry", "password of " + user + " set until " + until);
  }

  /** The user is known no longer. */
  public void remove(String user) {
    byUser.remove(user);
    simulation.record("registry", "removed user " + user);
  }

  @Override
  public Standing check(String user, String password) {
    Known known = byUser.get(user);
    if (known == null || !known.password().equals(password)) {
      return Standing.UNKNOWN;
    }
    return simulation.instant().isBefore(known.until()) ? Standing.GOOD : Standing.EXPIRED;
  }
}
