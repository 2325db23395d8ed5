package dev.pacer.simulator.mesos.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import dev.pacer.simulator.mesos.MesosWorld;
import dev.pacer.simulator.mesos.RecordingScheduler;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Set;
import org.apache.mesos.v1.agent.Protos;
import org.junit.jupiter.api.Test;

/**
 * Mesos' own protobuf classes (1.11.0) read every answer of the operator API, without unknown
 * fields.
 *
 * <p>JsonFormat and Mesos' JSON differ where numbers are written: JsonFormat prints 64-bit integers
 * as text and reads both forms; it prints bytes in base64 as Mesos does; it prints names in camel
 * case and reads both. So reading proves names and types, while the number forms are held by the
 * captures.
 */
class MesosProtobufIT {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private static <B extends Message.Builder> B read(String json, B builder) {
    try {
      JsonFormat.parser().merge(withoutKnownExtra(json), builder);
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(
          e.getMessage() + " in " + json.substring(0, Math.min(300, json.length())), e);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return builder;
  }

  /**
   * What real masters send (see the captures) and v1's classes do not have, as the masters print
   * their own, internal messages: {@code checkpoint} of an agent, and the capability QUOTA_V2 of a
   * master.
   */
  private static String withoutKnownExtra(String json) throws IOException {
    JsonNode tree = MAPPER.readTree(json);
    tree.findValues("agent_info").forEach(MesosProtobufIT::removeCheckpoint);
    tree.findValues("recovered_agents")
        .forEach(list -> list.forEach(MesosProtobufIT::removeCheckpoint));
    return tree.toString().replace(",{\"type\":\"QUOTA_V2\"}", "");
  }

  private static void removeCheckpoint(JsonNode agentInfo) {
    if (agentInfo instanceof ObjectNode object) {
      object.remove("checkpoint");
    }
  }

  @Test
  void everyAnswerInEverySituationIsRead() {
    Set<org.apache.mesos.v1.master.Protos.Response.Type> types =
        EnumSet.noneOf(org.apache.mesos.v1.master.Protos.Response.Type.class);
    Set<Protos.Response.Type> agentTypes = EnumSet.noneOf(Protos.Response.Type.class);
    int read = 0;
    try (CapturedRun run = new CapturedRun()) {
      for (Exchange exchange : Exchange.all()) {
        run.prepare(exchange.shortName());
        Comparing.Actual answer = run.ask(exchange);
        if (!exchange.target().equals("/api/v1")
            || answer.status() != 200
            || answer.text().isEmpty()) {
          continue;
        }
        read++;
        if (exchange.folder().equals("03-agent") || exchange.name().contains("drain-agent")) {
          agentTypes.add(read(answer.text(), Protos.Response.newBuilder()).getType());
        } else {
          types.add(
              read(answer.text(), org.apache.mesos.v1.master.Protos.Response.newBuilder())
                  .getType());
        }
      }
    }
    assertThat(read).isGreaterThan(50);
    assertThat(types).hasSizeGreaterThanOrEqualTo(17);
    assertThat(agentTypes).hasSizeGreaterThanOrEqualTo(11);
  }

  @Test
  void anAnswerWithAFieldThatMesosDoesNotKnowIsNotRead() {
    assertThatThrownBy(
            () ->
                read(
                    "{\"type\":\"GET_HEALTH\",\"get_health\":{\"healthi\":true}}",
                    org.apache.mesos.v1.master.Protos.Response.newBuilder()))
        .hasMessageContaining("healthi");
  }

  @Test
  void theEventStreamIsRecordIoOfEventsThatMesosKnows() throws IOException {
    try (ServedMesos served = new ServedMesos(new MesosWorld())) {
      URI master = served.master(0);
      try (Socket socket = new Socket(master.getHost(), master.getPort())) {
        socket.setSoTimeout(20_000);
        String body = "{\"type\":\"SUBSCRIBE\"}";
        socket
            .getOutputStream()
            .write(
                ("POST /api/v1 HTTP/1.1\r\nHost: m\r\nContent-Type: application/json\r\n"
                        + "Content-Length: "
                        + body.length()
                        + "\r\n\r\n"
                        + body)
                    .getBytes(StandardCharsets.US_ASCII));
        Records records = new Records(socket.getInputStream());
        assertThat(records.head()).contains("200 OK").contains("Transfer-Encoding: chunked");
        assertThat(records.next().getSubscribed().getHeartbeatIntervalSeconds()).isEqualTo(15);
        assertThat(records.next().getType().name()).isEqualTo("HEARTBEAT");

        served.act(() -> served.world.agent("agent1.test", "4", "4096"));
        served.seconds(1);
        assertThat(records.next().getAgentAdded().getAgent().getAgentInfo().getHostname())
            .isEqualTo("agent1.test");
        RecordingScheduler[] framework = new RecordingScheduler[1];
        served.act(
            () -> framework[0] = CapturedLoad.join(served.world, CapturedLoad.service("svc", "*")));
        assertThat(records.next().getType().name()).isEqualTo("FRAMEWORK_ADDED");
        served.act(
            () ->
                CapturedLoad.launch(
                    framework[0],
                    "agent1.test",
                    CapturedLoad.task("svc-1", "*", null, "cpus", "1", "mem", "32")));
        served.seconds(1);
        assertThat(records.next().getTaskAdded().getTask().getTaskId().getValue())
            .isEqualTo("svc-1");
        assertThat(records.next().getTaskUpdated().getState().name()).isEqualTo("TASK_STARTING");
        assertThat(records.next().getTaskUpdated().getState().name()).isEqualTo("TASK_RUNNING");
        served.seconds(15);
        assertThat(records.next().getType().name()).isEqualTo("HEARTBEAT");
        served.act(() -> served.world.mesos.failOver());
        assertThat(records.ended()).isTrue();
      }
    }
  }

  /** Reads chunked RecordIO from a socket. */
  private static final class Records {
    private final InputStream in;
    private final StringBuilder text = new StringBuilder();

    Records(InputStream in) {
      this.in = in;
    }

    String head() throws IOException {
      StringBuilder head = new StringBuilder();
      while (head.indexOf("\r\n\r\n") < 0) {
        head.append((char) in.read());
      }
      return head.toString();
    }

    private String line() throws IOException {
      StringBuilder line = new StringBuilder();
      int c = in.read();
      while (c >= 0 && c != '\n') {
        line.append((char) c);
        c = in.read();
      }
      return line.toString().strip();
    }

    private boolean chunk() throws IOException {
      int length = Integer.parseInt(line(), 16);
      text.append(new String(in.readNBytes(length), StandardCharsets.UTF_8));
      line();
      return length > 0;
    }

    org.apache.mesos.v1.master.Protos.Event next() throws IOException {
      while (true) {
        int newline = text.indexOf("\n");
        if (newline > 0) {
          int length = Integer.parseInt(text.substring(0, newline));
          if (text.length() >= newline + 1 + length) {
            String json = text.substring(newline + 1, newline + 1 + length);
            text.delete(0, newline + 1 + length);
            return read(json, org.apache.mesos.v1.master.Protos.Event.newBuilder()).build();
          }
        }
        if (!chunk()) {
          throw new AssertionError("the stream has ended: " + text);
        }
      }
    }

    boolean ended() throws IOException {
      while (chunk()) {
        text.setLength(0);
      }
      return true;
    }
  }
}
