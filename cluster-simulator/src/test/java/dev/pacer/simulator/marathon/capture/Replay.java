package dev.pacer.simulator.marathon.capture;

import dev.pacer.frame.http.Reply;
import dev.pacer.simulator.marathon.definition.PathId;
import dev.pacer.simulator.marathon.engine.Statuses;
import dev.pacer.simulator.marathon.instance.Instance;
import dev.pacer.simulator.marathon.json.Doc;
import dev.pacer.simulator.marathon.json.JsonReader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Walks one run: each exchange in order, against one fresh cluster. */
final class Replay {

  private static final Pattern TASK_ID =
      Pattern.compile("([a-z0-9_.-]+?)\\.instance-([0-9a-f-]{36})(?:\\.([a-z_]+)\\.(\\d+))?");
  private static final Duration PATIENCE = Duration.ofSeconds(150);

  private final ReplayWorld world;
  private final Setup setup;
  private final Consumer<String> log;
  private final Map<String, String> names = new HashMap<>();
  private Instant lastDate;
  private Instant lastChange;

  Replay(ReplayWorld world, Setup setup, Consumer<String> log) {
    this.world = world;
    this.setup = setup;
    this.log = log;
  }

  /** What differs; empty: nothing. */
  List<String> replay(Exchange exchange) {
    for (Setup.Step step : setup.before(exchange.row())) {
      perform(step);
    }
    align(exchange);
    boolean read = exchange.row().method().equals("GET");
    Instant begin = world.simulation.instant();
    Instant deadline = begin.plus(PATIENCE);
    List<String> first = null;
    while (true) {
      List<String> differences = once(exchange);
      if (differences.isEmpty() || !read) {
        return differences;
      }
      if (first == null || differences.size() < first.size()) {
        first = differences;
      }
      if (exchange.row().status() >= 400 || world.simulation.instant().isAfter(deadline)) {
        return first;
      }
      world.simulation.advance(step(Duration.between(begin, world.simulation.instant())));
    }
  }

  /** Short steps at first, as states of a moment are looked for soon after what leads to them. */
  private static Duration step(Duration waited) {
    long millis = waited.toMillis();
    return Duration.ofMillis(
        millis < 300 ? 5 : millis < 3_000 ? 20 : millis < 20_000 ? 100 : 1_000);
  }

  /** Between two changes at least as much time passes as did (heads tell seconds only). */
  private void align(Exchange exchange) {
    if (exchange.row().method().equals("GET")) {
      return;
    }
    if (lastDate != null) {
      long gap = Duration.between(lastDate, exchange.date()).toMillis();
      if (gap > 0 && exchange.row().status() < 300) {
        gap += 900;
      }
      Instant then = lastChange.plusMillis(Math.min(gap, PATIENCE.toMillis()));
      if (then.isAfter(world.simulation.instant())) {
        world.simulation.runUntil(then);
      }
    }
    if (exchange.row().status() < 300 && needsLock(exchange.row().path())) {
      waitForLocks(exchange);
    }
    lastDate = exchange.date();
    lastChange = world.simulation.instant();
  }

  private static boolean needsLock(String path) {
    return !path.contains("force=true")
        && (!path.contains("/tasks") || path.contains("scale=true"));
  }

  /** What was not locked then is not to be locked now: programs here take another time to start. */
  private void waitForLocks(Exchange exchange) {
    String text =
        translated(withTasks(exchange.row().path() + " " + exchange.requestBody()))
            .replace('_', '/');
    Instant deadline = world.simulation.instant().plus(PATIENCE);
    while (world.simulation.instant().isBefore(deadline)
        && world.model.now().deployments().stream()
            .flatMap(state -> state.plan().affected().stream())
            .anyMatch(id -> text.contains(id) || text.contains(id.substring(1)))) {
      world.simulation.advance(Duration.ofMillis(50));
    }
  }

  private void perform(Setup.Step step) {
    switch (step.what()) {
      case "WAIT" -> world.simulation.advance(Duration.ofMillis(Long.parseLong(step.target())));
      case "LOSE" -> world.lose(step.target());
      case "RESTORE" -> world.restore(step.target());
      case "STOP-AGENTS" -> List.of(step.target().split(",", -1)).forEach(world::stopAgent);
      case "START-AGENTS" -> List.of(step.target().split(",", -1)).forEach(world::startAgent);
      case "MAINTAIN" -> world.maintain(List.of(step.target().split(",", -1)));
      case "SILENT" -> world.workload.silence(step.target());
      case "FOREIGN" -> world.addAgent(ReplayWorld.foreign());
      case "KILL-LEADER" -> world.model.leadership().killLeader();
      case "START" -> world.model.leadership().start(step.target());
      default -> {
        Reply reply =
            world.send(
                server(),
                step.what(),
                translated(step.target()),
                Map.of("Content-Type", "application/json", "Authorization", "Basic dXNlcjpwYXNz"),
                translated(step.body()));
        if (!step.deployment().isEmpty()) {
          names.put(step.deployment(), reply.headers().first("Marathon-Deployment-Id").orElse(""));
        }
        if (reply.status() >= 400) {
          log.accept("  setup " + step + " answered " + reply.status() + " " + reply.text());
        }
      }
    }
  }

