package dev.pacer.registryauth.verify;

import dev.pacer.cluster.PeerAnswerException;
import dev.pacer.cluster.PeerException;
import dev.pacer.cluster.Secret;
import dev.pacer.cluster.http.Json;
import dev.pacer.cluster.http.JsonObject;
import dev.pacer.cluster.http.JsonShapeException;
import dev.pacer.cluster.http.Limits;
import dev.pacer.cluster.http.Method;
import dev.pacer.cluster.http.OneExchange;
import dev.pacer.cluster.http.Redaction;
import dev.pacer.cluster.http.Reply;
import dev.pacer.cluster.http.Request;
import dev.pacer.registryauth.credential.Login;
import dev.pacer.registryauth.credential.RegistryName;
import dev.pacer.registryauth.verdict.Finding;
import dev.pacer.registryauth.verdict.Verdict;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

/**
 * Asks by the handshake of the Registry v2 protocol, as a pull would (reference 2.7), after a
 * password that cannot be right has been refused once.
 */
public final class HttpVerifier implements Verifier {

  private static final Duration CALL = Duration.ofSeconds(5);
  private static final Limits LIMITS = new Limits(CALL, CALL, CALL, 1L << 20);
  private static final String ACCEPT =
      "application/vnd.oci.image.index.v1+json, application/vnd.oci.image.manifest.v1+json,"
          + " application/vnd.docker.distribution.manifest.list.v2+json,"
          + " application/vnd.docker.distribution.manifest.v2+json";
  private static final Set<String> ECR_PUBLIC = Set.of("public.ecr.aws", "ecr-public.aws.com");

  private final Map<RegistryName, VerifySettings> settings;
  private final Map<RegistryName, OneExchange> exchanges;
  private final RandomGenerator chance;
  private final Set<RegistryName> closed = ConcurrentHashMap.newKeySet();

  /**
   * A verifier of these registries.
   *
   * @param exchanges by registry, as each may have authorities of its own
   * @param chance makes passwords that cannot be right
   */
  public HttpVerifier(
      Map<RegistryName, VerifySettings> settings,
      Map<RegistryName, OneExchange> exchanges,
      RandomGenerator chance) {
    this.settings = Map.copyOf(settings);
    this.exchanges = Map.copyOf(exchanges);
    this.chance = chance;
  }

  @Override
  public Finding verify(RegistryName registry, Login login) {
    if (!closed.contains(registry)) {
      String nonsense = "no-password-" + Long.toHexString(chance.nextLong());
      Finding control = attempt(registry, new Login(login.user(), new Secret(nonsense)));
      if (control.meaning() == Verdict.Meaning.PROVES) {
        return new Finding(
            Verdict.OPEN_REGISTRY,
            registry + " lets a made-up password in, so no login can be proven there.");
      }
      if (control.meaning() == Verdict.Meaning.SAYS_NOTHING) {
        return control;
      }
      closed.add(registry);
    }
    return attempt(registry, login);
  }

  private Finding attempt(RegistryName registry, Login login) {
    Asking asking =
        new Asking(
            registry,
            settings.getOrDefault(registry, VerifySettings.LOGIN_ONLY),
            Optional.ofNullable(exchanges.get(registry)).orElseThrow());
    try {
      return asking.ask(login);
    } catch (PeerAnswerException e) {
      return new Finding(Verdict.UNEXPECTED, String.valueOf(e.getMessage()));
    } catch (PeerException e) {
      return new Finding(Verdict.UNREACHABLE, String.valueOf(e.getMessage()));
    }
  }

  /** One handshake. */
  private record Asking(RegistryName registry, VerifySettings settings, OneExchange exchange) {

    Finding ask(Login login) {
      Secret basic = new Secret("Basic " + login.auth());
      Reply first = send(question(Method.HEAD), Optional.empty());
      if (first.status() != 401) {
        return judge(first, Optional.empty(), login);
      }
      List<Challenge> offers = Challenge.read(first.headers("WWW-Authenticate"));
      Optional<Challenge> bearer = Challenge.find(offers, "bearer");
      if (bearer.isPresent()) {
        return byToken(bearer.get(), basic, login);
      }
      if (Challenge.find(offers, "basic").isEmpty()) {
        return new Finding(
            Verdict.UNEXPECTED, registry + " answered 401 without a way to log in that we know.");
      }
      return judge(send(question(Method.HEAD), Optional.of(basic)), Optional.of(basic), login);
    }

