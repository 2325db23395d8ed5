package dev.pacer.simulator.marathon.http;

import dev.pacer.frame.http.Request;
import dev.pacer.simulator.marathon.Caller;
import dev.pacer.simulator.marathon.Snapshot;
import dev.pacer.simulator.marathon.definition.Refusal;
import dev.pacer.simulator.marathon.json.Doc;
import dev.pacer.simulator.marathon.json.JsonReader;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request as the resources see it.
 *
 * @param host what the client called this server, for {@code Location}
 * @param seen what is read: the present, or the past where the answer is to be stale
 */
record ApiRequest(Request request, String host, Snapshot seen) {

  /** The body as JSON; refuses what is none. */
  @Nullable Object body() {
    byte[] bytes = request.body();
    if (bytes.length == 0) {
      throw new Refusal(
          400,
          Doc.of(
              "message",
              "Please specify data in JSON format",
              "details",
              "No content to map due to end-of-input\n"
                  + " at [Source: (byte[])\"\"; line: 1, column: 0]"));
    }
    try {
      return JsonReader.read(bytes);
    } catch (JsonReader.NotJsonException e) {
      throw new Refusal(
          400, Doc.of("message", "Invalid JSON", "details", String.valueOf(e.getMessage())));
    }
  }

  boolean flag(String name, boolean otherwise) {
    Optional<String> given = request.parameter(name);
    return given.map(Boolean::parseBoolean).orElse(otherwise);
  }

  boolean force() {
    return flag("force", false);
  }

  Embeds embeds() {
    return Embeds.of(request.parameters("embed"));
  }

  List<String> parameters(String name) {
    return request.parameters(name);
  }

  Caller caller() {
    return new Caller(request.remoteAddress().getHostAddress(), request.path());
  }

  String location(String path) {
    return "http://" + host + path;
  }
}
