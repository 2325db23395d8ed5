package dev.pacer.simulator.mesos.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/**
 * Says how an answer differs from a captured one, by the rules of the captures' README: status,
 * headers that matter, error text byte for byte; of JSON the keys, the types and the values that do
 * not vary.
 */
final class Comparing {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final List<String> HEADERS =
      List.of("content-type", "allow", "www-authenticate", "location", "content-encoding");

  private static final Pattern UUID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  /** Names whose values are never compared: ids made up anew, times, sizes of the machine. */
  private static final Set<String> VARYING =
      Set.of(
          "uuid",
          "status_update_uuid",
          "executor_pid",
          "timestamp",
          "container",
          "container_id",
          "directory",
          "executor_name",
          "registered_time",
          "reregistered_time",
          "unregistered_time",
          "start_time",
          "elected_time",
          "estimated_drain_start_time_seconds",
          "estimated_drain_start_time",
          "unreachable_time",
          "statistics",
          "master_hostname");

  /**
   * Metrics of latency, load, memory, uptime and queues: neither their values nor their presence.
   */
  private static final Predicate<String> VOLATILE =
      Pattern.compile("_ms(/|$)|event_queue|^system/|uptime|^registrar/|shares/dominant")
          .asPredicate();

  /** The metrics whose values the captures' table of steps lists. */
  private static final Predicate<String> STEADY =
      Pattern.compile(
              "^master/(elected|frameworks_(active|connected|disconnected|inactive)"
                  + "|messages_(un|re|)register_slave|slave_(re|)registrations"
                  + "|slave_removals.*|slave_unreachable_.*|slaves_.*|task_.*|tasks_.*)$")
          .asPredicate();

  /** Lists of ids in the order of a hash map. */
  private static final List<String> HASHED = List.of("/framework_ids", "/slave_ids");

  /** What a container tells only once it runs. */
  private static final Set<String> LATE = Set.of("network_infos", "executor_pid");

  /** Start flags that say where the test cluster lived. */
  private static final Set<String> PLACE = Set.of("resources", "master", "zk", "acls", "log_dir");

  private final List<String> differences = new ArrayList<>();

  private Comparing() {}

  /**
   * An answer as it came over the wire.
   *
   * @param content the body, a character a byte
   */
  record Actual(int status, Map<String, String> headers, String content) {
    byte[] body() {
      return content.getBytes(StandardCharsets.ISO_8859_1);
    }

    String text() {
      return new String(body(), StandardCharsets.UTF_8);
    }
  }

  /** Every difference, none when they are equal. */
  static List<String> differences(Exchange captured, Actual actual) {
    Comparing comparing = new Comparing();
    comparing.all(captured, actual);
    return comparing.differences;
  }

  private void differ(String where, Object wanted, Object was) {
    differences.add("%s: captured %s, simulated %s".formatted(where, cut(wanted), cut(was)));
  }

  private static String cut(Object value) {
    String text = String.valueOf(value);
    return text.length() > 160 ? text.substring(0, 160) + "…" : text;
  }

  private void all(Exchange captured, Actual actual) {
    if (captured.status() != actual.status()) {
      differ("status", captured.status(), actual.status());
    }
    for (String header : HEADERS) {
      String wanted = captured.replyHeaders().get(header);
      String was = actual.headers().get(header);
      if (wanted == null ? was != null : !wanted.equals(was)) {
        differ("header " + header, wanted, was);
      }
    }
    boolean zipped = captured.replyHeaders().containsKey("content-encoding");
    byte[] wanted = zipped ? unzip(captured.body()) : captured.body();
    byte[] was = zipped && actual.body().length > 0 ? unzip(actual.body()) : actual.body();
    if (captured.method().equals("HEAD")) {
      return;
    }
    String type = captured.replyHeaders().getOrDefault("content-type", "");
    if (type.equals("application/json")) {
      json(wanted, was);
    } else if (type.equals("text/javascript")) {
      script(new String(wanted, StandardCharsets.UTF_8), new String(was, StandardCharsets.UTF_8));
    } else if (!text(wanted).equals(text(was))) {
      differ("body", text(wanted), text(was));
    }
  }

  private static String text(byte[] bytes) {
    return UUID.matcher(new String(bytes, StandardCharsets.UTF_8)).replaceAll("UUID");
  }