    private Finding byToken(Challenge challenge, Secret basic, Login login) {
      Optional<String> objection =
          Realm.objection(registry, settings, challenge.parameter("realm"));
      if (objection.isPresent()) {
        return new Finding(Verdict.UNEXPECTED, registry + ": " + objection.get() + ".");
      }
      URI realm = challenge.parameter("realm").flatMap(Realm::url).orElseThrow();
      Optional<String> scope =
          settings
              .repository()
              .map(repository -> "repository:" + repository + ":pull")
              .or(() -> challenge.parameter("scope"));
      Reply reply =
          exchange.send(
              "the realm of " + registry,
              URI.create(realm.getScheme() + "://" + realm.getRawAuthority()),
              Realm.question(realm, challenge, scope, login.user()).within(LIMITS),
              Optional.of(basic));
      if (!reply.isSuccess()) {
        return realmRefused(reply, login);
      }
      Optional<Secret> token = token(reply);
      if (token.isEmpty()) {
        return new Finding(
            Verdict.UNEXPECTED, "the realm of " + registry + " answered 200 without a token.");
      }
      return judge(send(question(Method.HEAD), token), token, login);
    }

    private static Optional<Secret> token(Reply reply) {
      try {
        JsonObject json = Json.parseObject(reply);
        return json.findText("token")
            .or(() -> json.findText("access_token"))
            .filter(text -> !text.isBlank() && text.chars().noneMatch(Character::isISOControl))
            .map(text -> new Secret("Bearer " + text));
      } catch (JsonShapeException e) {
        return Optional.empty();
      }
    }

    private Finding realmRefused(Reply reply, Login login) {
      String who = "the realm of " + registry;
      return switch (reply.status()) {
        case 401, 403 -> new Finding(Verdict.REJECTED, who + " refused the login.");
        case 429 -> new Finding(Verdict.THROTTLED, who + " asked to slow down.");
        default -> other(who, reply, login);
      };
    }

    private Finding judge(Reply reply, Optional<Secret> authorization, Login login) {
      boolean whole = settings.repository().isPresent();
      String where = registry + settings.repository().map(name -> "/" + name).orElse("");
      return switch (reply.status()) {
        case 200 ->
            whole
                ? new Finding(Verdict.OK, where + " can be pulled from.")
                : new Finding(
                    Verdict.LOGIN_ONLY,
                    registry + " let it in; name a private repository to prove that it may pull.");
        case 404 ->
            whole
                ? new Finding(
                    Verdict.OK_NO_TAG, where + " can be pulled from; the tag is not there.")
                : other(registry.toString(), reply, login);
        case 401 ->
            Challenge.read(reply.headers("WWW-Authenticate")).stream()
                    .anyMatch(
                        c -> c.parameter("error").filter("insufficient_scope"::equals).isPresent())
                ? new Finding(Verdict.NO_PULL_SCOPE, where + " may not be pulled from with it.")
                : new Finding(Verdict.REJECTED, registry + " refused the login.");
        case 403 -> forbidden(where, authorization, login);
        case 429 -> new Finding(Verdict.THROTTLED, registry + " asked to slow down.");
        default -> other(registry.toString(), reply, login);
      };
    }

    /** A HEAD has no body to tell an expired login from a missing right: asked again as GET. */
    private Finding forbidden(String where, Optional<Secret> authorization, Login login) {
      Reply reply = send(question(Method.GET), authorization);
      String said = reply.text().toLowerCase(Locale.ROOT);
      if (said.contains("expired")) {
        return new Finding(Verdict.REJECTED, registry + " says that the login has expired.");
      }
      if (reply.status() == 403 && said.contains("denied")) {
        return new Finding(Verdict.NO_PULL_SCOPE, where + " may not be pulled from with it.");
      }
      return other(registry.toString(), reply, login);
    }

    private Finding other(String who, Reply reply, Login login) {
      if (reply.status() >= 500) {
        return new Finding(Verdict.UNREACHABLE, "%s answered %d.".formatted(who, reply.status()));
      }
      if (reply.status() == 400 && ECR_PUBLIC.contains(registry.host())) {
        return new Finding(Verdict.REJECTED, who + " answered 400, as to an expired login.");
      }
      return new Finding(
          Verdict.UNEXPECTED,
          "%s answered %d: %s"
              .formatted(
                  who,
                  reply.status(),
                  Redaction.excerpt(reply.text(), List.of(login.secret().reveal(), login.auth()))));
    }

    private Request question(Method method) {
      Request request =
          settings
              .repository()
              .map(
                  name ->
                      Request.of(method, "/v2/" + name + "/manifests/" + settings.tag())
                          .withHeader("Accept", ACCEPT))
              .orElse(Request.get("/v2/"));
      return request.within(LIMITS);
    }

    private Reply send(Request request, Optional<Secret> authorization) {
      String scheme = settings.plainHttp() ? "http://" : "https://";
      return exchange.send(
          registry.toString(), URI.create(scheme + registry.apiHost()), request, authorization);
    }
  }
}
