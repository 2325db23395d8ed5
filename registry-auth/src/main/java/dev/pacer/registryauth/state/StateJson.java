package dev.pacer.registryauth.state;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pacer.cluster.Secret;
import dev.pacer.cluster.http.Json;
import dev.pacer.cluster.http.JsonObject;
import dev.pacer.cluster.http.JsonShapeException;
import dev.pacer.registryauth.credential.Credential;
import dev.pacer.registryauth.credential.Login;
import dev.pacer.registryauth.decision.Held;
import dev.pacer.registryauth.decision.Holding;
import dev.pacer.registryauth.decision.Stock;
import dev.pacer.registryauth.decision.Word;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What is known of registries as JSON, with the number of its format. It holds passwords. */
final class StateJson {
  private static final int FORMAT = 1;

  private StateJson() {}

  /**
   * Its text.
   *
   * @param identities by name, what a registry's credential is for: another is not that registry's
   */
  static String write(Map<String, Holding> holdings, Map<String, String> identities, Instant now) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("format", FORMAT);
    root.put("savedAt", now.toString());
    ObjectNode registries = root.putObject("registries");
    holdings.forEach(
        (name, holding) -> {
          ObjectNode node = registries.putObject(name);
          node.put("for", identities.getOrDefault(name, ""));
          node.put("refreshAt", holding.refreshAt().toString());
          holding.verifiedAt().ifPresent(at -> node.put("verifiedAt", at.toString()));
          holding.stock().good().ifPresent(held -> put(node.putObject("good"), held));
          holding.stock().fallback().ifPresent(held -> put(node.putObject("fallback"), held));
          holding.stock().candidate().ifPresent(held -> put(node.putObject("candidate"), held));
        });
    return Json.write(root);
  }

  private static void put(ObjectNode node, Held held) {
    node.put("auth", held.credential().login().auth());
    node.put("issuedAt", held.credential().issuedAt().toString());
    held.credential().expiresAt().ifPresent(end -> node.put("expiresAt", end.toString()));
    node.put("proven", held.credential().proven());
    node.put("since", held.since().toString());
    held.endsAt().ifPresent(end -> node.put("endsAt", end.toString()));
    node.put("revoked", held.revoked());
  }

  /**
   * What a text holds.
   *
   * @throws JsonShapeException when it is not one of ours
   */
  static Map<String, Holding> read(String text, Map<String, String> identities, Instant now) {
    JsonObject root = JsonObject.of(Json.parse(text));
    if (root.requireInt("format") != FORMAT) {
      throw new JsonShapeException("it is of format " + root.requireInt("format"));
    }
    Duration ahead = Duration.between(now, root.requireInstant("savedAt"));
    JsonObject registries = root.requireObject("registries");
    Map<String, Holding> all = new LinkedHashMap<>();
    for (Map.Entry<String, String> wanted : identities.entrySet()) {
      Optional<JsonObject> saved =
          registries
              .findObject(wanted.getKey())
              .filter(node -> node.findText("for").filter(wanted.getValue()::equals).isPresent());
      if (saved.isPresent()) {
        Holding holding = holding(saved.get(), now);
        // Saved in what is the future now: the clock was set back while nobody looked.
        all.put(
            wanted.getKey(),
            ahead.compareTo(Duration.ofSeconds(2)) > 0
                ? holding.afterClockStepBack(now, ahead)
                : holding);
      }
    }
    return all;
  }

  private static Holding holding(JsonObject node, Instant now) {
    return new Holding(
        new Stock(held(node, "good"), held(node, "fallback"), held(node, "candidate")),
        new Word(Optional.empty(), node.findInstant("verifiedAt"), Optional.empty()),
        node.requireInstant("refreshAt"),
        now,
        0,
        Optional.empty());
  }

  private static Optional<Held> held(JsonObject parent, String name) {
    return parent
        .findObject(name)
        .map(
            node -> {
              Login login =
                  Login.ofAuth(new Secret(node.requireText("auth")).reveal())
                      .orElseThrow(() -> new JsonShapeException(name + " holds no login"));
              return new Held(
                  new Credential(
                      login,
                      node.requireInstant("issuedAt"),
                      node.findInstant("expiresAt"),
                      node.requireBoolean("proven")),
                  node.requireInstant("since"),
                  node.findInstant("endsAt"),
                  node.requireBoolean("revoked"));
            });
  }
}