  private static byte[] unzip(byte[] bytes) {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void script(String wanted, String was) {
    int open = wanted.indexOf('(') + 1;
    if (was.length() < open || !was.substring(0, open).equals(wanted.substring(0, open))) {
      differ("script", wanted, was);
      return;
    }
    String end = wanted.substring(wanted.lastIndexOf('}') + 1);
    if (!was.endsWith(end) || was.substring(was.lastIndexOf('}') + 1).length() != end.length()) {
      differ("script's end", end, was.substring(was.lastIndexOf('}') + 1));
      return;
    }
    json(
        wanted.substring(open, wanted.length() - end.length()).getBytes(StandardCharsets.UTF_8),
        was.substring(open, was.length() - end.length()).getBytes(StandardCharsets.UTF_8));
  }

  private void json(byte[] wanted, byte[] was) {
    try {
      node("", MAPPER.readTree(wanted), MAPPER.readTree(was));
    } catch (IOException e) {
      differ("body", "JSON", e.getMessage());
    }
  }

  private void node(String path, JsonNode wanted, JsonNode was) {
    if (!kind(wanted).equals(kind(was))) {
      differ(path, kind(wanted) + " " + wanted, kind(was) + " " + was);
    } else if (wanted.isObject()) {
      object(path, wanted, was);
    } else if (wanted.isArray()) {
      array(path, wanted, was);
    } else {
      value(path, wanted, was);
    }
  }

  private static String kind(JsonNode node) {
    if (node.isNumber()) {
      return node.isIntegralNumber() ? "integer" : "double";
    }
    return node.getNodeType().name();
  }

  private void object(String path, JsonNode wanted, JsonNode was) {
    Set<String> names = new TreeSet<>();
    wanted.fieldNames().forEachRemaining(names::add);
    was.fieldNames().forEachRemaining(names::add);
    boolean metrics = wanted.has("master/elected") || wanted.has("slave/registered");
    if (metrics) {
      metrics(names(wanted), names(was), wanted, was);
      return;
    }
    for (String name : names) {
      String below = path + "/" + name;
      if (!was.has(name)) {
        differ(below, wanted.get(name), "absent");
      } else if (!wanted.has(name)) {
        // The first status of a container may come before its addresses are known.
        if (!(LATE.contains(name) && path.endsWith("container_status"))) {
          differ(below, "absent", was.get(name));
        }
      } else if (name.equals("statistics")) {
        keys(below, wanted.get(name), was.get(name));
      } else {
        node(below, wanted.get(name), was.get(name));
      }
    }
  }

  private void keys(String path, JsonNode wanted, JsonNode was) {
    Set<String> left = names(wanted);
    Set<String> right = names(was);
    if (!left.equals(right)) {
      differ(path, left, right);
    }
  }

  private static Set<String> names(JsonNode node) {
    Set<String> names = new TreeSet<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private void metrics(
      Set<String> wantedNames, Set<String> wasNames, JsonNode wanted, JsonNode was) {
    Set<String> left = steadyNames(wantedNames);
    Set<String> right = steadyNames(wasNames);
    Set<String> missing = new TreeSet<>(left);
    missing.removeAll(right);
    Set<String> extra = new TreeSet<>(right);
    extra.removeAll(left);
    if (!missing.isEmpty() || !extra.isEmpty()) {
      differ("metrics", "also " + missing, "also " + extra);
    }
    for (String name : wantedNames) {
      if (STEADY.test(name) && was.has(name)) {
        node("/" + name, wanted.get(name), was.get(name));
      } else if (was.has(name) && !kind(wanted.get(name)).equals(kind(was.get(name)))) {
        differ("/" + name, kind(wanted.get(name)), kind(was.get(name)));
      }
    }
  }

  private static Set<String> steadyNames(Set<String> names) {
    Set<String> steady = new TreeSet<>();
    for (String name : names) {
      if (!VOLATILE.test(name)) {
        steady.add(UUID.matcher(name).replaceAll("UUID"));
      }
    }
    return steady;
  }

  private void array(String path, JsonNode wanted, JsonNode was) {
    if (path.endsWith("/metrics")) {
      namedMetrics(wanted, was);
      return;
    }
    if (path.endsWith("/flags")) {
      object(path, byName(wanted), byName(was));
      return;
    }
    if (wanted.size() != was.size()) {
      differ(path + " size", wanted.size() + " " + wanted, was.size() + " " + was);
      return;
    }
    List<JsonNode> left = sorted(path, wanted);
    List<JsonNode> right = sorted(path, was);
    for (int i = 0; i < left.size(); i++) {
      node(path + "[" + i + "]", left.get(i), right.get(i));
    }
  }

  private static JsonNode byName(JsonNode list) {
    ObjectNode object = MAPPER.createObjectNode();
    list.forEach(item -> object.set(item.path("name").asText(), item.path("value")));
    return object;
  }

  private void namedMetrics(JsonNode wanted, JsonNode was) {
    Set<String> left = new TreeSet<>();
    wanted.forEach(metric -> left.add(metric.get("name").asText()));
    Set<String> right = new TreeSet<>();
    was.forEach(metric -> right.add(metric.get("name").asText()));
    metrics(left, right, MAPPER.createObjectNode(), MAPPER.createObjectNode());
  }

  /** Lists of agents, frameworks, tasks and their like come in any order; statuses do not. */
  private static List<JsonNode> sorted(String path, JsonNode array) {
    List<JsonNode> items = new ArrayList<>();
    Iterator<JsonNode> all = array.elements();
    all.forEachRemaining(items::add);
    if (HASHED.stream().anyMatch(path::endsWith)) {
      items.sort(Comparator.comparing(item -> UUID.matcher(item.asText()).replaceAll("UUID")));
    }
    if (!items.isEmpty() && items.get(0).isObject() && !items.get(0).has("timestamp")) {
      items.sort(Comparator.comparing(Comparing::identity));
    }
    return items;
  }

  private static String identity(JsonNode item) {
    String text = UUID.matcher(item.toString()).replaceAll("UUID");
    List<String> ids = new ArrayList<>();
    for (List<String> way :
        List.of(
            List.of("id"),
            List.of("id", "value"),
            List.of("id", "hostname"),
            List.of("hostname"),
            List.of("task_id", "value"),
            List.of("agent_info", "id", "value"),
            List.of("framework_info", "id", "value"),
            List.of("executor_info", "executor_id", "value"),
            List.of("executor_id"),
            List.of("slave_id"),
            List.of("state"),
            List.of("name"),
            List.of("role"))) {
      JsonNode node = item;
      for (String step : way) {
        node = node.path(step);
      }
      if (node.isValueNode()) {
        ids.add(UUID.matcher(node.asText()).replaceAll("UUID").replaceAll("-O\\d+$", "-O"));
      }
    }
    return ids.isEmpty() ? text : String.join(" ", ids) + statuses(item);
  }

  private static String statuses(JsonNode item) {
    JsonNode statuses = item.path("statuses");
    String sums = item.path("allocation_info").toString() + item.path("reservations");
    return " " + statuses.size() + " " + sums;
  }

  private void value(String path, JsonNode wanted, JsonNode was) {
    String name = path.substring(path.lastIndexOf('/') + 1).replaceAll("\\[\\d+]$", "");
    if (Arrays.stream(path.split("[/\\[]")).anyMatch(VARYING::contains) && !isZero(wanted)) {
      return;
    }
    if (wanted.isNumber()) {
      double left = wanted.asDouble();
      double right = was.asDouble();
      boolean times = Math.abs(left) > 1e9 && Math.abs(right) > 1e9;
      if (!times && Math.abs(left - right) > 1e-6) {
        differ(path, wanted, was);
      }
      return;
    }
    String left = plain(wanted.asText());
    String right = plain(was.asText());
    boolean place = PLACE.contains(name) && (path.contains("/flags/") || name.equals("log_dir"));
    if (!left.equals(right) && !place) {
      differ(path, wanted, was);
    }
  }

  /** Zero times say that something never happened. */
  private static boolean isZero(JsonNode node) {
    return node.isNumber() && node.asDouble() == 0;
  }

  private static String plain(String text) {
    return UUID.matcher(text)
        .replaceAll("UUID")
        .replaceAll("-O\\d+$", "-O")
        .replaceAll("\\(Command: .*\\)$", "(Command)");
  }
}
