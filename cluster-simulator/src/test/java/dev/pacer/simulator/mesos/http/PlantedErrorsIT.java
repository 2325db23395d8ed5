package dev.pacer.simulator.mesos.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.frame.http.Handler;
import dev.pacer.frame.http.Reply;
import dev.pacer.simulator.mesos.MesosWorld;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** The comparison with captures is itself tested: errors planted on the wire must be found. */
class PlantedErrorsIT {

  private static final String AGENTS = "01-idle/01-idle-master-slaves";

  private static List<String> found(String name, UnaryOperator<Handler> planted) {
    Exchange exchange =
        Exchange.all().stream().filter(e -> e.name().equals(name)).findFirst().orElseThrow();
    try (ServedMesos served = new ServedMesos(new MesosWorld(), planted)) {
      served.act(
          () -> {
            served.world.mesos.startAgent(CapturedLoad.agent2(false));
            served.world.seconds(0.1);
            served.world.mesos.startAgent(CapturedLoad.agent3(false));
            served.world.seconds(0.1);
            served.world.mesos.startAgent(CapturedLoad.agent1(false));
            served.world.seconds(1);
          });
      return Comparing.differences(
          exchange,
          served.send(
              served.master(0),
              exchange.method(),
              exchange.target(),
              exchange.requestHeaders(),
              exchange.requestBody()));
    }
  }

  private static UnaryOperator<Handler> rewriting(String from, String to) {
    return handler ->
        request -> {
          Reply reply = handler.handle(request);
          String text = reply.text().replace(from, to);
          return Reply.of(
              reply.status(),
              reply.headers().first("Content-Type").orElse(""),
              text.getBytes(StandardCharsets.UTF_8));
        };
  }

  @Test
  void withoutAPlantedErrorThereIsNoDifference() {
    assertThat(found(AGENTS, UnaryOperator.identity())).isEmpty();
  }

  @Test
  void aRenamedFieldIsFound() {
    assertThat(found(AGENTS, rewriting("\"used_resources\"", "\"usedResources\"")))
        .anyMatch(line -> line.contains("/used_resources") && line.contains("absent"));
  }

  @Test
  void anIntegerInPlaceOfADoubleIsFound() {
    assertThat(found(AGENTS, rewriting("\"cpus\":4.0", "\"cpus\":4")))
        .anyMatch(line -> line.contains("cpus") && line.contains("integer"));
  }

  @Test
  void aWrongStatusIsFound() {
    assertThat(found(AGENTS, handler -> request -> handler.handle(request).withStatus(202)))
        .anyMatch(line -> line.startsWith("status: captured 200, simulated 202"));
  }

  @Test
  void aCharsetInTheContentTypeIsFound() {
    assertThat(
            found(
                AGENTS,
                handler ->
                    request ->
                        handler
                            .handle(request)
                            .with("Content-Type", "application/json; charset=utf-8")))
        .anyMatch(line -> line.startsWith("header content-type"));
  }

  @Test
  void anErrorTextThatIsOffByOneCharacterIsFound() {
    assertThat(found("01-idle/01-idle-state.json", rewriting("Found.", "Found")))
        .anyMatch(line -> line.startsWith("body"));
  }
}
