package dev.pacer.simulator.registry;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Counts what each password was used for. Passwords are kept as fingerprints: a test that knows one
 * can ask about it.
 */
public final class Uses {

  /**
   * Uses of one password.
   *
   * @param accepted how often it was let in
   * @param refused how often it was refused
   * @param manifests how many manifests were read with it, or with a token issued for it
   */
  public record Count(int accepted, int refused, int manifests) {
    private static final Count NONE = new Count(0, 0, 0);
  }

  private final Map<String, Count> byPassword = new LinkedHashMap<>();

  /** What stands for a password here. */
  public static String fingerprint(String password) {
    return TinyImage.digest(password.getBytes(StandardCharsets.UTF_8));
  }

  void login(String password, boolean accepted) {
    byPassword.merge(
        fingerprint(password),
        accepted ? new Count(1, 0, 0) : new Count(0, 1, 0),
        (before, one) ->
            new Count(
                before.accepted + one.accepted,
                before.refused + one.refused,
                before.manifests + one.manifests));
  }

  void manifest(String fingerprint) {
    byPassword.compute(
        fingerprint,
        (key, before) -> {
          Count known = before == null ? Count.NONE : before;
          return new Count(known.accepted, known.refused, known.manifests + 1);
        });
  }

  /** By fingerprint, in the order of first use. */
  public Map<String, Count> all() {
    return Collections.unmodifiableMap(new LinkedHashMap<>(byPassword));
  }

  /** What a password was used for. */
  public Count of(String password) {
    return byPassword.getOrDefault(fingerprint(password), Count.NONE);
  }
}
