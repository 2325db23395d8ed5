package dev.pacer.simulator.registry;

import dev.pacer.simulator.kernel.FaultRules;
import dev.pacer.simulator.kernel.Simulation;
import java.util.LinkedHashSet;
import java.util.Set;

/** One registry. Not safe for threads. */
public final class RegistryModel {

  private final Simulation simulation;
  private final FaultRules faults;
  private final RegistrySettings settings;
  private final Passwords passwords;
  private final ImageStore images = new ImageStore();
  private final BearerTokens tokens;
  private final Uses uses = new Uses();

  public RegistryModel(
      Simulation simulation, FaultRules faults, RegistrySettings settings, Passwords passwords) {
    this.simulation = simulation;
    this.faults = faults;
    this.settings = settings;
    this.passwords = passwords;
    this.tokens = new BearerTokens(simulation, settings.name(), settings.bearerLifetime());
  }

  public Simulation simulation() {
    return simulation;
  }

  public FaultRules faults() {
    return faults;
  }

  public RegistrySettings settings() {
    return settings;
  }

  /** What can be pulled. */
  public ImageStore images() {
    return images;
  }

  /** What the realm issued. */
  public BearerTokens tokens() {
    return tokens;
  }

  /** What passwords were used for. */
  public Uses uses() {
    return uses;
  }

  /** Looks at a login, and counts it. */
  public Passwords.Standing login(String user, String password) {
    Passwords.Standing standing = passwords.check(user, password);
    uses.login(password, standing == Passwords.Standing.GOOD);
    if (standing != Passwords.Standing.GOOD) {
      simulation.record(
          "registry", "%s refused %s: %s password".formatted(settings.name(), user, standing));
    }
    return standing;
  }

  /** A manifest was read with this password, or with a token for it. */
  public void pulled(String repository, String reference, String fingerprint) {
    uses.manifest(fingerprint);
    simulation.record(
        "registry", "%s gave out %s:%s".formatted(settings.name(), repository, reference));
  }

  /** Which of these may be pulled with a good password. */
  public Set<String> allowed(Set<String> repositories) {
    Set<String> allowed = new LinkedHashSet<>(repositories);
    allowed.removeIf(name -> images.access(name) == ImageStore.Access.NOBODY);
    return allowed;
  }

  /** Which of these anybody may pull. */
  public Set<String> open(Set<String> repositories) {
    Set<String> open = new LinkedHashSet<>(repositories);
    open.removeIf(name -> images.access(name) != ImageStore.Access.EVERYBODY);
    return open;
  }
}
