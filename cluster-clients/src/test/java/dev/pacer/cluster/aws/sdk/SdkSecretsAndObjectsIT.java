package dev.pacer.cluster.aws.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pacer.cluster.Secret;
import dev.pacer.cluster.aws.AwsCredentialsSource;
import dev.pacer.cluster.aws.AwsException;
import dev.pacer.cluster.aws.AwsFailure.Kind;
import dev.pacer.cluster.aws.AwsSecrets;
import dev.pacer.cluster.aws.AwsSettings;
import dev.pacer.cluster.aws.AwsTimeouts;
import dev.pacer.cluster.aws.S3Objects;
import dev.pacer.cluster.http.Json;
import dev.pacer.cluster.http.RawServer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is sent to Secrets Manager and S3, and what is made of answers that nobody wants. */
class SdkSecretsAndObjectsIT {

  private static final String TOKEN = "0123456789abcdef0123456789abcdef";
  private static final String PASSWORD = "fakepassword-verylong-0123456789";
  private static final S3Objects.Location LOCATION =
      new S3Objects.Location("team-bucket", "docker.tar.gz");

  private static RawServer.Script json(int status, String body) {
    return RawServer.answer(
        status, "application/x-amz-json-1.1", body, "x-amzn-RequestId: 1-fake-request");
  }

  private static AwsClients clients(RawServer server) {
    return AwsClients.open(
        new AwsSettings(
            "us-east-1",
            Optional.of(server.url()),
            new AwsCredentialsSource.Keys(
                "AKIAIOSFODNN7EXAMPLE", "not-a-secret-example-key", Optional.empty()),
            new AwsTimeouts(Duration.ofSeconds(2), Duration.ofSeconds(5), Duration.ofSeconds(15))));
  }

  private static Optional<AwsSecrets.SecretVersion> current(RawServer server) {
    try (AwsClients clients = clients(server)) {
      return clients.secrets().current("team/pull");
    }
  }

  private static String putSecret(RawServer server) {
    try (AwsClients clients = clients(server)) {
      return clients.secrets().put("team/pull", new Secret(PASSWORD), TOKEN);
    }
  }

  private static JsonNode sent(RawServer server) {
    assertThat(server.requests()).hasSize(1);
    String request = server.requests().get(0);
    return Json.parse(request.substring(request.indexOf("\r\n\r\n") + 4));
  }

  private static String whole(Throwable thrown) {
    StringWriter text = new StringWriter();
    thrown.printStackTrace(new PrintWriter(text));
    return text.toString();
  }

  @Test
  void theCurrentVersionIsRead() throws Exception {
    try (RawServer server =
        new RawServer(
            json(
                200,
                "{\"ARN\":\"a\",\"Name\":\"team/pull\",\"VersionId\":\"v1\",\"SecretString\":\"hello\","
                    + "\"VersionStages\":[\"AWSCURRENT\"],\"CreatedDate\":1.7E9}"))) {
      assertThat(current(server))
          .contains(
              new AwsSecrets.SecretVersion(
                  "v1", Optional.of(new Secret("hello")), Set.of("AWSCURRENT")));
      assertThat(sent(server)).isEqualTo(Json.parse("{\"SecretId\":\"team/pull\"}"));
      assertThat(server.requests().get(0)).contains("secretsmanager.GetSecretValue");
    }
  }

  @Test
  void aSecretOfBytesHasAVersionAndNoText() throws Exception {
    try (RawServer server =
        new RawServer(
            json(
                200,
                "{\"VersionId\":\"v1\",\"SecretBinary\":\"aGVsbG8=\",\"VersionStages\":[]}"))) {
      assertThat(current(server))
          .contains(new AwsSecrets.SecretVersion("v1", Optional.empty(), Set.of()));
    }
  }

  @Test
  void aSecretThatIsNotThereIsEmpty() throws Exception {
    try (RawServer server =
        new RawServer(
            json(
                400,
                "{\"__type\":\"ResourceNotFoundException\","
                    + "\"Message\":\"Secrets Manager can't find the specified secret.\"}"))) {
      assertThat(current(server)).isEmpty();
    }
  }

  @Test
  void aNewVersionIsPutUnderItsToken() throws Exception {
    try (RawServer server =
        new RawServer(json(200, "{\"ARN\":\"a\",\"VersionId\":\"" + TOKEN + "\"}"))) {
      assertThat(putSecret(server)).isEqualTo(TOKEN);
      assertThat(sent(server))
          .isEqualTo(
              Json.parse(
                  ("{\"SecretId\":\"team/pull\",\"ClientRequestToken\":\"%s\","
                          + "\"SecretString\":\"%s\"}")
                      .formatted(TOKEN, PASSWORD)));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "400, ResourceExistsException, TOKEN_REUSED",
    "400, AccessDeniedException, DENIED",
    "400, ResourceNotFoundException, NOT_FOUND",
    "400, ThrottlingException, THROTTLED",
    "400, LimitExceededException, OTHER",
    "500, InternalServiceError, SERVICE_FAILURE"
  })
  void aRefusedPutIsSentOnceAndShowsNoSecretAlsoWhenThatIsRepeated(
      int status, String code, Kind kind) throws Exception {
    try (RawServer server =
        new RawServer(
            json(status, "{\"__type\":\"" + code + "\",\"Message\":\"will not do it\"}"))) {
      AwsException failed = catchThrowableOfType(AwsException.class, () -> putSecret(server));
      assertThat(failed.kind()).isEqualTo(kind);
      assertThat(server.requests()).hasSize(1);
      assertThat(whole(failed)).doesNotContain(PASSWORD);
    }
  }

