package dev.pacer.frame.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class LoggingTest {
  private final ByteArrayOutputStream stream = new ByteArrayOutputStream();
  private final Scrubber scrubber = new Scrubber();
  private final Logger log = LoggerFactory.getLogger("dev.pacer.autoscaler.Loop");

  private void start(LogLevel level, LogFormat format, boolean loud) {
    Logging.start(level, format, stream, scrubber, loud);
  }

  private String written() {
    return stream.toString(StandardCharsets.UTF_8);
  }

  @AfterEach
  void quiet() {
    Logging.start(LogLevel.ERROR, LogFormat.TEXT, System.err, new Scrubber(), false);
  }

  @Test
  void aLineIsKeyValue() {
    start(LogLevel.INFO, LogFormat.TEXT, false);
    log.info("scaled app={} from={} to={} reason=\"{}\"", "/shop/web", 2, 3, "load");
    log.debug("not shown");
    assertThat(written())
        .matches(
            "time=\\S+Z level=info logger=autoscaler\\.Loop thread=\\S+ scaled app=/shop/web from=2"
                + " to=3 reason=\"load\"\n");
  }

  @Test
  void aMessageCannotForgeALine() {
    start(LogLevel.INFO, LogFormat.TEXT, false);
    log.info("app={}", "x\ntime=2026 level=error forged\u001b[2J");
    assertThat(written().lines()).hasSize(1);
    assertThat(written()).contains("x\\ntime=2026").doesNotContain("\u001b");
  }

  @Test
  void aMessageOfAnExceptionCannotForgeALineEither() {
    start(LogLevel.INFO, LogFormat.TEXT, false);
    log.warn("failed", new IllegalStateException("a\ntime=forged", new RuntimeException("cause")));
    assertThat(written().lines().skip(1)).allMatch(line -> line.startsWith("  | "));
    assertThat(written()).contains("caused by java.lang.RuntimeException: cause");
  }

  @Test
  void jsonLinesParse() throws Exception {
    start(LogLevel.INFO, LogFormat.JSON, false);
    log.warn("odd \"quotes\" \\ and\nbreaks \u0001 {}", "\ud800", new RuntimeException("why"));
    JsonNode line = new ObjectMapper().readTree(written());
    assertThat(written().lines()).hasSize(1);
    assertThat(line.get("level").asText()).isEqualTo("warn");
    assertThat(line.get("logger").asText()).isEqualTo("dev.pacer.autoscaler.Loop");
    assertThat(line.get("message").asText()).startsWith("odd \"quotes\" \\ and\nbreaks \u0001");
    assertThat(line.get("error").asText()).startsWith("java.lang.RuntimeException: why\n");
  }

  @Test
  void secretsAreTakenOutInEveryForm() {
    String secret = "fake+secret/with&odd chars";
    scrubber.hide(secret);
    start(LogLevel.TRACE, LogFormat.TEXT, true);
    String base64 = Base64.getEncoder().encodeToString(secret.getBytes(StandardCharsets.UTF_8));
    log.trace("plain={} base64={} url={}", secret, base64, "fake%2Bsecret%2Fwith%26odd+chars");
    log.error("failed", new RuntimeException("token " + secret, new Exception(base64)));
    assertThat(written())
        .doesNotContain("fake")
        .doesNotContain(base64)
        .contains("plain=*** base64=*** url=***");
  }

  @Test
  void librariesAreQuietUnlessAskedFor() {
    start(LogLevel.DEBUG, LogFormat.TEXT, false);
    LoggerFactory.getLogger("org.apache.zookeeper.ClientCnxn").info("chatter");
    assertThat(written()).isEmpty();
    start(LogLevel.DEBUG, LogFormat.TEXT, true);
    LoggerFactory.getLogger("org.apache.zookeeper.ClientCnxn").info("chatter");
    assertThat(written()).contains("chatter");
  }

  @Test
  void aVeryLongMessageIsCut() {
    start(LogLevel.INFO, LogFormat.TEXT, false);
    log.info("x".repeat(100_000));
    assertThat(written().length()).isLessThan(20_000);
    assertThat(written()).contains("(100000 characters)");
  }
}
