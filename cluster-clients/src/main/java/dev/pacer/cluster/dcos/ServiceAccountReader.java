package dev.pacer.cluster.dcos;

import dev.pacer.cluster.http.Json;
import dev.pacer.cluster.http.JsonObject;
import dev.pacer.cluster.http.JsonShapeException;
import dev.pacer.cluster.http.PemKeys;
import java.net.URI;
import java.util.Optional;

/** Reads service accounts: DC/OS's JSON secret, or a private key alone with the uid besides. */
public final class ServiceAccountReader {

  private ServiceAccountReader() {}

  /**
   * Reads the secret {@code {"scheme":"RS256","uid":…,"private_key":PEM,"login_endpoint":…}}.
   *
   * @throws IllegalArgumentException naming what is wrong; it holds nothing of the secret
   */
  public static ServiceAccount readSecret(String json) {
    try {
      JsonObject secret = JsonObject.of(Json.parse(json));
      String scheme = secret.findText("scheme").orElse("RS256");
      if (!scheme.equals("RS256")) {
        throw new IllegalArgumentException(
            "the service account's scheme must be RS256; HS256 and others are not supported");
      }
      return new ServiceAccount(
          secret.requireText("uid"),
          PemKeys.read(secret.requireText("private_key")),
          secret.findText("login_endpoint").map(ServiceAccountReader::url));
    } catch (JsonShapeException e) {
      // The cause is left out: a parser's message can quote the document.
      throw new IllegalArgumentException(
          "the service account is no JSON object with \"uid\" and \"private_key\" as texts");
    }
  }

  /**
   * Reads a private key in PEM form, PKCS#8 or PKCS#1.
   *
   * @throws IllegalArgumentException naming what is wrong; it holds nothing of the key
   */
  public static ServiceAccount readKey(String uid, String pem) {
    return new ServiceAccount(uid, PemKeys.read(pem), Optional.empty());
  }

  private static URI url(String text) {
    try {
      URI url = URI.create(text);
      if (url.getHost() != null) {
        return url;
      }
    } catch (IllegalArgumentException e) {
      // Told below, as any text that is no URL.
    }
    throw new IllegalArgumentException("the service account's login_endpoint is no URL");
  }
}
