package dev.pacer.systemtests.planted;

import dev.pacer.frame.http.Headers;
import dev.pacer.frame.http.HttpServing;
import dev.pacer.frame.http.Limits;
import dev.pacer.frame.http.Listening;
import dev.pacer.frame.http.Reply;
import dev.pacer.frame.http.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Set;

/** Stands before a served face, passes every request on, and may change what comes back. */
final class TamperingProxy implements AutoCloseable {

  /** What it changes. */
  @FunctionalInterface
  interface Tampering {
    Reply change(Request request, Reply reply);

    /** Nothing. */
    static Tampering none() {
      return (request, reply) -> reply;
    }
  }

  /** Headers that belong to one connection, or that the JDK's client sets by itself. */
  private static final Set<String> NOT_PASSED_ON =
      Set.of(
          "host",
          "connection",
          "content-length",
          "transfer-encoding",
          "expect",
          "upgrade",
          "accept-encoding");

  private final HttpClient client = HttpClient.newHttpClient();
  private final URI target;
  private final Tampering tampering;
  private final HttpServing serving;

  TamperingProxy(String target, Tampering tampering) {
    this.target = URI.create(target);
    this.tampering = tampering;
    this.serving = HttpServing.start(Listening.loopback(0), Limits.forSimulator(), this::handle);
  }

  String url() {
    return serving.uri().toString();
  }

  private Reply handle(Request request) {
    String query = request.rawQuery().map(text -> "?" + text).orElse("");
    HttpRequest.Builder passedOn =
        HttpRequest.newBuilder(target.resolve(request.rawPath() + query))
            .method(
                request.method(),
                HttpRequest.BodyPublishers.ofByteArray(request.content().bytes()));
    for (Headers.Field field : request.headers().fields()) {
      if (!NOT_PASSED_ON.contains(field.name().toLowerCase(Locale.ROOT))) {
        passedOn.header(field.name(), field.value());
      }
    }
    try {
      HttpResponse<byte[]> answer =
          client.send(passedOn.build(), HttpResponse.BodyHandlers.ofByteArray());
      return tampering.change(request, reply(answer));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Reply.drop();
    }
  }

  private static Reply reply(HttpResponse<byte[]> answer) {
    String type = answer.headers().firstValue("Content-Type").orElse("text/plain");
    Reply reply = Reply.of(answer.statusCode(), type, answer.body());
    for (var header : answer.headers().map().entrySet()) {
      String name = header.getKey().toLowerCase(Locale.ROOT);
      if (!NOT_PASSED_ON.contains(name) && !name.equals("content-type")) {
        for (String value : header.getValue()) {
          reply = reply.plus(header.getKey(), value);
        }
      }
    }
    return reply;
  }

  @Override
  public void close() {
    serving.close();
  }
}
