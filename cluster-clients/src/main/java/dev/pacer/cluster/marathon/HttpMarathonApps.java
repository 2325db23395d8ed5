package dev.pacer.cluster.marathon;

import dev.pacer.cluster.http.Json;
import dev.pacer.cluster.http.JsonObject;
import dev.pacer.cluster.http.JsonShapeException;
import dev.pacer.cluster.http.Method;
import dev.pacer.cluster.http.Reply;
import dev.pacer.cluster.http.Request;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Apps over HTTP. */
final class HttpMarathonApps implements MarathonApps {

  private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9_./-]+");

  private final MarathonCalls calls;

  HttpMarathonApps(MarathonCalls calls) {
    this.calls = calls;
  }

  @Override
  public void forEach(Detail detail, Consumer<? super App> each) {
    each(list(detail, Request.get("/v2/apps")), each);
  }

  @Override
  public List<App> listWithLabels(Detail detail, Map<String, String> labels) {
    List<String> selectors = new ArrayList<>();
    new TreeMap<>(labels)
        .forEach(
            (key, value) -> {
              if (!LABEL.matcher(key).matches() || !LABEL.matcher(value).matches()) {
                throw new IllegalArgumentException(
                    "a label selector can only hold letters, digits and _ . / -, was \""
                        + key
                        + "\" == \""
                        + value
                        + "\"");
              }
              selectors.add(key + "==" + value);
            });
    if (selectors.isEmpty()) {
      throw new IllegalArgumentException("need at least one label");
    }
    List<App> all = new ArrayList<>();
    each(
        list(detail, Request.get("/v2/apps").withQuery("label", String.join(",", selectors))),
        all::add);
    return all;
  }

  private static Request list(Detail detail, Request request) {
    return switch (detail) {
      // Counts and deployments are there without being asked for.
      case COUNTS -> request;
      case FAILURES -> request.withQuery("embed", "apps.lastTaskFailure");
      case TASKS ->
          request
              .withQuery("embed", "apps.tasks")
              .withQuery("embed", "apps.lastTaskFailure")
              .withQuery("embed", "apps.readiness");
    };
  }

  private void each(Request request, Consumer<? super App> each) {
    calls.stream(
        request,
        body -> {
          Json.eachOf(
              body,
              "apps",
              parser -> each.accept(AppReader.app(JsonObject.of(Json.tree(parser), "/apps"))));
          return true;
        });
  }

  @Override
  public Optional<App> find(AppId id) {
    return calls.find(
        Request.get(target(id)).withQuery("embed", "app.readiness"),
        reply -> AppReader.app(Json.parseObject(reply).requireObject("app")));
  }

  @Override
  public Optional<Definition> findDefinition(AppId id) {
    return calls.find(
        Request.get(target(id)),
        reply -> new Definition(Json.write(Json.parseObject(reply).requireObject("app").node())));
  }

  @Override
  public void forEachDefinition(Consumer<? super Definition> each) {
    calls.stream(
        Request.get("/v2/apps"),
        body -> {
          Json.eachOf(
              body, "apps", parser -> each.accept(new Definition(Json.write(Json.tree(parser)))));
          return true;
        });
  }

  @Override
  public List<Version> versions(AppId id) {
    return calls.versions(
        target(id) + "/versions",
        reply -> Json.parseObject(reply).findTexts("versions").orElseThrow(() -> noVersions()));
  }

  private static JsonShapeException noVersions() {
    return new JsonShapeException("/versions is missing");
  }

  @Override
  public Optional<AppAtVersion> findVersion(AppId id, Version version) {
    return calls.find(
        Request.get(target(id) + "/versions/" + Request.encode(version.toString())),
        HttpMarathonApps::atVersion);
  }

  private static AppAtVersion atVersion(Reply reply) {
    return new AppAtVersion(
        AppReader.spec(Json.parseObject(reply)), new Definition(reply.text().strip()));
  }

  @Override
  public ChangeOutcome create(Definition app, LockPolicy lock) {
    DefinitionReader.check(app);
    return calls.change(Method.POST, "/v2/apps", app.json(), lock);
  }

  @Override
  public ChangeOutcome replace(AppId id, Definition app, LockPolicy lock) {
    DefinitionReader.checkUpdate(app);
    return calls.change(
        Request.json(Method.PUT, target(id), app.json()).withQuery("partialUpdate", "false"), lock);
  }

  @Override
  public ChangeOutcome patch(AppId id, Definition fields, LockPolicy lock) {
    DefinitionReader.checkUpdate(fields);
    return calls.change(Method.PATCH, target(id), fields.json(), lock);
  }

  @Override
  public ChangeOutcome putAll(Collection<Definition> apps, LockPolicy lock) {
    return calls.change(Method.PUT, "/v2/apps", DefinitionReader.array(apps), lock);
  }

  @Override
  public ChangeOutcome scale(AppId id, int instances, LockPolicy lock) {
    if (instances < 0) {
      throw new IllegalArgumentException("instances must not be negative, was " + instances);
    }
    return calls.change(Method.PUT, target(id), "{\"instances\":" + instances + "}", lock);
  }

  @Override
  public ChangeOutcome rollBackTo(AppId id, Version version, LockPolicy lock) {
    return calls.change(Method.PUT, target(id), "{\"version\":\"" + version + "\"}", lock);
  }

  @Override
  public ChangeOutcome restart(AppId id, LockPolicy lock) {
    return calls.change(Request.of(Method.POST, target(id) + "/restart"), lock);
  }

  @Override
  public ChangeOutcome delete(AppId id, LockPolicy lock) {
    return calls.change(Request.of(Method.DELETE, target(id)), lock);
  }

  /** Ids hold nothing that a path must encode. */
  static String target(AppId id) {
    return "/v2/apps" + id.path();
  }
}