  private String server() {
    String leader = world.model.leadership().leader();
    return leader == null ? "127.0.0.1:8080" : leader;
  }

  private List<String> once(Exchange exchange) {
    String host = exchange.requestHeaders().getOrDefault("Host", "127.0.0.1:8080");
    String target = hosts(exchange, translated(withTasks(exchange.row().path())));
    String body = translated(withTasks(exchange.requestBody()));
    Reply reply =
        world.send(host, exchange.row().method(), target, exchange.requestHeaders(), body);
    return compare(exchange, reply);
  }

  private String translated(String text) {
    String translated = text;
    for (Map.Entry<String, String> name : names.entrySet()) {
      translated = translated.replace(name.getKey(), name.getValue());
    }
    return translated;
  }

  /** A captured task that no answer told of before is any task of its app of that attempt. */
  private String withTasks(String text) {
    Matcher matcher = TASK_ID.matcher(text);
    while (matcher.find()) {
      String instanceId = Statuses.instanceOf(matcher.group() + ".");
      String known = instanceId == null ? null : names.get(instanceId);
      if (instanceId == null
          || (known != null
              && world.model.now().instances().values().stream()
                  .flatMap(List::stream)
                  .anyMatch(i -> i.id().equals(known)))) {
        continue;
      }
      String attempt = matcher.group(4);
      String app = "/" + matcher.group(1).replace('_', '/');
      Set<String> taken = new TreeSet<>(names.values());
      world.model.now().instancesOf(PathId.absolute(app)).stream()
          .filter(i -> attempt == null || i.attempt() == Integer.parseInt(attempt))
          .max(
              Comparator.comparing((Instance i) -> !taken.contains(i.id()))
                  .thenComparing(Instance::running))
          .ifPresent(i -> names.put(instanceId, i.id()));
    }
    return text;
  }

  /** A host named in a request is the one on which the task is that the answer must hold. */
  private String hosts(Exchange exchange, String target) {
    int at = target.indexOf("host=");
    if (at < 0) {
      return target;
    }
    String expected = translated(withTasks(exchange.responseBody()));
    return world.model.now().instances().values().stream()
        .flatMap(List::stream)
        .filter(i -> i.agent() != null && expected.contains(i.id() + "."))
        .findFirst()
        .map(i -> target.substring(0, at) + "host=" + i.agent().host())
        .orElse(target);
  }

  private List<String> compare(Exchange exchange, Reply reply) {
    List<String> differences = new ArrayList<>();
    if (reply.isDrop()) {
      return List.of("no answer");
    }
    if (reply.status() != exchange.row().status()) {
      differences.add(
          "status: expected "
              + exchange.row().status()
              + ", was "
              + reply.status()
              + " "
              + reply.text());
      return differences;
    }
    Set<String> expected = new TreeSet<>();
    String type = null;
    for (Map.Entry<String, String> header : exchange.responseHeaders()) {
      if (!Set.of("Content-Length", "Transfer-Encoding").contains(header.getKey())) {
        expected.add(header.getKey());
      }
      if (header.getKey().equals("Content-Type")) {
        type = header.getValue();
      }
      if (Set.of(
              "Cache-Control", "Expires", "Pragma", "X-Marathon-Via", "Allow", "WWW-Authenticate")
          .contains(header.getKey())) {
        String value = reply.headers().first(header.getKey()).orElse("");
        if (!value.equals(header.getValue())) {
          differences.add(header.getKey() + ": expected " + header.getValue() + ", was " + value);
        }
      }
      if (header.getKey().equals("Marathon-Deployment-Id")
          || header.getKey().equals("marathon-deployment-id")) {
        names.put(header.getValue(), reply.headers().first(header.getKey()).orElse(""));
      }
    }
    Set<String> actual = new TreeSet<>();
    reply.headers().fields().forEach(field -> actual.add(field.name()));
    if (!actual.equals(expected)) {
      differences.add("headers: expected " + expected + ", was " + actual);
    }
    if (!Objects.equals(type, reply.headers().first("Content-Type").orElse(null))) {
      differences.add("Content-Type: expected " + type);
    }
    if (exchange.row().method().equals("HEAD")) {
      return differences;
    }
    if (exchange.responseBody().isEmpty() || reply.text().isEmpty()) {
      if (!exchange.responseBody().equals(reply.text())) {
        differences.add("body: expected " + exchange.responseBody() + ", was " + reply.text());
      }
      return differences;
    }
    Object expectedJson = json(exchange.responseBody());
    Object actualJson = json(reply.text());
    Comparison comparison =
        Comparison.of(expectedJson, actualJson, exchange.row().folder().equals("real-mesos"));
    differences.addAll(comparison.differences());
    if (differences.isEmpty()) {
      names.putAll(comparison.names());
      if (expectedJson instanceof Doc doc && doc.has("deploymentId")) {
        names.put(doc.text("deploymentId"), ((Doc) actualJson).text("deploymentId"));
      }
    }
    return differences;
  }

  private static Object json(String text) {
    try {
      return JsonReader.read(text);
    } catch (JsonReader.NotJsonException e) {
      return text;
    }
  }
}
