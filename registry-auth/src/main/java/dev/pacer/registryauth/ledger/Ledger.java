package dev.pacer.registryauth.ledger;

import dev.pacer.registryauth.credential.Login;
import dev.pacer.registryauth.credential.RegistryName;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The generations of the logins that a target holds or is about to hold. A login is named by a hash
 * of it, so that one put there by somebody else is not taken for ours; the ledger lies beside the
 * logins themselves and gives away nothing more.
 *
 * @param generations by registry, then by the login's hash
 */
public record Ledger(Map<RegistryName, Map<String, Generation>> generations) {

  /** Knows nothing. */
  public static final Ledger EMPTY = new Ledger(Map.of());

  /** A ledger in the order of registries. */
  public Ledger {
    Map<RegistryName, Map<String, Generation>> copy = new TreeMap<>();
    generations.forEach((registry, known) -> copy.put(registry, new TreeMap<>(known)));
    generations = copy;
  }

  /** What is known of a login. */
  public Optional<Generation> of(RegistryName registry, Login login) {
    return Optional.ofNullable(
        generations.getOrDefault(registry, Map.of()).get(fingerprint(login)));
  }

  /** This ledger, knowing of one more login. */
  Ledger with(RegistryName registry, Login login, Generation generation) {
    Map<RegistryName, Map<String, Generation>> more = new TreeMap<>(generations);
    Map<String, Generation> known = new TreeMap<>(more.getOrDefault(registry, Map.of()));
    known.put(fingerprint(login), generation);
    more.put(registry, known);
    return new Ledger(more);
  }

  /** What is known of these logins alone. */
  public Ledger only(Map<RegistryName, Login> logins) {
    Ledger few = EMPTY;
    for (Map.Entry<RegistryName, Login> held : logins.entrySet()) {
      Optional<Generation> generation = of(held.getKey(), held.getValue());
      if (generation.isPresent()) {
        few = few.with(held.getKey(), held.getValue(), generation.get());
      }
    }
    return few;
  }

  /** 64 bits of a hash: enough to tell a handful of logins apart. */
  private static String fingerprint(Login login) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(login.auth().getBytes(StandardCharsets.US_ASCII));
      return HexFormat.of().formatHex(hash, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return "ledger of " + generations.keySet();
  }
}
