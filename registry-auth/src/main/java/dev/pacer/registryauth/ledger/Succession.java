package dev.pacer.registryauth.ledger;

import dev.pacer.registryauth.credential.Credential;
import dev.pacer.registryauth.credential.CredentialSet;
import dev.pacer.registryauth.credential.Login;
import dev.pacer.registryauth.credential.RegistryName;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a target shall hold: of each registry the better of what is given and what is there.
 *
 * @param logins one a registry, in the order given
 * @param kept registries of which what is there stays
 * @param ledger of what is there and of what shall be, as a crash may leave either
 */
public record Succession(Map<RegistryName, Login> logins, Set<RegistryName> kept, Ledger ledger) {

  /** A succession in order. */
  public Succession {
    logins = Collections.unmodifiableMap(new LinkedHashMap<>(logins));
    kept = Collections.unmodifiableSet(new LinkedHashSet<>(kept));
  }

  /**
   * Decides it. A login that the ledger does not know gives way, as does one of a registry that is
   * not in the set.
   *
   * @param there what each of the target's files holds
   */
  public static Succession decide(
      CredentialSet given, Collection<Map<RegistryName, Login>> there, Ledger known, Instant now) {
    Map<RegistryName, Login> logins = new LinkedHashMap<>();
    Set<RegistryName> kept = new LinkedHashSet<>();
    Ledger ledger = Ledger.EMPTY;
    for (Map<RegistryName, Login> file : there) {
      for (Map.Entry<RegistryName, Login> held : file.entrySet()) {
        Optional<Generation> generation = known.of(held.getKey(), held.getValue());
        if (generation.isPresent()) {
          ledger = ledger.with(held.getKey(), held.getValue(), generation.get());
        }
      }
    }
    for (Map.Entry<RegistryName, Credential> entry : given.byRegistry().entrySet()) {
      RegistryName registry = entry.getKey();
      Login best = entry.getValue().login();
      Generation generation = Generation.of(entry.getValue());
      Optional<Generation> before = known.of(registry, best);
      if (before.isPresent()) {
        generation = generation.provenAlsoBy(before.get());
      }
      ledger = ledger.with(registry, best, generation);
      for (Map<RegistryName, Login> file : there) {
        Login held = file.get(registry);
        Optional<Generation> its =
            held == null || held.equals(best) ? Optional.empty() : known.of(registry, held);
        if (held != null && its.isPresent() && its.get().staysBefore(generation, now)) {
          best = held;
          generation = its.get();
        }
      }
      logins.put(registry, best);
      if (!best.equals(entry.getValue().login())) {
        kept.add(registry);
      }
    }
    return new Succession(logins, kept, ledger);
  }
}
