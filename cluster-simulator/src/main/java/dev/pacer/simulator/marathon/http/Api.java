package dev.pacer.simulator.marathon.http;

import dev.pacer.simulator.marathon.MarathonModel;
import dev.pacer.simulator.marathon.definition.PathId;
import dev.pacer.simulator.marathon.definition.Refusal;
import dev.pacer.simulator.marathon.json.Doc;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which resource answers a path. */
final class Api {

  private final MarathonModel model;
  private final AppsResource apps;
  private final TasksResource tasks;
  private final GroupsResource groups;
  private final PodsResource pods;
  private final String zookeeper;

  /**
   * @param zookeeper the address of the store, as {@code /v2/info} shows it
   */
  Api(MarathonModel model, String zookeeper) {
    this.model = model;
    this.apps = new AppsResource(model);
    this.tasks = new TasksResource(model);
    this.groups = new GroupsResource(model);
    this.pods = new PodsResource(model);
    this.zookeeper = zookeeper;
  }

  /**
   * The route of a decoded path without doubled or trailing slashes.
   *
   * @throws Refusal 500 for a path that nobody knows, 405 for a method that it does not have
   */
  Route route(String method, String path) {
    Route route = find(method, path);
    if (route == null) {
      throw Refusal.of(405, "Method Not Allowed");
    }
    return route;
  }

  private @Nullable Route find(String method, String path) {
    return switch (path) {
      case "/" -> only("GET", method, new Route("GET /", "", "*/*", Api::root));
      case "/ping" -> only("GET", method, new Route("GET /ping", "", "*/*", Api::ping));
      case "/metrics" ->
          only(
              "GET",
              method,
              Route.json("GET /metrics", "", r -> Answer.json(200, InfoWriter.metrics(model))));
      case "/metrics/prometheus" ->
          only(
              "GET",
              method,
              new Route("GET /metrics/prometheus", "", "text/plain", r -> prometheus()));
      default -> below(method, path);
    };
  }

  private @Nullable Route below(String method, String path) {
    List<String> segments = PathId.segments(path);
    if (segments.size() < 2 || !segments.get(0).equals("v2")) {
      throw unknown();
    }
    String rest = path.substring("/v2/".length() + segments.get(1).length());
    return switch (segments.get(1)) {
      case "apps" -> apps.route(method, rest);
      case "groups" -> groups.route(method, rest);
      case "queue" -> queue(method, rest);
      case "deployments" -> deployments(method, rest);
      case "tasks" -> tasks(method, rest);
      case "pods" -> pods.route(method, rest);
      default -> single(method, path);
    };
  }

  private @Nullable Route tasks(String method, String rest) {
    if (!rest.isEmpty() && !rest.equals("/delete")) {
      throw unknown();
    }
    return tasks.route(method, rest);
  }

  private static Refusal unknown() {
    return Refusal.of(500, "URI not found");
  }

  private static @Nullable Route only(String allowed, String method, Route route) {
    return method.equals(allowed) || (method.equals("HEAD") && allowed.equals("GET"))
        ? route
        : null;
  }

  private static Answer root(ApiRequest request) {
    return Answer.empty(302).with("Location", request.location("/ui/"));
  }

  private static Answer ping(ApiRequest request) {
    boolean json =
        request.request().header("Accept").map(a -> a.contains(Answer.JSON)).orElse(false);
    return new Answer(
        200,
        json ? "\"pong\"" : "pong",
        json ? Answer.JSON : "text/plain",
        Map.of("Vary", "Accept"));
  }

  private Answer prometheus() {
    StringBuilder text = new StringBuilder();
    model
        .metrics()
        .counters()
        .forEach(
            (name, value) -> text.append(prometheus(name)).append(' ').append(value).append('\n'));
    model
        .metrics()
        .gauges()
        .forEach(
            (name, value) -> text.append(prometheus(name)).append(' ').append(value).append('\n'));
    return Answer.text(200, text.toString());
  }

  private static String prometheus(String name) {
    return name.replaceAll("[^A-Za-z0-9_]", "_");
  }

  private @Nullable Route single(String method, String path) {
    return switch (path) {
      case "/v2/info" ->
          only(
              "GET",
              method,
              Route.json(
                  "GET /v2/info", "", r -> Answer.json(200, InfoWriter.info(model, zookeeper))));
      case "/v2/plugins" ->
          only(
              "GET",
              method,
              Route.json(
                  "GET /v2/plugins", "", r -> Answer.json(200, Doc.of("plugins", List.of()))));
      case "/v2/leader" -> leader(method);
      default -> throw unknown();
    };
  }

  private @Nullable Route leader(String method) {
    if (method.equals("DELETE")) {
      return Route.json("DELETE /v2/leader", "", r -> abdicate());
    }
    return only("GET", method, Route.json("GET /v2/leader", "", r -> leader()));
  }

  private Answer leader() {
    String leader = model.leadership().leader();
    if (leader == null) {
      throw Refusal.withDetails(404, "There is no leader");
    }
    return Answer.json(200, Doc.of("leader", leader));
  }

  private Answer abdicate() {
    model.simulation().at(model.simulation().instant(), () -> model.leadership().abdicate());
    return Answer.json(200, Doc.of("message", "Leadership abdicated", "details", List.of()));
  }

  private @Nullable Route queue(String method, String rest) {
    if (rest.isEmpty()) {
      return only(
          "GET",
          method,
          Route.json(
              "GET /v2/queue",
              "",
              r ->
                  Answer.json(
                      200, QueueWriter.queue(r.seen(), r.embeds(), model.simulation().instant()))));
    }
    if (!rest.endsWith("/delay")) {
      throw unknown();
    }
    String id = PathId.absolute(rest.substring(0, rest.length() - "/delay".length()));
    return only(
        "DELETE", method, Route.json("DELETE /v2/queue/{id}/delay", id, r -> resetDelay(id)));
  }

  private Answer resetDelay(String id) {
    if (!model.resetDelay(id)) {
      throw Refusal.withDetails(404, "Application " + id + " not found in tasks queue.");
    }
    return Answer.empty(204);
  }

  private @Nullable Route deployments(String method, String rest) {
    if (rest.isEmpty()) {
      return only(
          "GET",
          method,
          Route.json(
              "GET /v2/deployments",
              "",
              r -> Answer.json(200, DeploymentWriter.deployments(model, r.seen()))));
    }
    String id = rest.substring(1);
    return only(
        "DELETE",
        method,
        Route.json("DELETE /v2/deployments/{id}", id, r -> deleteDeployment(r, id)));
  }

  private Answer deleteDeployment(ApiRequest request, String id) {
    if (request.force()) {
      model.cancel(id);
      return Answer.empty(202);
    }
    return Answer.deployed(200, model.rollBack(id));
  }
}
