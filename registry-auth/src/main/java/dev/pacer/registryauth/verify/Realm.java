package dev.pacer.registryauth.verify;

import dev.pacer.cluster.http.Request;
import dev.pacer.registryauth.credential.RegistryName;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The token server that a registry names; a hostile one could name its own to harvest logins. */
final class Realm {

  /** Registries whose token server is known to have another name (reference 2.7). */
  private static final Map<String, String> PAIRS =
      Map.of("registry-1.docker.io", "auth.docker.io", "registry.gitlab.com", "gitlab.com");

  private static final Set<String> THIS_MACHINE = Set.of("127.0.0.1", "localhost", "[::1]");

  private Realm() {}

  /** Why a login must not be sent there; empty when it may. */
  static Optional<String> objection(
      RegistryName registry, VerifySettings settings, Optional<String> named) {
    Optional<URI> realm = named.flatMap(Realm::url);
    if (realm.isEmpty()) {
      return Optional.of("it names no realm to get a token from");
    }
    String host = host(realm.get());
    boolean plain = "http".equalsIgnoreCase(realm.get().getScheme());
    if (plain && !settings.plainHttp() && !THIS_MACHINE.contains(host)) {
      return Optional.of("its realm %s is not https, so no login is sent there".formatted(host));
    }
    String own = bare(registry.apiHost());
    boolean known =
        host.equals(own)
            || settings.realmHosts().contains(host)
            || host.equals(PAIRS.get(registry.apiHost()));
    return known
        ? Optional.empty()
        : Optional.of(
            "its realm is on another host, %s, so no login is sent there; name it in realmHosts if"
                    .formatted(host)
                + " that is right");
  }

  static Optional<URI> url(String text) {
    try {
      URI uri = new URI(text);
      boolean usable =
          uri.getHost() != null
              && uri.getRawUserInfo() == null
              && uri.getRawFragment() == null
              && Set.of("http", "https")
                  .contains(String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT));
      return usable ? Optional.of(uri) : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  /** The question for a token. */
  static Request question(URI realm, Challenge challenge, Optional<String> scope, String user) {
    String path = realm.getRawPath().isEmpty() ? "/" : realm.getRawPath();
    Request request =
        Request.get(realm.getRawQuery() == null ? path : path + "?" + realm.getRawQuery());
    Optional<String> service = challenge.parameter("service");
    if (service.isPresent()) {
      request = request.withQuery("service", service.get());
    }
    if (scope.isPresent()) {
      request = request.withQuery("scope", scope.get());
    }
    return request.withQuery("account", user);
  }

  private static String host(URI uri) {
    return uri.getHost().toLowerCase(Locale.ROOT);
  }

  private static String bare(String host) {
    int colon = host.startsWith("[") ? host.indexOf("]:") + 1 : host.indexOf(':');
    return colon > 0 ? host.substring(0, colon) : host;
  }
}
