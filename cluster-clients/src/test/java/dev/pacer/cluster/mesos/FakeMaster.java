package dev.pacer.cluster.mesos;

import dev.pacer.cluster.http.RawServer;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/** A server that answers each type of call as a test tells it, on a plain socket. */
final class FakeMaster implements AutoCloseable {
  private final Map<String, RawServer.Script> byType = new ConcurrentHashMap<>();
  private final AtomicReference<RawServer.Script> others =
      new AtomicReference<>(RawServer.answer(404, "text/plain; charset=utf-8", "404 Not Found."));
  private final RawServer server =
      new RawServer((connection, out) -> script().answer(connection, out));

  private RawServer.Script script() {
    String request = lastRequest();
    return byType.entrySet().stream()
        .filter(e -> request.contains("{\"type\":\"" + e.getKey() + "\""))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElseGet(others::get);
  }

  FakeMaster on(String type, RawServer.Script script) {
    byType.put(type, script);
    return this;
  }

  FakeMaster on(String type, MesosCapture capture) {
    return on(type, RawServer.text(capture.response()));
  }

  FakeMaster onAll(RawServer.Script script) {
    others.set(script);
    return this;
  }

  URI url() {
    return server.url();
  }

  int port() {
    return server.port();
  }

  List<String> requests() {
    return server.requests();
  }

  String lastRequest() {
    List<String> requests = server.requests();
    return requests.get(requests.size() - 1);
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
