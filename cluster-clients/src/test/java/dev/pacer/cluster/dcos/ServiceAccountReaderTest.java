package dev.pacer.cluster.dcos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceAccountReaderTest {

  private static PrivateKey key;

  @BeforeAll
  static void makeKey() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    key = generator.generateKeyPair().getPrivate();
  }

  private static String pem(String kind, byte[] der) {
    return "-----BEGIN "
        + kind
        + "-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
        + "\n-----END "
        + kind
        + "-----\n";
  }

  private static String pkcs8() {
    return pem("PRIVATE KEY", key.getEncoded());
  }

  /** The PKCS#1 key is what follows the 26 bytes of PKCS#8's head. */
  private static String pkcs1() {
    byte[] der = key.getEncoded();
    return pem("RSA PRIVATE KEY", Arrays.copyOfRange(der, 26, der.length));
  }

  private static String secret(String pem) {
    return "{\"scheme\":\"RS256\",\"uid\":\"pacer\",\"private_key\":\""
        + pem.replace("\n", "\\n")
        + "\",\"login_endpoint\":\"https://master.mesos/acs/api/v1/auth/login\"}";
  }

  @Test
  void bothKindsOfKeyAreRead() {
    assertThat(ServiceAccountReader.readKey("pacer", pkcs8()).key()).isEqualTo(key);
    assertThat(ServiceAccountReader.readKey("pacer", pkcs1()).key()).isEqualTo(key);
  }

  @Test
  void theSecretOfDcosIsRead() {
    ServiceAccount account = ServiceAccountReader.readSecret(secret(pkcs1()));
    assertThat(account.uid()).isEqualTo("pacer");
    assertThat(account.key()).isEqualTo(key);
    assertThat(account.loginEndpoint())
        .contains(URI.create("https://master.mesos/acs/api/v1/auth/login"));
    assertThat(account.toString()).isEqualTo("service account pacer");
  }

  @Test
  void whatIsWrongIsToldWithoutTheSecret() {
    String broken = secret(pkcs8()).replace("\"uid\":\"pacer\",", "");
    assertThatThrownBy(() -> ServiceAccountReader.readSecret(broken))
        .hasMessageContaining("\"uid\"")
        .hasNoCause();
    assertThatThrownBy(() -> ServiceAccountReader.readSecret("{\"private_key\": hunter2-example}"))
        .hasMessageNotContaining("hunter2")
        .hasNoCause();
    assertThatThrownBy(
            () -> ServiceAccountReader.readSecret(secret(pkcs8()).replace("RS256", "HS256")))
        .hasMessageContaining("must be RS256");
    assertThatThrownBy(() -> ServiceAccountReader.readKey("pacer", "no key"))
        .hasMessageContaining("no private key in PEM form");
    assertThatThrownBy(
            () -> ServiceAccountReader.readKey("pacer", pem("ENCRYPTED PRIVATE KEY", new byte[9])))
        .hasMessageContaining("encrypted");
    assertThatThrownBy(
            () -> ServiceAccountReader.readKey("pacer", pem("RSA PRIVATE KEY", new byte[9])))
        .hasMessageContaining("broken");
    assertThatThrownBy(
            () -> ServiceAccountReader.readKey("pacer", pem("EC PRIVATE KEY", new byte[9])))
        .hasMessageContaining("openssl pkcs8");
  }

  @Test
  void aTokenFileIsReadAgainWhenItsTokenIsRefused(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("token");
    Files.writeString(file, "example-token-1\n");
    TokenFileCredentials credentials = new TokenFileCredentials(file);
    assertThat(credentials.authorization()).contains("token=example-token-1");
    assertThat(credentials.renew("token=example-token-1")).isFalse();
    Files.writeString(file, "token=example-token-2");
    assertThat(credentials.renew("token=example-token-1")).isTrue();
    assertThat(credentials.authorization()).contains("token=example-token-2");
    assertThat(credentials.toString()).doesNotContain("example-token");
    assertThat(credentials.secrets()).containsExactly("example-token-2");

    Files.writeString(file, "two words\r\nX-Evil: 1");
    assertThatThrownBy(() -> credentials.renew("token=x"))
        .hasMessageContaining("holds no token")
        .hasMessageNotContaining("Evil");
    assertThatThrownBy(() -> new TokenFileCredentials(folder.resolve("none")).authorization())
        .hasMessageContaining("cannot read the token file");
  }
}
