package dev.pacer.simulator.mesos.http;

import dev.pacer.frame.http.Handler;
import dev.pacer.frame.http.HttpServing;
import dev.pacer.frame.http.Limits;
import dev.pacer.frame.http.Listening;
import dev.pacer.frame.http.Reply;
import dev.pacer.simulator.kernel.Turn;
import dev.pacer.simulator.mesos.MasterAddress;
import dev.pacer.simulator.mesos.MesosWorld;
import dev.pacer.simulator.mesos.SimulatedAgent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** A world's masters, and agents on request, behind real sockets; the test moves the clock. */
final class ServedMesos implements AutoCloseable {

  final Turn turn = new LockTurn();
  final MesosWorld world;
  private final List<HttpServing> masters = new ArrayList<>();
  private final Map<SimulatedAgent, HttpServing> agents = new LinkedHashMap<>();
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  ServedMesos(MesosWorld world) {
    this(world, UnaryOperator.identity());
  }

  /** {@code around} wraps each master's handler, to plant errors. */
  ServedMesos(MesosWorld world, UnaryOperator<Handler> around) {
    this.world = world;
    for (int i = 0; i < world.mesos.settings().masters().size(); i++) {
      masters.add(serve(around.apply(new MasterFace(world.mesos, i, turn))));
    }
  }

  /** Masters that are known by the ports on which they really listen, so that redirects work. */
  static ServedMesos onItsPorts(int masters, Function<List<MasterAddress>, MesosWorld> world) {
    List<AtomicReference<Handler>> handlers = new ArrayList<>();
    List<HttpServing> servers = new ArrayList<>();
    List<MasterAddress> addresses = new ArrayList<>();
    for (int i = 0; i < masters; i++) {
      AtomicReference<Handler> handler = new AtomicReference<>(request -> Reply.drop());
      handlers.add(handler);
      HttpServing server = serve(request -> handler.get().handle(request));
      servers.add(server);
      addresses.add(new MasterAddress("127.0.0.1", server.port()));
    }
    ServedMesos served = new ServedMesos(world.apply(addresses), servers);
    for (int i = 0; i < masters; i++) {
      handlers.get(i).set(new MasterFace(served.world.mesos, i, served.turn));
    }
    return served;
  }

  private ServedMesos(MesosWorld world, List<HttpServing> servers) {
    this.world = world;
    masters.addAll(servers);
  }

  /** Starts an agent that is registered with the port on which it really listens. */
  SimulatedAgent startServedAgent(String hostname) {
    AtomicReference<Handler> handler = new AtomicReference<>(request -> Reply.drop());
    HttpServing server = serve(request -> handler.get().handle(request));
    SimulatedAgent[] started = new SimulatedAgent[1];
    act(
        () ->
            started[0] =
                world.mesos.startAgent(MesosWorld.spec(hostname, server.port(), "4", "4096")));
    agents.put(started[0], server);
    handler.set(new AgentFace(world.mesos, started[0], 1, turn));
    return started[0];
  }

  private static HttpServing serve(Handler handler) {
    return HttpServing.start(Listening.loopback(0), Limits.forSimulator(), handler);
  }

  void serveAgent(SimulatedAgent agent, int number) {
    agents.put(agent, serve(new AgentFace(world.mesos, agent, number, turn)));
  }

  void act(Runnable action) {
    turn.take(
        () -> {
          action.run();
          return true;
        });
  }

  void seconds(double seconds) {
    act(() -> world.run(Duration.ofMillis(Math.round(seconds * 1000))));
  }

  URI master(int index) {
    return masters.get(index).uri();
  }

  URI agent(SimulatedAgent agent) {
    return agents.get(agent).uri();
  }

  Comparing.Actual send(
      URI server, String method, String target, Map<String, String> headers, String body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server + target))
            .timeout(Duration.ofSeconds(20))
            .method(
                method,
                body.isEmpty() && !method.equals("POST")
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body));
    headers.forEach(request::header);
    try {
      HttpResponse<byte[]> response =
          client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      Map<String, String> came = new LinkedHashMap<>();
      response
          .headers()
          .map()
          .forEach((name, values) -> came.put(name.toLowerCase(Locale.ROOT), values.get(0)));
      return new Comparing.Actual(
          response.statusCode(), came, new String(response.body(), StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  Comparing.Actual operator(int master, String json) {
    return send(
        master(master),
        "POST",
        "/api/v1",
        Map.of("Content-Type", "application/json", "Accept", "application/json"),
        json);
  }

  Comparing.Actual get(int master, String target) {
    return send(master(master), "GET", target, Map.of(), "");
  }

  @Override
  public void close() {
    masters.forEach(HttpServing::close);
    agents.values().forEach(HttpServing::close);
  }
}
