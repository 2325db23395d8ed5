package dev.pacer.cluster.vault;

import dev.pacer.cluster.Secret;
import dev.pacer.cluster.http.Confidential;
import dev.pacer.cluster.http.Credentials;
import dev.pacer.cluster.http.HttpPeer;
import dev.pacer.cluster.http.Method;
import dev.pacer.cluster.http.Request;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Logs an AppRole in at {@code /v1/auth/approle/login} and keeps the token until three quarters of
 * its life are over, or until it is refused. Safe for many threads.
 */
public final class AppRoleCredentials implements Credentials {
  private final String roleId;
  private final Supplier<Secret> secretId;
  private final HttpPeer vault;
  private final String loginTarget;
  private final InstantSource clock;
  private @Nullable Token current;

  /**
   * @param secretId read anew for each login, as it may be rotated
   * @param vault Vault, a peer without credentials
   * @param mount where the method is enabled, usually {@code approle}
   */
  public AppRoleCredentials(
      String roleId, Supplier<Secret> secretId, HttpPeer vault, String mount, InstantSource clock) {
    this.roleId = roleId;
    this.secretId = secretId;
    this.vault = vault;
    this.loginTarget = "/v1/auth/" + Request.encode(mount) + "/login";
    this.clock = clock;
  }

  private record Token(String text, Optional<Instant> renewAt) {}

  @Override
  public synchronized Optional<String> authorization() {
    Token token = current;
    if (token == null || token.renewAt().filter(at -> !clock.instant().isBefore(at)).isPresent()) {
      token = login();
      current = token;
    }
    return Optional.of("Bearer " + token.text());
  }

  @Override
  public synchronized boolean renew(String refused) {
    if (current != null && refused.equals("Bearer " + current.text())) {
      current = null;
    }
    return true;
  }

  private Token login() {
    Instant now = clock.instant();
    String secret = secretId.get().reveal();
    Request request =
        Request.json(Method.POST, loginTarget, VaultJson.login(roleId, secret))
            .withRepeatable(true);
    VaultJson.Login login = Confidential.call(secret, () -> vault.read(request, VaultJson::login));
    return new Token(
        login.token(), login.lives().map(lives -> now.plus(lives.multipliedBy(3).dividedBy(4))));
  }

  @Override
  public synchronized List<String> secrets() {
    return current == null ? List.of() : List.of(current.text());
  }

  @Override
  public String toString() {
    return "AppRole login";
  }
}
