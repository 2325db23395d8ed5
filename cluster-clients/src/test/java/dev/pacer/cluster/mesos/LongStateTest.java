package dev.pacer.cluster.mesos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A cluster of 20,000 agents is read as it arrives; the text itself is never held. */
class LongStateTest {
  private static final int AGENTS = 20_000;
  private static final int TASKS = 60_000;

  private static Stream<String> list(int size, String element) {
    return IntStream.range(0, size)
        .mapToObj(n -> (n == 0 ? "" : ",") + element.replace("#", Integer.toString(n)));
  }

  private static InputStream document() {
    String agent =
        MesosCapture.named("04-v1-GET_AGENTS").json().at("/get_agents/agents/0").toString();
    String task = MesosCapture.named("04-v1-GET_TASKS").json().at("/get_tasks/tasks/0").toString();
    Iterator<byte[]> parts =
        Stream.of(
                Stream.of("{\"type\":\"GET_STATE\",\"get_state\":{\"get_tasks\":{\"tasks\":["),
                list(TASKS, task.replace("\"value\":\"batcher\"", "\"value\":\"task-#\"")),
                Stream.of(
                    "]},\"get_executors\":{},\"get_frameworks\":{},\"get_agents\":{\"agents\":["),
                list(AGENTS, agent.replace("-S2\"", "-S#\"")),
                Stream.of("],\"recovered_agents\":[]}}}"))
            .flatMap(s -> s)
            .map(s -> s.getBytes(StandardCharsets.UTF_8))
            .iterator();
    return new Parts(parts);
  }

  /** One part after the other, each made when it is read. */
  private static final class Parts extends InputStream {
    private final Iterator<byte[]> parts;
    private byte[] part = new byte[0];
    private int at;

    Parts(Iterator<byte[]> parts) {
      this.parts = parts;
    }

    @Override
    public int read() {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      while (at == part.length) {
        if (!parts.hasNext()) {
          return -1;
        }
        part = parts.next();
        at = 0;
      }
      int n = Math.min(length, part.length - at);
      System.arraycopy(part, at, into, offset, n);
      at += n;
      return n;
    }
  }

  @Test
  void everyAgentAndTaskArrives() throws IOException {
    StateReader.Lists lists = StateReader.read(document());

    assertThat(lists.agents().registered()).hasSize(AGENTS);
    assertThat(lists.tasks().live()).hasSize(TASKS);
    assertThat(lists.tasks().live().get(TASKS - 1).id()).isEqualTo(new TaskId("task-59999"));
  }
}
