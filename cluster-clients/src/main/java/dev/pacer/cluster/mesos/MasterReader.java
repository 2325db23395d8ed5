package dev.pacer.cluster.mesos;

import dev.pacer.cluster.http.Json;
import dev.pacer.cluster.http.JsonObject;
import dev.pacer.cluster.http.JsonShapeException;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads what a master says of itself: GET_MASTER, GET_METRICS, GET_FLAGS, and its announcement. */
final class MasterReader {

  /** GET_MASTER. */
  record About(
      String id,
      String pid,
      String version,
      @Nullable Instant startedAt,
      @Nullable Instant electedAt) {}

  /** What a master writes into ZooKeeper. */
  record Announced(String pid, String hostname, String ip, int port) {}

  /** Of the metrics, those that matter here. */
  record Metrics(boolean elected, AgentCounts counts) {}

  private record Named<T>(String name, T value) {}

  private MasterReader() {}

  static About about(InputStream body) throws IOException {
    List<JsonObject> info = new ArrayList<>();
    Map<String, Instant> times = new HashMap<>();
    Walk.answer(
        body,
        "GET_MASTER",
        true,
        (name, parser) -> {
          if (name.equals("master_info")) {
            info.add(JsonObject.of(Json.tree(parser), "/master_info"));
          } else if (name.equals("start_time") || name.equals("elected_time")) {
            times.put(name, time(parser.getDecimalValue()));
          } else {
            parser.skipChildren();
          }
        });
    if (info.isEmpty()) {
      throw new JsonShapeException("\"master_info\" is missing");
    }
    JsonObject master = info.get(0);
    return new About(
        master.requireText("id"),
        master.requireText("pid"),
        master.findText("version").orElse(""),
        times.get("start_time"),
        times.get("elected_time"));
  }

  private static Instant time(BigDecimal seconds) {
    if (seconds.precision() - (long) seconds.scale() > 11 || seconds.scale() > 40) {
      throw new JsonShapeException("a time out of range");
    }
    return Instant.ofEpochSecond(0, seconds.movePointRight(9).longValue());
  }

  static Metrics metrics(InputStream body) throws IOException {
    List<Named<BigDecimal>> metrics = new ArrayList<>();
    Walk.answer(
        body,
        "GET_METRICS",
        true,
        (name, parser) -> {
          if (name.equals("metrics")) {
            Walk.list(
                parser,
                name,
                o ->
                    new Named<>(
                        o.requireText("name"), o.findDecimal("value").orElse(BigDecimal.ZERO)),
                metrics);
          } else {
            parser.skipChildren();
          }
        });
    Map<String, BigDecimal> byName = new HashMap<>();
    metrics.forEach(m -> byName.put(m.name(), m.value()));
    return new Metrics(
        count(byName, "master/elected") == 1,
        new AgentCounts(
            count(byName, "master/slaves_active"),
            count(byName, "master/slaves_inactive"),
            count(byName, "master/slaves_unreachable")));
  }

  private static long count(Map<String, BigDecimal> metrics, String name) {
    BigDecimal value = metrics.get(name);
    if (value == null) {
      throw new JsonShapeException("metric " + name + " is missing");
    }
    try {
      return value.longValueExact();
    } catch (ArithmeticException e) {
      throw new JsonShapeException("metric " + name + " is no whole number: " + value, e);
    }
  }

  static MasterFlags flags(InputStream body) throws IOException {
    List<Named<String>> flags = new ArrayList<>();
    Walk.answer(
        body,
        "GET_FLAGS",
        true,
        (name, parser) -> {
          if (name.equals("flags")) {
            Walk.list(
                parser,
                name,
                o -> new Named<>(o.requireText("name"), o.findText("value").orElse("")),
                flags);
          } else {
            parser.skipChildren();
          }
        });
    Map<String, String> values = new HashMap<>();
    flags.forEach(flag -> values.put(flag.name(), flag.value()));
    return new MasterFlags(values);
  }

  /**
   * Reads a {@code json.info_…} node.
   *
   * @throws JsonShapeException when it is none
   */
  static Announced announced(String text) {
    JsonObject info = JsonObject.of(Json.parse(text));
    String pid = info.requireText("pid");
    AgentAddress address =
        new AgentAddress(info.findText("hostname").orElse(""), info.requireInt("port"), pid);
    String ip = address.ip();
    if (ip == null) {
      throw new JsonShapeException("/pid has no address: " + pid);
    }
    String hostname = address.hostname();
    return new Announced(
        pid, hostname.isEmpty() ? ip : hostname, Objects.requireNonNull(ip), address.port());
  }
}
