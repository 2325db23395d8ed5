package dev.pacer.registryauth.verify;

import java.util.Optional;
import java.util.Set;

/**
 * How a registry is asked about a login.
 *
 * @param repository a private one that the login must be able to pull from; without it only the
 *     login itself is tried
 * @param tag of that repository; it need not exist
 * @param plainHttp whether the registry speaks HTTP without TLS
 * @param realmHosts hosts besides the registry's own that may be its token server
 */
public record VerifySettings(
    Optional<String> repository, String tag, boolean plainHttp, Set<String> realmHosts) {

  /** The login alone is tried, over TLS. */
  public static final VerifySettings LOGIN_ONLY =
      new VerifySettings(Optional.empty(), "latest", false, Set.of());

  /** Copies the hosts. */
  public VerifySettings {
    realmHosts = Set.copyOf(realmHosts);
  }
}
