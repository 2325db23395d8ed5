package dev.pacer.cluster.marathon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pacer.cluster.PeerAnswerException;
import dev.pacer.cluster.PeerException;
import dev.pacer.cluster.PeerUnreachableException;
import dev.pacer.cluster.http.RawServer;
import dev.pacer.cluster.marathon.MarathonApps.Detail;
import dev.pacer.cluster.marathon.MarathonQueue.Offers;
import java.io.ByteArrayOutputStream;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Answers that no proper server gives, as callers of the Marathon client meet them. */
@Timeout(90)
class MarathonTroubleIT {

  private static final String APPS =
      Capture.read("simulated-driver/apps-list-default").responseBody();
  private static final String STARTED =
      "{\"deploymentId\":\"97c136bf\",\"version\":\"2026-11-22T07:25:03.048Z\"}";

  private interface Use {
    void with(MarathonClient client, RawServer server) throws Exception;
  }

  private static void against(RawServer.Script script, Use use) throws Exception {
    try (RawServer server = new RawServer(script);
        MarathonUnderTest marathon = new MarathonUnderTest(server.url())) {
      use.with(marathon.client(), server);
    }
  }

  private static String head(int length) {
    return "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
        + length
        + "\r\n\r\n";
  }

  @Test
  void aListThatBreaksOffIsAnErrorNotAShorterList() throws Exception {
    int half = APPS.length() / 2;
    against(
        (connection, out) -> {
          out.write(
              (head(APPS.length()) + APPS.substring(0, half)).getBytes(StandardCharsets.UTF_8));
          connection.close();
        },
        (client, server) -> {
          assertThatThrownBy(() -> client.apps().list(Detail.COUNTS))
              .isInstanceOf(PeerAnswerException.class)
              .hasMessageContaining("broke off");
          assertThat(server.requests()).hasSize(1);
        });
  }

  @Test
  void aListThatIsCutInsideAValidBodyIsAnErrorToo() throws Exception {
    String cut = APPS.substring(0, APPS.length() / 2);
    against(
        RawServer.json(200, cut),
        (client, server) ->
            assertThatThrownBy(() -> client.apps().list(Detail.COUNTS))
                .isInstanceOf(PeerAnswerException.class)
                .hasMessageContaining("no valid answer"));
  }

  @Test
  void aTricklingListIsCutAtTheTimeLimit() throws Exception {
    against(
        (connection, out) -> {
          out.write(head(100_000).getBytes(StandardCharsets.UTF_8));
          connection.setSoTimeout(50);
          while (true) {
            out.write(' ');
            out.flush();
            try {
              if (connection.getInputStream().read() < 0) {
                return;
              }
            } catch (SocketTimeoutException e) {
              // The time between two bytes.
            }
          }
        },
        (client, server) ->
            assertThatThrownBy(() -> client.queue().list(Offers.SUMMARY))
                .isInstanceOf(PeerUnreachableException.class)
                .hasMessageContaining("not complete within 3 s"));
  }

  @Test
  void anOversizedListIsRefused() throws Exception {
    against(
        RawServer.json(200, "{\"tasks\":[" + " ".repeat(2_000_001) + "]}"),
        (client, server) ->
            assertThatThrownBy(() -> client.tasks().list())
                .isInstanceOf(PeerAnswerException.class)
                .hasMessageContaining("larger than 2000000 bytes"));
  }

  @Test
  void aCompressedListIsRead() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(APPS.getBytes(StandardCharsets.UTF_8));
    }
    against(
        (connection, out) -> {
          out.write(
              head(bytes.size())
                  .replace("\r\n\r\n", "\r\nContent-Encoding: gzip\r\n\r\n")
                  .getBytes(StandardCharsets.UTF_8));
          bytes.writeTo(out);
        },
        (client, server) -> {
          assertThat(client.apps().list(Detail.COUNTS)).isNotEmpty();
          client.apps().list(Detail.COUNTS);
          assertThat(server.requests()).hasSize(2);
        });
  }

  @Test
  void aReadThatIsRedirectedToALoginPageIsToldAsThat() throws Exception {
    against(
        RawServer.answer(302, "", "", "Location: https://login.example/?next=/v2/apps"),
        (client, server) ->
            assertThatThrownBy(() -> client.info())
                .isInstanceOf(PeerAnswerException.class)
                .hasMessageContaining("a redirect to \"https://login.example/?next=/v2/apps\"")
                .hasMessageContaining("login page"));
  }

  @Test
  void aChangeWhoseAnswerIsGarbledMayHaveBeenDone() throws Exception {
    against(
        RawServer.json(200, STARTED.substring(0, 30)),
        (client, server) ->
            assertThatThrownBy(() -> client.apps().scale(new AppId("/a"), 2, LockPolicy.RESPECT))
                .isInstanceOf(PeerAnswerException.class)
                .hasMessageContaining("look before sending it again")
                .satisfies(e -> assertThat(((PeerException) e).mayHaveBeenDone()).isTrue()));
  }

  @Test
  void whatAReaderThrowsComesThroughUntouched() throws Exception {
    against(
        RawServer.json(200, APPS),
        (client, server) ->
            assertThatThrownBy(
                    () ->
                        client
                            .apps()
                            .forEach(
                                Detail.COUNTS,
                                app -> {
                                  throw new IllegalArgumentException("mine");
                                }))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("mine"));
  }

  @Test
  void elementsAreHandedOverWhileTheListStillArrives() throws Exception {
    List<String> seen = new CopyOnWriteArrayList<>();
    String first = APPS.substring(0, APPS.length() - 2);
    against(
        (connection, out) -> {
          out.write((head(APPS.length()) + first).getBytes(StandardCharsets.UTF_8));
          out.flush();
          connection.setSoTimeout(300);
          try {
            connection.getInputStream().read();
          } catch (SocketTimeoutException e) {
            // The rest comes late.
          }
          seen.add("rest sent");
          out.write(APPS.substring(APPS.length() - 2).getBytes(StandardCharsets.UTF_8));
        },
        (client, server) -> {
          List<String> before = new ArrayList<>();
          client
              .apps()
              .forEach(
                  Detail.COUNTS,
                  app -> {
                    if (seen.isEmpty()) {
                      before.add(app.id().path());
                    }
                  });
          assertThat(before).isNotEmpty();
        });
  }
}
