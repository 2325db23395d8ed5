package dev.pacer.registryauth.store;

import dev.pacer.registryauth.credential.CredentialSet;
import dev.pacer.registryauth.credential.Login;
import dev.pacer.registryauth.credential.RegistryName;
import dev.pacer.registryauth.dockerconfig.ConfigMerge;
import dev.pacer.registryauth.dockerconfig.ConfigReading;
import dev.pacer.registryauth.ledger.Generation;
import dev.pacer.registryauth.ledger.Ledger;
import dev.pacer.registryauth.ledger.LedgerJson;
import dev.pacer.registryauth.ledger.Succession;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A config.json in a store: the ledger of several writers stands in it, beside {@code auths}, where
 * all clients pass over it; so both change in one write.
 */
final class StoredConfig {
  static final String LEDGER = "pacerLedger";
  private static final String NOTHING = "{\"auths\":{}}";

  private StoredConfig() {}

  /** What shall be there, and of which registries what is there stays. */
  record Next(ConfigStore.Content content, Set<RegistryName> kept, boolean changed) {}

  /**
   * Decides it.
   *
   * @throws UnusableStoreException when what is there is not ours to replace
   */
  static Next next(
      String place,
      Optional<String> there,
      CredentialSet given,
      Set<RegistryName> owned,
      Instant now) {
    ConfigReading.Found found =
        there.map(text -> usable(place, text)).orElseGet(() -> read(NOTHING));
    Ledger known = LedgerJson.readMember(found.text(), LEDGER);
    Succession succession = Succession.decide(given, List.of(found.logins()), known, now);
    String text =
        new ConfigMerge(succession.logins(), owned, Set.of())
            .beside(LEDGER, LedgerJson.write(onlyHeld(succession)))
            .into(found);
    ConfigReading.Found next = read(text);
    if (!next.spoiled().isEmpty()
        || !next.logins().entrySet().containsAll(succession.logins().entrySet())) {
      throw new IllegalStateException("the merge into " + place + " lost a login");
    }
    return new Next(
        new ConfigStore.Content(text, next.logins().isEmpty(), firstExpiry(succession)),
        succession.kept(),
        there.isPresent() ? !there.get().equals(text) : !next.logins().isEmpty());
  }

  private static ConfigReading.Found usable(String place, String text) {
    ConfigReading.Found found;
    try {
      found = read(text);
    } catch (IllegalArgumentException e) {
      throw new UnusableStoreException(
          "what is in %s is no config.json that docker could read: %s"
              .formatted(place, e.getMessage()),
          "Look at it, and remove it or name another place");
    }
    if (found.credsStore().isPresent()) {
      throw new UnusableStoreException(
          "the config.json in %s has a credsStore, which docker asks before any login in it"
              .formatted(place),
          "Take it out");
    }
    if (!found.spoiled().isEmpty()) {
      String key = new TreeSet<>(found.spoiled().keySet()).first();
      throw new UnusableStoreException(
          "an entry of the config.json in %s %s, which makes docker lose others at random"
              .formatted(place, found.spoiled().get(key)),
          "Take it out");
    }
    return found;
  }

  /** Text and ledger change together, so no crash leaves another login than the ones held. */
  private static Ledger onlyHeld(Succession succession) {
    return succession.ledger().only(succession.logins());
  }

  private static Optional<Instant> firstExpiry(Succession succession) {
    return succession.logins().entrySet().stream()
        .flatMap(
            held ->
                succession
                    .ledger()
                    .of(held.getKey(), held.getValue())
                    .flatMap(Generation::expiresAt)
                    .stream())
        .min(Comparator.naturalOrder());
  }

  /**
   * The logins in a text.
   *
   * @throws IllegalArgumentException when docker could not read it for certain
   */
  static Map<RegistryName, Login> logins(String text) {
    ConfigReading.Found found = read(text);
    if (!found.spoiled().isEmpty()) {
      throw new IllegalArgumentException("an entry makes docker lose others at random");
    }
    if (found.credsStore().isPresent()) {
      throw new IllegalArgumentException("its credsStore is asked before any login in it");
    }
    return found.logins();
  }

  private static ConfigReading.Found read(String text) {
    return ConfigReading.read(text.getBytes(StandardCharsets.UTF_8));
  }
}
