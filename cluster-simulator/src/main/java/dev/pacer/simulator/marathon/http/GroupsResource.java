package dev.pacer.simulator.marathon.http;

import dev.pacer.simulator.marathon.Accepted;
import dev.pacer.simulator.marathon.MarathonModel;
import dev.pacer.simulator.marathon.definition.GroupNode;
import dev.pacer.simulator.marathon.definition.PathId;
import dev.pacer.simulator.marathon.definition.Refusal;
import dev.pacer.simulator.marathon.event.EventBus;
import dev.pacer.simulator.marathon.json.Doc;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code /v2/groups} (marathon.md 3.2 and 10). */
final class GroupsResource {

  private static final String ONE = "/v2/groups/{id}";
  private static final Pattern VERSIONS = Pattern.compile("(.*)/versions");

  private final MarathonModel model;

  GroupsResource(MarathonModel model) {
    this.model = model;
  }

  @Nullable Route route(String method, String rest) {
    Matcher versions = VERSIONS.matcher(rest);
    if (versions.matches()) {
      String id = PathId.absolute(versions.group(1));
      return method.equals("GET")
          ? Route.json("GET " + ONE + "/versions", id, r -> versions(r, id))
          : null;
    }
    String id = PathId.absolute(rest);
    String operation = rest.isEmpty() ? "/v2/groups" : ONE;
    return switch (method) {
      case "GET", "HEAD" -> Route.json("GET " + operation, id, r -> get(r, id));
      case "POST" -> Route.json("POST " + operation, id, r -> post(r, rest.isEmpty() ? null : id));
      case "PUT" -> Route.json("PUT " + operation, id, r -> put(r, id));
      case "PATCH" -> Route.json("PATCH " + operation, id, r -> patch(r, id));
      case "DELETE" ->
          Route.json(
              "DELETE " + operation,
              id,
              r -> Answer.deployed(200, model.groups().delete(id, r.force())));
      default -> null;
    };
  }

  private GroupNode require(ApiRequest request, String id) {
    GroupNode group = request.seen().root().find(id);
    if (group == null) {
      throw Refusal.withDetails(404, "Group '" + id + "' does not exist");
    }
    return group;
  }

  private Answer get(ApiRequest request, String id) {
    GroupNode group = require(request, id);
    GroupWriter writer = new GroupWriter(new AppWriter(model, request.seen()), request.embeds());
    return Answer.json(200, writer.group(group));
  }

  private Answer versions(ApiRequest request, String id) {
    require(request, id);
    return Answer.json(200, model.groupVersions(id).stream().map(EventBus::time).toList());
  }

  private Answer post(ApiRequest request, @Nullable String id) {
    Accepted accepted = model.groups().create(id, request.body(), request.force());
    return Answer.deployed(201, accepted)
        .with("Location", request.location(accepted.definition().text("id")));
  }

  private Answer put(ApiRequest request, String id) {
    if (request.flag("dryRun", false)) {
      return Answer.json(
          200, Doc.of("steps", DeploymentWriter.steps(model.groups().dryRun(id, request.body()))));
    }
    return Answer.deployed(200, model.groups().put(id, request.body(), request.force()));
  }

  private Answer patch(ApiRequest request, String id) {
    Object body = request.body();
    if (body instanceof Doc doc && doc.get("enforceRole") instanceof Boolean enforce) {
      model.groups().enforceRole(id, enforce);
    } else {
      require(request, id);
    }
    return Answer.empty(200);
  }
}
