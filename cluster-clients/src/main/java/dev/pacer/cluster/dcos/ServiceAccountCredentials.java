package dev.pacer.cluster.dcos;

import dev.pacer.cluster.http.Credentials;
import dev.pacer.cluster.http.HttpPeer;
import dev.pacer.cluster.http.Method;
import dev.pacer.cluster.http.Request;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Logs a service account in at {@code POST /acs/api/v1/auth/login} and keeps the token until
 * shortly before it ends, or until it is refused. Safe for many threads: one logs in, the others
 * wait.
 */
public final class ServiceAccountCredentials implements Credentials {

  /** The path of the login below the cluster's URL. */
  public static final String LOGIN = "/acs/api/v1/auth/login";

  private static final Duration BEFORE_EXPIRY = Duration.ofMinutes(5);

  private final ServiceAccount account;
  private final HttpPeer gateway;
  private final String loginTarget;
  private final InstantSource clock;
  private @Nullable Token current;

  /**
   * An account that logs in at the gateway's {@link #LOGIN}.
   *
   * @param gateway the cluster's gateway, a peer without credentials
   */
  public ServiceAccountCredentials(ServiceAccount account, HttpPeer gateway, InstantSource clock) {
    this(account, gateway, LOGIN, clock);
  }

  /** An account that logs in at another path of the gateway. */
  public ServiceAccountCredentials(
      ServiceAccount account, HttpPeer gateway, String loginTarget, InstantSource clock) {
    this.account = account;
    this.gateway = gateway;
    this.loginTarget = loginTarget;
    this.clock = clock;
  }

  private record Token(String header, Instant renewAt) {}

  @Override
  public synchronized Optional<String> authorization() {
    Token token = current;
    if (token == null || !clock.instant().isBefore(token.renewAt())) {
      token = login();
      current = token;
    }
    return Optional.of(token.header());
  }

  @Override
  public synchronized boolean renew(String refused) {
    // Another thread may have renewed it meanwhile: then that one is tried.
    if (current != null && current.header().equals(refused)) {
      current = null;
    }
    return true;
  }

  private Token login() {
    Instant now = clock.instant();
    // Logging in twice does no harm, so it may be tried again.
    Request request =
        Request.json(
                Method.POST,
                loginTarget,
                LoginJson.login(account.uid(), LoginTokens.sign(account, now)))
            .withRepeatable(true);
    String token = gateway.read(request, LoginJson::token);
    Instant end = LoginJson.expiry(token).orElse(now.plus(Duration.ofDays(1)));
    Duration life = Duration.between(now, end);
    // A token that lives only minutes is renewed after half of them.
    Duration early =
        life.dividedBy(2).compareTo(BEFORE_EXPIRY) < 0 ? life.dividedBy(2) : BEFORE_EXPIRY;
    return new Token("token=" + token, end.minus(early));
  }

  @Override
  public synchronized List<String> secrets() {
    List<String> secrets = new ArrayList<>();
    if (current != null) {
      secrets.add(current.header().substring("token=".length()));
    }
    return secrets;
  }

  @Override
  public String toString() {
    return "login of " + account;
  }
}