  @Test
  void aPutWhoseAnswerIsLostMayHaveBeenDoneAndIsNotSentAgain() throws Exception {
    try (RawServer server = new RawServer(RawServer.hangUp())) {
      AwsException failed = catchThrowableOfType(AwsException.class, () -> putSecret(server));
      assertThat(failed.failure().mayHaveBeenDone()).isTrue();
      assertThat(server.requests()).hasSize(1);
      assertThat(whole(failed)).doesNotContain(PASSWORD);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{}",
        "{\"SecretString\":\"" + PASSWORD + "\"}",
        "{\"SecretString\":\"" + PASSWORD,
        "{\"VersionId\":[\"" + PASSWORD + "\"]}",
        "<html>" + PASSWORD + "</html>"
      })
  void anAnswerThatIsNoneIsAFailureThatShowsNothingOfIt(String body) throws Exception {
    try (RawServer server = new RawServer(json(200, body))) {
      AwsException failed = catchThrowableOfType(AwsException.class, () -> current(server));
      assertThat(failed).as("it must fail").isNotNull();
      assertThat(whole(failed)).doesNotContain(PASSWORD);
    }
  }

  private static RawServer.Script stored(String encryption) {
    return RawServer.answer(
        200,
        "",
        "",
        "ETag: \"tag-2\"",
        "x-amz-request-id: FAKE",
        "x-amz-id-2: FAKE",
        "x-amz-server-side-encryption: " + encryption);
  }

  private static String put(
      RawServer server, S3Objects.Encryption encryption, Optional<String> before) {
    try (AwsClients clients = clients(server)) {
      return clients
          .objects()
          .put(
              LOCATION,
              "hello".getBytes(StandardCharsets.UTF_8),
              "application/gzip",
              Map.of(),
              encryption,
              before);
    }
  }

  @Test
  void anObjectIsPutOnConditionAndEncryptedAndWithoutAnAccessList() throws Exception {
    try (RawServer server = new RawServer(stored("aws:kms"), stored("AES256"))) {
      assertThat(
              put(
                  server,
                  new S3Objects.Encryption.OfKms(Optional.of("alias/pull")),
                  Optional.empty()))
          .isEqualTo("\"tag-2\"");
      put(server, new S3Objects.Encryption.OfS3(), Optional.of("\"tag-1\""));
      String first = server.requests().get(0).toLowerCase(Locale.ROOT);
      assertThat(first)
          .startsWith("put /team-bucket/docker.tar.gz http/1.1")
          .contains(
              "if-none-match: *\r\n",
              "x-amz-server-side-encryption: aws:kms\r\n",
              "x-amz-server-side-encryption-aws-kms-key-id: alias/pull\r\n",
              "cache-control: no-store\r\n")
          .doesNotContain("x-amz-acl", "if-match");
      assertThat(server.requests().get(1).toLowerCase(Locale.ROOT))
          .contains("if-match: \"tag-1\"\r\n", "x-amz-server-side-encryption: aes256\r\n")
          .doesNotContain("if-none-match");
    }
  }

  @Test
  void anObjectThatWasEncryptedOtherwiseIsAFailure() throws Exception {
    try (RawServer server = new RawServer(stored("AES256"))) {
      AwsException failed =
          catchThrowableOfType(
              AwsException.class,
              () ->
                  put(server, new S3Objects.Encryption.OfKms(Optional.empty()), Optional.empty()));
      assertThat(failed.kind()).isEqualTo(Kind.UNREADABLE);
      assertThat(failed).hasMessageContaining("encrypted with AES256 instead of aws:kms");
    }
  }

  @ParameterizedTest
  @CsvSource({"412, PreconditionFailed", "409, ConditionalRequestConflict"})
  void anObjectThatSomebodyElseWroteMeanwhileIsContention(int status, String code)
      throws Exception {
    try (RawServer server =
        new RawServer(
            RawServer.answer(
                status,
                "application/xml",
                "<Error><Code>%s</Code><Message>no</Message></Error>".formatted(code),
                "x-amz-request-id: FAKE"))) {
      AwsException failed =
          catchThrowableOfType(
              AwsException.class,
              () -> put(server, new S3Objects.Encryption.OfS3(), Optional.of("\"tag-1\"")));
      assertThat(failed.kind()).isEqualTo(Kind.CONTENTION);
      assertThat(server.requests()).hasSize(1);
    }
  }
}
