package dev.pacer.cluster.mesos;

import dev.pacer.cluster.http.JsonObject;
import dev.pacer.cluster.http.JsonShapeException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The small forms of the wire: ids, times, numbers, values. */
final class WireValues {

  private WireValues() {}

  /** {@code "agent_id":{"value":"…"}}. */
  static String id(JsonObject from, String name) {
    return from.requireObject(name).requireText("value");
  }

  static Optional<String> findId(JsonObject from, String name) {
    return from.findObject(name).flatMap(o -> o.findText("value")).filter(v -> !v.isEmpty());
  }

  /** {@code {"nanoseconds":N}}. */
  static @Nullable Instant nanosTime(JsonObject from, String name) {
    return from.findObject(name)
        .flatMap(o -> o.findLong("nanoseconds"))
        .map(n -> Instant.ofEpochSecond(0, n))
        .orElse(null);
  }

  static @Nullable Duration nanosDuration(JsonObject from, String name) {
    return from.findObject(name)
        .flatMap(o -> o.findLong("nanoseconds"))
        .map(Duration::ofNanos)
        .orElse(null);
  }

  /** Seconds since 1970 as a number with a fraction; 0 means that there is no time. */
  static @Nullable Instant secondsTime(JsonObject from, String name) {
    return from.findDecimal(name)
        .filter(seconds -> seconds.signum() > 0)
        .map(seconds -> Instant.ofEpochSecond(0, nanos(seconds)))
        .orElse(null);
  }

  private static long nanos(BigDecimal seconds) {
    return seconds.movePointRight(9).setScale(0, RoundingMode.DOWN).longValueExact();
  }

  /** Seconds with a fraction as a length of time; capped, as frameworks ask for ever. */
  static Duration seconds(JsonObject from, String name) {
    BigDecimal most = BigDecimal.valueOf(Long.MAX_VALUE, 9);
    return from.findDecimal(name)
        .map(seconds -> Duration.ofNanos(nanos(seconds.min(most).max(BigDecimal.ZERO))))
        .orElse(Duration.ZERO);
  }

  /** Thousandths, rounded: the wire has {@code 0.7999999999999999} (M20). */
  static long milli(BigDecimal value) {
    return value.movePointRight(3).setScale(0, RoundingMode.HALF_UP).longValueExact();
  }

  /** The value of a resource or attribute, told by its {@code type}. */
  static Value value(JsonObject from) {
    String type = from.requireText("type");
    return switch (type) {
      case "SCALAR" ->
          new Value.Scalar(milli(from.requireObject("scalar").requireDecimal("value")));
      case "RANGES" ->
          new Value.Ranges(from.findObject("ranges").map(WireValues::spans).orElse(List.of()));
      case "SET" ->
          new Value.Items(from.findObject("set").map(o -> o.texts("item")).orElse(List.of()));
      case "TEXT" -> new Value.Text(from.requireObject("text").requireText("value"));
      default -> throw new JsonShapeException(from.path() + "/type is " + type);
    };
  }

  private static List<Span> spans(JsonObject ranges) {
    return ranges.objects("range", o -> new Span(o.requireLong("begin"), o.requireLong("end")));
  }

  /** {@code "capabilities":[{"type":"…"}]}. */
  static List<String> types(JsonObject from, String name) {
    return from.objects(name, o -> o.findText("type").orElse("UNKNOWN"));
  }

  static @Nullable FaultDomain domain(JsonObject from) {
    return from.findObject("domain")
        .flatMap(o -> o.findObject("fault_domain"))
        .map(
            o ->
                new FaultDomain(
                    o.requireObject("region").requireText("name"),
                    o.requireObject("zone").requireText("name")))
        .orElse(null);
  }
}
