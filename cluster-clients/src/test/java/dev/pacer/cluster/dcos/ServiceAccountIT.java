package dev.pacer.cluster.dcos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pacer.cluster.PeerRefusedException;
import dev.pacer.cluster.http.Credentials;
import dev.pacer.cluster.http.HttpPeer;
import dev.pacer.cluster.http.HttpTransport;
import dev.pacer.cluster.http.Json;
import dev.pacer.cluster.http.PeerAddress;
import dev.pacer.cluster.http.RawServer;
import dev.pacer.cluster.http.Request;
import dev.pacer.cluster.http.RetryPolicy;
import dev.pacer.cluster.http.TransportSettings;
import dev.pacer.cluster.time.SystemWatchdog;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ServiceAccountIT {

  private static KeyPair keys;

  private final SystemWatchdog watchdog = new SystemWatchdog();
  private final HttpTransport transport = new HttpTransport(TransportSettings.ORDINARY, watchdog);
  private Instant now = Instant.parse("2026-11-22T07:00:00Z");
  private final InstantSource clock = () -> now;

  @BeforeAll
  static void makeKeys() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    keys = generator.generateKeyPair();
  }

  @AfterEach
  void close() throws Exception {
    transport.close();
    watchdog.close();
  }

  private HttpPeer peer(RawServer server, Credentials credentials) {
    return new HttpPeer(
        PeerAddress.of("DC/OS", List.of(server.url())),
        transport,
        credentials,
        RetryPolicy.NONE,
        clock,
        time -> {},
        new SplittableRandom(1));
  }

  private ServiceAccountCredentials login(RawServer gateway) {
    ServiceAccount account = new ServiceAccount("pacer", keys.getPrivate(), Optional.empty());
    return new ServiceAccountCredentials(account, peer(gateway, Credentials.none()), clock);
  }

  private static String token(String name, Instant expiry) {
    String claims =
        "{\"uid\":\"pacer\",\"name\":\"" + name + "\",\"exp\":" + expiry.getEpochSecond() + "}";
    return "e30."
        + Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(claims.getBytes(StandardCharsets.UTF_8))
        + ".sig";
  }

  @Test
  void theLoginIsASignedShortLivedToken() throws Exception {
    String token = token("a", now.plusSeconds(432_000));
    try (RawServer gateway = new RawServer(RawServer.json(200, "{\"token\":\"" + token + "\"}"))) {
      assertThat(login(gateway).authorization()).contains("token=" + token);

      String request = gateway.requests().get(0);
      assertThat(request)
          .startsWith("POST /acs/api/v1/auth/login HTTP/1.1")
          .doesNotContain("Authorization:");
      JsonNode body = Json.parse(request.substring(request.indexOf("\r\n\r\n") + 4));
      assertThat(body.size()).isEqualTo(2);
      assertThat(body.get("uid").textValue()).isEqualTo("pacer");
      List<String> jwt = List.of(body.get("token").textValue().split("\\.", -1));
      assertThat(jwt).hasSize(3);
      assertThat(decode(jwt.get(0))).isEqualTo("{\"alg\":\"RS256\",\"typ\":\"JWT\"}");
      assertThat(decode(jwt.get(1)))
          .isEqualTo("{\"uid\":\"pacer\",\"exp\":" + now.plusSeconds(120).getEpochSecond() + "}");
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initVerify(keys.getPublic());
      signature.update((jwt.get(0) + "." + jwt.get(1)).getBytes(StandardCharsets.US_ASCII));
      assertThat(signature.verify(Base64.getUrlDecoder().decode(jwt.get(2)))).isTrue();
    }
  }

  private static String decode(String part) {
    return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
  }

  @Test
  void theTokenIsKeptUntilShortlyBeforeItsEnd() throws Exception {
    Instant end = now.plusSeconds(3_600);
    String first = token("first", end);
    String second = token("second", end.plusSeconds(3_600));
    try (RawServer gateway =
        new RawServer(
            RawServer.json(200, "{\"token\":\"" + first + "\"}"),
            RawServer.json(200, "{\"token\":\"" + second + "\"}"))) {
      ServiceAccountCredentials credentials = login(gateway);
      credentials.authorization();
      now = end.minusSeconds(301);
      assertThat(credentials.authorization()).contains("token=" + first);
      assertThat(gateway.requests()).hasSize(1);
      now = end.minusSeconds(300);
      assertThat(credentials.authorization()).contains("token=" + second);
    }
  }

  @Test
  void aRefusedTokenIsRenewedOnceAndTheCallSentAgain() throws Exception {
    String first = token("first", now.plusSeconds(3_600));
    String second = token("second", now.plusSeconds(3_600));
    try (RawServer gateway =
            new RawServer(
                RawServer.json(200, "{\"token\":\"" + first + "\"}"),
                RawServer.json(200, "{\"token\":\"" + second + "\"}"));
        RawServer marathon = new RawServer(RawServer.json(401, ""), RawServer.json(200, "{}"))) {
      HttpPeer peer = peer(marathon, login(gateway));
      assertThat(peer.send(Request.get("/v2/info")).status()).isEqualTo(200);
      assertThat(marathon.requests().get(0)).contains("Authorization: token=" + first + "\r\n");
      assertThat(marathon.requests().get(1)).contains("Authorization: token=" + second + "\r\n");
      assertThat(gateway.requests()).hasSize(2);
    }
  }

  @Test
  void aTokenThatSomebodyElseRenewedMeanwhileIsKept() throws Exception {
    String token = token("now", now.plusSeconds(3_600));
    try (RawServer gateway = new RawServer(RawServer.json(200, "{\"token\":\"" + token + "\"}"))) {
      ServiceAccountCredentials credentials = login(gateway);
      credentials.authorization();
      assertThat(credentials.renew("token=an-older-one")).isTrue();
      credentials.authorization();
      assertThat(gateway.requests()).hasSize(1);
    }
  }

  @Test
  void aRefusedLoginShowsNoTokenAndNoKey() throws Exception {
    try (RawServer gateway =
        new RawServer(
            (connection, out) ->
                RawServer.json(401, "{\"description\":\"bad eyJhbGciOiJSUzI1NiJ9.eyJ1aWQi.c2ln\"}")
                    .answer(connection, out))) {
      ServiceAccountCredentials credentials = login(gateway);
      assertThatThrownBy(credentials::authorization)
          .isInstanceOf(PeerRefusedException.class)
          .hasMessageContaining("/acs/api/v1/auth/login answered 401")
          .hasMessageNotContaining("eyJ");
      assertThat(credentials.toString()).isEqualTo("login of service account pacer");
    }
  }
}
