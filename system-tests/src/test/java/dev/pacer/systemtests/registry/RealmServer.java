package dev.pacer.systemtests.registry;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pacer.frame.http.HttpServing;
import dev.pacer.frame.http.Limits;
import dev.pacer.frame.http.Listening;
import dev.pacer.frame.http.Reply;
import dev.pacer.frame.http.Request;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A token realm for a real registry: RS256 tokens with their certificate in {@code x5c}. */
final class RealmServer implements AutoCloseable {

  static final String ISSUER = "ra-issuer";
  private static final Pattern SCOPE = Pattern.compile("repository:([^:]+):([a-z,*]+)");
  private static final char[] STORE_PASSWORD = "not-a-secret".toCharArray();

  /** Whether a login is good; the scopes are what a token is asked for. */
  interface Logins {
    boolean accept(String user, String password, List<String> scopes);
  }

  private final String service;
  private final Logins logins;
  private final List<String> repositories;
  private final PrivateKey key;
  private final String certificateText;
  private final Path certificate;
  private final HttpServing serving;

  /**
   * @param folder where the key and certificate are made
   * @param repositories that a good login may pull from
   */
  RealmServer(Path folder, String service, Logins logins, List<String> repositories)
      throws Exception {
    this.service = service;
    this.logins = logins;
    this.repositories = List.copyOf(repositories);
    KeyStore store = makeKey(folder.resolve("realm.p12"));
    this.key = (PrivateKey) store.getKey("realm", STORE_PASSWORD);
    this.certificateText =
        Base64.getEncoder().encodeToString(store.getCertificate("realm").getEncoded());
    this.certificate = folder.resolve("realm.pem");
    Files.writeString(
        certificate,
        "-----BEGIN CERTIFICATE-----\n%s\n-----END CERTIFICATE-----\n"
            .formatted(certificateText.replaceAll("(.{64})", "$1\n")));
    this.serving = HttpServing.start(Listening.loopback(0), Limits.forSimulator(), this::answer);
  }

  private static KeyStore makeKey(Path file) throws Exception {
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "realm",
                "-keyalg",
                "RSA",
                "-keysize",
                "2048",
                "-dname",
                "CN=" + ISSUER,
                "-validity",
                "30",
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                new String(STORE_PASSWORD))
            .redirectErrorStream(true)
            .start();
    String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!keytool.waitFor(60, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
      throw new IOException("keytool: " + said);
    }
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, STORE_PASSWORD);
    }
    return store;
  }

  String url() {
    return "http://127.0.0.1:" + serving.port() + "/token";
  }

  String service() {
    return service;
  }

  Path certificate() {
    return certificate;
  }

  private Reply answer(Request request) {
    boolean good = false;
    String given = request.header("Authorization").orElse("");
    if (given.startsWith("Basic ")) {
      String login =
          new String(Base64.getDecoder().decode(given.substring(6)), StandardCharsets.UTF_8);
      int colon = login.indexOf(':');
      good =
          logins.accept(
              login.substring(0, colon), login.substring(colon + 1), request.parameters("scope"));
      if (!good) {
        return Reply.json(
            401,
            "{\"errors\":[{\"code\":\"UNAUTHORIZED\",\"message\":\"authentication required\","
                + "\"detail\":null}]}\n");
      }
    }
    ArrayNode access = JsonNodeFactory.instance.arrayNode();
    for (String scope : request.parameters("scope")) {
      Matcher matcher = SCOPE.matcher(scope);
      if (good && matcher.matches() && repositories.contains(matcher.group(1))) {
        access
            .addObject()
            .put("type", "repository")
            .put("name", matcher.group(1))
            .putArray("actions")
            .add("pull");
      }
    }
    return Reply.json(
        200, JsonNodeFactory.instance.objectNode().put("token", token(access)).toString());
  }

  private String token(ArrayNode access) {
    ObjectNode head = JsonNodeFactory.instance.objectNode();
    head.put("typ", "JWT").put("alg", "RS256").putArray("x5c").add(certificateText);
    long now = Instant.now().getEpochSecond();
    ObjectNode claims = JsonNodeFactory.instance.objectNode();
    claims
        .put("iss", ISSUER)
        .put("sub", "puller")
        .put("aud", service)
        .put("exp", now + 300)
        .put("nbf", now - 10)
        .put("iat", now - 10)
        .put("jti", Long.toString(System.nanoTime()))
        .set("access", access);
    String signed = encoded(head) + "." + encoded(claims);
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(key);
      signature.update(signed.getBytes(StandardCharsets.US_ASCII));
      return signed
          + "."
          + Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java signs with RSA", e);
    }
  }

  private static String encoded(ObjectNode json) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(json.toString().getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    serving.close();
  }
}
