package dev.pacer.cluster.dcos;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pacer.cluster.http.Json;
import dev.pacer.cluster.http.JsonObject;
import dev.pacer.cluster.http.JsonShapeException;
import dev.pacer.cluster.http.Reply;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** The JSON of DC/OS's login. */
final class LoginJson {

  private LoginJson() {}

  static String claims(String uid, Instant expiry) {
    ObjectNode claims = JsonNodeFactory.instance.objectNode();
    claims.put("uid", uid);
    claims.put("exp", expiry.getEpochSecond());
    return Json.write(claims);
  }

  static String login(String uid, String token) {
    ObjectNode login = JsonNodeFactory.instance.objectNode();
    login.put("uid", uid);
    login.put("token", token);
    return Json.write(login);
  }

  /** The token of the answer; one that could not stand in a header makes no sense. */
  static String token(Reply reply) {
    String token = Json.parseObject(reply).requireText("token");
    if (!token.matches("[\\x21-\\x7e]+")) {
      throw new JsonShapeException("/token is no token");
    }
    return token;
  }

  /** When a JWT ends; empty for a token of another form. */
  static Optional<Instant> expiry(String token) {
    List<String> parts = List.of(token.split("\\.", -1));
    if (parts.size() != 3) {
      return Optional.empty();
    }
    try {
      byte[] claims = Base64.getUrlDecoder().decode(parts.get(1));
      return JsonObject.of(Json.parse(new String(claims, StandardCharsets.UTF_8)))
          .findDecimal("exp")
          .map(exp -> Instant.ofEpochSecond(exp.longValue()));
    } catch (IllegalArgumentException | JsonShapeException | DateTimeException e) {
      return Optional.empty();
    }
  }
}
