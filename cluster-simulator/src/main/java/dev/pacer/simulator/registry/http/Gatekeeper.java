package dev.pacer.simulator.registry.http;

import dev.pacer.frame.http.Reply;
import dev.pacer.frame.http.Request;
import dev.pacer.simulator.registry.BearerTokens;
import dev.pacer.simulator.registry.ImageStore;
import dev.pacer.simulator.registry.Passwords;
import dev.pacer.simulator.registry.RegistryKind;
import dev.pacer.simulator.registry.RegistryModel;
import dev.pacer.simulator.registry.RegistrySettings;
import dev.pacer.simulator.registry.Uses;
import java.util.List;
import java.util.Optional;

/**
 * Lets requests in, or says why not. Basic and Bearer as docker-registry does (measured); ECR's
 * answers as documented.
 */
final class Gatekeeper {

  /**
   * What came of a request.
   *
   * @param refusal empty when it may go on
   * @param password fingerprint of the password that let it in; empty for anybody
   */
  record Passage(Optional<Reply> refusal, String password) {
    private static Passage refused(Reply reply) {
      return new Passage(Optional.of(reply), "");
    }

    private static Passage open(String password) {
      return new Passage(Optional.empty(), password);
    }
  }

  private final RegistryModel model;

  Gatekeeper(RegistryModel model) {
    this.model = model;
  }

  Passage check(Request request, Wanted wanted) {
    return switch (model.settings().kind()) {
      case OPEN -> Passage.open("");
      case BASIC -> basic(request, wanted);
      case ECR -> ecr(request, wanted);
      case BEARER, ECR_PUBLIC -> bearer(request, wanted);
    };
  }

  private Passage basic(Request request, Wanted wanted) {
    if (isOpen(request, wanted)) {
      return Passage.open("");
    }
    Optional<LoginReading.Basic> login = LoginReading.basic(request);
    if (login.isPresent()
        && model.login(login.get().user(), login.get().password()) == Passwords.Standing.GOOD) {
      if (isClosed(wanted)) {
        return Passage.refused(
            RegistryReplies.error(
                403,
                "DENIED",
                "requested access to the resource is denied",
                needed(request, wanted)));
      }
      return Passage.open(Uses.fingerprint(login.get().password()));
    }
    return Passage.refused(
        RegistryReplies.unauthorized(needed(request, wanted))
            .with("Www-Authenticate", "Basic realm=\"" + model.settings().name() + "\""));
  }

  private Passage ecr(Request request, Wanted wanted) {
    RegistrySettings.Owner owner = model.settings().owner();
    Optional<LoginReading.Basic> login = LoginReading.basic(request);
    Passwords.Standing standing =
        login.map(l -> model.login(l.user(), l.password())).orElse(Passwords.Standing.UNKNOWN);
    return switch (standing) {
      case UNKNOWN ->
          Passage.refused(
              Reply.text(401, "Not Authorized\n")
                  .with(
                      "Www-Authenticate",
                      "Basic realm=\"https://%s/\",service=\"ecr.amazonaws.com\""
                          .formatted(owner.host())));
      case EXPIRED -> Passage.refused(expired());
      case GOOD ->
          isClosed(wanted)
              ? Passage.refused(
                  RegistryReplies.ecrError(
                      403,
                      "DENIED",
                      ("User: arn:aws:sts::%s:assumed-role/node/i-0 is not authorized to perform:"
                              + " ecr:BatchGetImage on resource:"
                              + " arn:aws:ecr:%s:%s:repository/%s because no resource-based policy"
                              + " allows the ecr:BatchGetImage action")
                          .formatted(
                              owner.account(),
                              owner.region(),
                              owner.account(),
                              wanted.repository())))
              : Passage.open(Uses.fingerprint(login.map(LoginReading.Basic::password).orElse("")));
    };
  }

  private Reply expired() {
    return model.settings().expiredAnswer() == RegistrySettings.ExpiredAnswer.TEXT
        ? Reply.text(
            403,
            "Your Authorization Token has expired. Please run 'aws ecr get-login' to fetch a new"
                + " one.\n")
        : RegistryReplies.ecrError(
            403, "DENIED", "Your authorization token has expired. Reauthenticate and try again.");
  }

  private Passage bearer(Request request, Wanted wanted) {
    Optional<String> value = LoginReading.bearer(request);
    if (value.isEmpty()) {
      return challenge(request, wanted, "");
    }
    Optional<BearerTokens.Grant> grant = model.tokens().find(value.get());
    boolean over =
        grant.map(g -> !model.simulation().instant().isBefore(g.expiresAt())).orElse(false);
    if (over && model.settings().kind() == RegistryKind.ECR_PUBLIC) {
      return Passage.refused(
          RegistryReplies.ecrError(400, "DENIED", "Your Authorization Token has expired."));
    }
    if (grant.isEmpty() || over) {
      return challenge(request, wanted, ",error=\"invalid_token\"");
    }
    boolean enough =
        wanted.what() == Wanted.What.BASE
            || (grant.get().repositories().contains(wanted.repository()) && isRead(request));
    return enough
        ? Passage.open(grant.get().password())
        : challenge(request, wanted, ",error=\"insufficient_scope\"");
  }

  private Passage challenge(Request request, Wanted wanted, String error) {
    String realm =
        "http://%s/token"
            .formatted(request.header("Host").orElse("127.0.0.1:" + request.localPort()));
    return Passage.refused(
        RegistryReplies.unauthorized(needed(request, wanted))
            .with(
                "Www-Authenticate",
                "Bearer realm=\"%s\",service=\"%s\"%s%s"
                    .formatted(realm, model.settings().name(), scope(request, wanted), error)));
  }

  private static String scope(Request request, Wanted wanted) {
    return switch (wanted.what()) {
      case BASE -> "";
      case CATALOG -> ",scope=\"registry:catalog:*\"";
      default ->
          ",scope=\"repository:%s:%s\""
              .formatted(wanted.repository(), String.join(",", Wanted.actions(request.method())));
    };
  }

  private static Optional<RegistryReplies.Need> needed(Request request, Wanted wanted) {
    return switch (wanted.what()) {
      case BASE -> Optional.empty();
      case CATALOG -> Optional.of(new RegistryReplies.Need("registry", "catalog", List.of("*")));
      default ->
          Optional.of(
              new RegistryReplies.Need(
                  "repository", wanted.repository(), Wanted.actions(request.method())));
    };
  }

  private boolean isOpen(Request request, Wanted wanted) {
    return isRead(request)
        && !wanted.repository().isEmpty()
        && model.images().access(wanted.repository()) == ImageStore.Access.EVERYBODY;
  }

  private boolean isClosed(Wanted wanted) {
    return !wanted.repository().isEmpty()
        && model.images().access(wanted.repository()) == ImageStore.Access.NOBODY;
  }

  private static boolean isRead(Request request) {
    return request.method().equals("GET") || request.method().equals("HEAD");
  }
}
