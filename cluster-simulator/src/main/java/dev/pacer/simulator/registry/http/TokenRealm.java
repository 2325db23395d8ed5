package dev.pacer.simulator.registry.http;

import dev.pacer.frame.http.Reply;
import dev.pacer.frame.http.Request;
import dev.pacer.simulator.registry.BearerTokens;
import dev.pacer.simulator.registry.Passwords;
import dev.pacer.simulator.registry.RegistryKind;
import dev.pacer.simulator.registry.RegistryModel;
import dev.pacer.simulator.registry.Uses;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The token server of a registry: {@code GET /token} with Basic, and the OAuth2 {@code POST /token}
 * with a password or a refresh token (which here is a password). It issues tokens for nothing too,
 * as real ones do: what may not be pulled is left out of the token.
 */
final class TokenRealm {

  private static final Pattern SCOPE = Pattern.compile("repository:([^:]+):([a-z*,]+)");

  private final RegistryModel model;

  TokenRealm(RegistryModel model) {
    this.model = model;
  }

  Reply answer(Request request) {
    return switch (request.method()) {
      case "GET" -> get(request);
      case "POST" -> post(request);
      default -> Reply.text(405, "Method not allowed\n").with("Allow", "GET, POST");
    };
  }

  private Reply get(Request request) {
    List<String> scopes = request.parameters("scope");
    Optional<LoginReading.Basic> login = LoginReading.basic(request);
    if (login.isPresent()) {
      return forLogin(login.get(), scopes);
    }
    return request.header("Authorization").isPresent()
        ? refused(Passwords.Standing.UNKNOWN)
        : issued("", model.open(repositories(scopes)));
  }

  private Reply post(Request request) {
    // A form is written like a query.
    Request form = Request.of("GET", "/token?" + request.bodyText());
    List<String> scopes = form.parameters("scope");
    return switch (form.parameter("grant_type").orElse("")) {
      case "password" ->
          forLogin(
              new LoginReading.Basic(
                  form.parameter("username").orElse(""), form.parameter("password").orElse("")),
              scopes);
      case "refresh_token" ->
          forLogin(
              new LoginReading.Basic(
                  form.parameter("account").orElse("AWS"),
                  form.parameter("refresh_token").orElse("")),
              scopes);
      default -> RegistryReplies.error(400, "UNSUPPORTED", "unknown grant_type");
    };
  }

  private Reply forLogin(LoginReading.Basic login, List<String> scopes) {
    Passwords.Standing standing = model.login(login.user(), login.password());
    return standing == Passwords.Standing.GOOD
        ? issued(Uses.fingerprint(login.password()), model.allowed(repositories(scopes)))
        : refused(standing);
  }

  private Reply refused(Passwords.Standing standing) {
    if (model.settings().kind() == RegistryKind.ECR_PUBLIC
        && standing == Passwords.Standing.EXPIRED) {
      return RegistryReplies.ecrError(400, "DENIED", "Your Authorization Token has expired.");
    }
    return RegistryReplies.error(401, "UNAUTHORIZED", "authentication required");
  }

  private Reply issued(String password, Set<String> repositories) {
    BearerTokens.Grant grant = model.tokens().issue(password, repositories);
    return RegistryReplies.token(grant, model.tokens().seconds(), model.settings().realmField());
  }

  /** The repositories that are asked for with pull; a scope may be several, parted by spaces. */
  private static Set<String> repositories(List<String> scopes) {
    Set<String> names = new HashSet<>();
    List<String> single = new ArrayList<>();
    scopes.forEach(scope -> single.addAll(List.of(scope.split(" ", -1))));
    for (String scope : single) {
      Matcher matcher = SCOPE.matcher(scope);
      if (matcher.matches() && List.of(matcher.group(2).split(",", -1)).contains("pull")) {
        names.add(matcher.group(1));
      }
    }
    return names;
  }
}
