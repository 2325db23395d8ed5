package dev.pacer.cluster.dcos;

import java.net.URI;
import java.security.PrivateKey;
import java.util.Optional;

/**
 * A DC/OS service account. Its {@code toString} shows no key.
 *
 * @param uid the account's name
 * @param key its RSA private key
 * @param loginEndpoint where it logs in, if the secret says so
 */
public record ServiceAccount(String uid, PrivateKey key, Optional<URI> loginEndpoint) {

  /** Refuses an account that cannot sign with RSA. */
  public ServiceAccount {
    if (uid.isBlank()) {
      throw new IllegalArgumentException("a service account has a uid");
    }
    if (!key.getAlgorithm().equals("RSA")) {
      throw new IllegalArgumentException(
          "a service account's key is an RSA key, was " + key.getAlgorithm());
    }
  }

  @Override
  public String toString() {
    return "service account " + uid;
  }
}
