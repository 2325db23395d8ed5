package dev.pacer.simulator.marathon.http;

import dev.pacer.simulator.marathon.Accepted;
import dev.pacer.simulator.marathon.MarathonModel;
import dev.pacer.simulator.marathon.Snapshot;
import dev.pacer.simulator.marathon.definition.PathId;
import dev.pacer.simulator.marathon.definition.Refusal;
import dev.pacer.simulator.marathon.definition.RunSpec;
import dev.pacer.simulator.marathon.event.EventBus;
import dev.pacer.simulator.marathon.instance.Instance;
import dev.pacer.simulator.marathon.json.Doc;
import dev.pacer.simulator.marathon.json.JsonWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code /v2/pods} (marathon.md 3.2 and 4.6). */
final class PodsResource {

  private static final String ONE = "/v2/pods/{id}";
  private static final Pattern SUB =
      Pattern.compile("(.*)::(status|versions|instances)(?:/([^/]+))?");

  private final MarathonModel model;

  PodsResource(MarathonModel model) {
    this.model = model;
  }

  @Nullable Route route(String method, String rest) {
    if (rest.isEmpty()) {
      return switch (method) {
        case "GET" -> Route.json("GET /v2/pods", "", this::list);
        case "HEAD" ->
            Route.json(
                "HEAD /v2/pods", "", r -> new Answer(200, "", Answer.JSON, java.util.Map.of()));
        case "POST" -> Route.json("POST /v2/pods", "", this::create);
        default -> null;
      };
    }
    Matcher sub = SUB.matcher(rest);
    if (sub.matches()) {
      return sub(method, PathId.absolute(sub.group(1)), sub.group(2), sub.group(3));
    }
    String id = PathId.absolute(rest);
    return switch (method) {
      case "GET", "HEAD" -> Route.json("GET " + ONE, id, r -> get(r, id));
      case "PUT" -> Route.json("PUT " + ONE, id, r -> put(r, id));
      case "DELETE" -> Route.json("DELETE " + ONE, id, r -> delete(r, id));
      default -> null;
    };
  }

  private @Nullable Route sub(String method, String id, String what, @Nullable String item) {
    if (what.equals("instances")) {
      if (!method.equals("DELETE")) {
        return null;
      }
      return item == null
          ? Route.json("DELETE " + ONE + "::instances", id, r -> killSeveral(r, id))
          : Route.json("DELETE " + ONE + "::instances/{instance}", id, r -> killOne(r, id, item));
    }
    if (!method.equals("GET")) {
      return null;
    }
    if (what.equals("status")) {
      return id.equals("/")
          ? Route.json("GET /v2/pods/::status", "", this::statuses)
          : Route.json("GET " + ONE + "::status", id, r -> status(r, id));
    }
    return item == null
        ? Route.json("GET " + ONE + "::versions", id, r -> versions(r, id))
        : Route.json("GET " + ONE + "::versions/{version}", id, r -> version(id, item));
  }

  private Answer list(ApiRequest request) {
    return Answer.json(
        200, request.seen().specs(RunSpec.Kind.POD).stream().map(PodWriter::spec).toList());
  }

  private static @Nullable RunSpec find(Snapshot seen, String id) {
    RunSpec spec = seen.root().findSpec(id);
    return spec == null || !spec.isPod() ? null : spec;
  }

  private static RunSpec require(Snapshot seen, String id) {
    RunSpec spec = find(seen, id);
    if (spec == null) {
      throw Refusal.withDetails(404, "Pod '" + id + "' does not exist");
    }
    return spec;
  }

  /** The message is JSON in a text: so Marathon answers. */
  private static Refusal unknown(String id) {
    return Refusal.withDetails(404, "{\"message\": \"pod with " + id + " does not exist\"}");
  }

  private Answer get(ApiRequest request, String id) {
    RunSpec spec = find(request.seen(), id);
    if (spec == null) {
      throw unknown(id);
    }
    return Answer.json(200, PodWriter.spec(spec));
  }

  private Answer create(ApiRequest request) {
    Accepted accepted = model.pods().create(request.body(), request.force(), request.caller());
    return stored(201, accepted)
        .with("Location", request.location(accepted.definition().text("id")));
  }

  private static Answer stored(int status, Accepted accepted) {
    return Answer.json(
            status, PodWriter.withVersion(accepted.definition(), EventBus.time(accepted.version())))
        .withDeployment(accepted);
  }

  private Answer put(ApiRequest request, String id) {
    return stored(200, model.pods().put(id, request.body(), request.force(), request.caller()));
  }

  private Answer delete(ApiRequest request, String id) {
    Accepted accepted = model.pods().delete(id, request.force(), request.caller());
    return Answer.empty(202)
        .withDeployment(accepted)
        .with("Location", request.location("/" + accepted.deploymentId()));
  }

  private Answer statuses(ApiRequest request) {
    PodWriter writer = new PodWriter(model, request.seen());
    return Answer.shortJson(
        200, request.seen().specs(RunSpec.Kind.POD).stream().map(writer::status).toList());
  }

  private Answer status(ApiRequest request, String id) {
    RunSpec spec = require(request.seen(), id);
    return Answer.shortJson(200, new PodWriter(model, request.seen()).status(spec));
  }

  private Answer versions(ApiRequest request, String id) {
    if (find(request.seen(), id) == null) {
      throw unknown(id);
    }
    return Answer.json(200, model.versions(id).stream().map(EventBus::time).toList());
  }

  private Answer version(String id, String version) {
    RunSpec found = model.version(id, AppsResource.time(version));
    if (found == null || !found.isPod()) {
      throw unknown(id);
    }
    return Answer.json(200, PodWriter.spec(found));
  }

  private Answer killSeveral(ApiRequest request, String id) {
    Object body = request.body();
    if (!(body instanceof List<?> ids)) {
      throw new Refusal(
          422,
          Doc.of(
              "message",
              "Invalid JSON",
              "details",
              List.of(Doc.of("path", "", "errors", List.of("error.expected.jsarray")))));
    }
    require(model.now(), id);
    List<Instance> named =
        model.now().instancesOf(id).stream().filter(i -> ids.contains(i.id())).toList();
    List<Doc> before = new ArrayList<>();
    named.forEach(instance -> before.add(PodWriter.killed(instance)));
    model.kills().kill(named, request.flag("wipe", false));
    return Answer.json(200, before);
  }

  private Answer killOne(ApiRequest request, String id, String instanceId) {
    require(model.now(), id);
    Instance named =
        model.now().instancesOf(id).stream()
            .filter(i -> i.id().equals(instanceId))
            .findFirst()
            .orElseThrow(
                () ->
                    Refusal.withDetails(
                        404, "Instance '" + JsonWriter.text(instanceId) + "' does not exist"));
    Doc before = PodWriter.killed(named);
    model.kills().kill(List.of(named), request.flag("wipe", false));
    return Answer.json(200, before);
  }
}
