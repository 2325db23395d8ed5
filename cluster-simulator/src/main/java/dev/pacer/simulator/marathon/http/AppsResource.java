package dev.pacer.simulator.marathon.http;

import dev.pacer.simulator.marathon.Accepted;
import dev.pacer.simulator.marathon.MarathonModel;
import dev.pacer.simulator.marathon.Snapshot;
import dev.pacer.simulator.marathon.definition.PathId;
import dev.pacer.simulator.marathon.definition.Refusal;
import dev.pacer.simulator.marathon.definition.RunSpec;
import dev.pacer.simulator.marathon.event.EventBus;
import dev.pacer.simulator.marathon.json.Doc;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code /v2/apps} (marathon.md 3.1). */
final class AppsResource {

  private static final String ALL = "/v2/apps";
  private static final String ONE = "/v2/apps/{id}";
  private static final Pattern SUB = Pattern.compile("(.*)/(tasks|versions)(?:/([^/]+))?");

  private final MarathonModel model;
  private final AppTasks tasks;

  AppsResource(MarathonModel model) {
    this.model = model;
    this.tasks = new AppTasks(model);
  }

  /** The route of {@code rest}, what follows {@code /v2/apps}; null: no such method. */
  @Nullable Route route(String method, String rest) {
    if (rest.isEmpty()) {
      return switch (method) {
        case "GET", "HEAD" -> Route.json("GET " + ALL, "", this::list);
        case "POST" -> Route.json("POST " + ALL, "", this::create);
        case "PUT" -> Route.json("PUT " + ALL, "", r -> putAll(r, r.flag("partialUpdate", true)));
        case "PATCH" -> Route.json("PATCH " + ALL, "", r -> putAll(r, true));
        case "OPTIONS" -> Route.json("OPTIONS " + ALL, "", r -> options());
        default -> null;
      };
    }
    Matcher sub = SUB.matcher(rest);
    if (sub.matches()) {
      String id = PathId.absolute(sub.group(1));
      return sub.group(2).equals("tasks")
          ? tasks.route(method, sub.group(1), sub.group(3))
          : versions(method, id, sub.group(3));
    }
    if (rest.endsWith("/restart")) {
      String id = PathId.absolute(rest.substring(0, rest.length() - "/restart".length()));
      return method.equals("POST")
          ? Route.json(
              "POST " + ONE + "/restart",
              id,
              r -> Answer.deployed(200, model.apps().restart(id, r.force())))
          : null;
    }
    return one(method, rest);
  }

  private @Nullable Route one(String method, String rest) {
    String id = PathId.absolute(rest);
    if (rest.endsWith("*")) {
      return method.equals("GET") ? Route.json("GET " + ONE, id, r -> wildcard(r, rest)) : null;
    }
    return switch (method) {
      case "GET", "HEAD" -> Route.json("GET " + ONE, id, r -> get(r, id));
      case "PUT" -> Route.json("PUT " + ONE, id, r -> put(r, id, r.flag("partialUpdate", true)));
      case "PATCH" -> Route.json("PATCH " + ONE, id, r -> put(r, id, true));
      case "DELETE" ->
          Route.json(
              "DELETE " + ONE,
              id,
              r -> Answer.deployed(200, model.apps().delete(id, r.flag("force", true))));
      default -> null;
    };
  }

  private static Answer options() {
    return new Answer(200, "", Answer.JSON, Map.of("Allow", "HEAD,POST,GET,OPTIONS,PUT,PATCH"));
  }

  private Answer list(ApiRequest request) {
    Predicate<RunSpec> filter = filter(request);
    AppWriter writer = new AppWriter(model, request.seen());
    List<Doc> apps =
        request.seen().specs(RunSpec.Kind.APP).stream()
            .filter(filter)
            .map(spec -> writer.detail(spec, request.embeds(), false))
            .toList();
    return Answer.json(200, Doc.of("apps", apps));
  }

  private static Predicate<RunSpec> filter(ApiRequest request) {
    Predicate<RunSpec> filter = spec -> true;
    for (String id : request.parameters("id")) {
      filter = filter.and(spec -> spec.id().contains(id));
    }
    for (String cmd : request.parameters("cmd")) {
      filter = filter.and(spec -> spec.doc().textOr("cmd", "").contains(cmd));
    }
    for (String label : request.parameters("label")) {
      Predicate<Map<String, String>> selector = LabelSelector.parse(label);
      filter = filter.and(spec -> selector.test(spec.labels()));
    }
    return filter;
  }

  private Answer create(ApiRequest request) {
    Accepted accepted = model.apps().create(request.body(), request.force(), request.caller());
    String version = EventBus.time(accepted.version());
    return Answer.json(
            201, AppWriter.created(accepted.definition(), version, accepted.deploymentId()))
        .withDeployment(accepted)
        .with("Location", request.location(accepted.definition().text("id")));
  }

  private Answer putAll(ApiRequest request, boolean partial) {
    return Answer.deployed(
        200, model.apps().putAll(request.body(), request.force(), partial, request.caller()));
  }

  private Answer put(ApiRequest request, String id, boolean partial) {
    Accepted accepted =
        model.apps().put(id, request.body(), request.force(), partial, request.caller());
    Answer answer = Answer.deployed(accepted.created() ? 201 : 200, accepted);
    return accepted.created() ? answer.with("Location", request.location(id)) : answer;
  }

  static RunSpec require(Snapshot seen, String id) {
    RunSpec spec = seen.root().findSpec(id);
    if (spec == null || spec.isPod()) {
      throw Refusal.noApp(id);
    }
    return spec;
  }

  private Answer get(ApiRequest request, String id) {
    RunSpec spec = require(request.seen(), id);
    Doc app = new AppWriter(model, request.seen()).detail(spec, request.embeds(), true);
    return Answer.json(200, Doc.of("app", app));
  }

  private Answer wildcard(ApiRequest request, String rest) {
    String group = PathId.absolute(rest.substring(0, rest.length() - 1));
    AppWriter writer = new AppWriter(model, request.seen());
    List<Doc> apps =
        request.seen().specs(RunSpec.Kind.APP).stream()
            .filter(spec -> PathId.isBelow(spec.id(), group))
            .map(spec -> writer.detail(spec, request.embeds(), true))
            .toList();
    return Answer.json(200, Doc.of("*", apps));
  }

  private @Nullable Route versions(String method, String id, @Nullable String version) {
    if (!method.equals("GET")) {
      return null;
    }
    return version == null
        ? Route.json("GET " + ONE + "/versions", id, r -> versions(r, id))
        : Route.json("GET " + ONE + "/versions/{version}", id, r -> version(id, version));
  }

  private Answer versions(ApiRequest request, String id) {
    require(request.seen(), id);
    return Answer.json(
        200, Doc.of("versions", model.versions(id).stream().map(EventBus::time).toList()));
  }

  private Answer version(String id, String version) {
    RunSpec found = model.version(id, time(version));
    if (found == null || found.isPod()) {
      throw Refusal.withDetails(404, "App '" + id + "' does not exist in version " + version);
    }
    return Answer.json(200, AppWriter.spec(found));
  }

  static Instant time(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw Refusal.of(
          422, "Invalid timestamp provided '" + text + "'. Expecting ISO-8601 datetime string.");
    }
  }
}
