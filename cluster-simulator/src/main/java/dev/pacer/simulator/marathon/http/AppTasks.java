package dev.pacer.simulator.marathon.http;

import dev.pacer.simulator.marathon.MarathonModel;
import dev.pacer.simulator.marathon.definition.PathId;
import dev.pacer.simulator.marathon.definition.Refusal;
import dev.pacer.simulator.marathon.definition.RunSpec;
import dev.pacer.simulator.marathon.engine.Statuses;
import dev.pacer.simulator.marathon.instance.Instance;
import dev.pacer.simulator.marathon.json.Doc;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code /v2/apps/{id}/tasks}. */
final class AppTasks {

  private static final String ALL = "/v2/apps/{id}/tasks";
  private static final String ONE = ALL + "/{task}";
  private static final String BOTH = "You cannot use scale and wipe at the same time.";

  private final MarathonModel model;

  AppTasks(MarathonModel model) {
    this.model = model;
  }

  @Nullable Route route(String method, String path, @Nullable String task) {
    String id = PathId.absolute(path);
    if (task != null) {
      return method.equals("DELETE")
          ? Route.json("DELETE " + ONE, id, r -> killOne(r, id, task))
          : null;
    }
    return switch (method) {
      case "GET", "HEAD" -> Route.json("GET " + ALL, id, r -> list(r, path));
      case "DELETE" -> Route.json("DELETE " + ALL, id, r -> killAll(r, id));
      default -> null;
    };
  }

  private Answer list(ApiRequest request, String path) {
    TaskWriter writer = new TaskWriter(model, request.seen());
    List<Doc> tasks = new ArrayList<>();
    if (path.endsWith("*")) {
      String group = PathId.absolute(path.substring(0, path.length() - 1));
      for (RunSpec spec : request.seen().specs(RunSpec.Kind.APP)) {
        if (PathId.isBelow(spec.id(), group)) {
          tasks.addAll(writer.tasks(spec, false));
        }
      }
    } else {
      RunSpec spec = AppsResource.require(request.seen(), PathId.absolute(path));
      tasks.addAll(writer.tasks(spec, false));
    }
    return Answer.json(200, Doc.of("tasks", tasks));
  }

  static void refuseBoth(ApiRequest request) {
    if (request.flag("scale", false) && request.flag("wipe", false)) {
      throw Refusal.of(400, BOTH);
    }
  }

  private Answer killAll(ApiRequest request, String id) {
    refuseBoth(request);
    RunSpec spec = AppsResource.require(model.now(), id);
    String host = request.parameters("host").stream().findFirst().orElse(null);
    List<Instance> named =
        model.now().instancesOf(spec.id()).stream()
            .filter(i -> !i.tasks().isEmpty())
            .filter(i -> host == null || (i.agent() != null && host.equals(i.agent().host())))
            .toList();
    if (request.flag("scale", false)) {
      return Answer.deployed(200, model.kills().killAndScale(named, request.force()));
    }
    List<Doc> before = docs(named);
    model.kills().kill(named, request.flag("wipe", false));
    return Answer.json(200, Doc.of("tasks", before));
  }

  private List<Doc> docs(List<Instance> instances) {
    TaskWriter writer = new TaskWriter(model, model.now());
    List<Doc> docs = new ArrayList<>();
    for (Instance instance : instances) {
      Doc doc = writer.task(instance, List.of());
      if (doc != null) {
        docs.add(doc);
      }
    }
    return docs;
  }

  private Answer killOne(ApiRequest request, String id, String task) {
    refuseBoth(request);
    RunSpec spec = AppsResource.require(model.now(), id);
    String instanceId = Statuses.instanceOf(task);
    Instance named =
        model.now().instancesOf(spec.id()).stream()
            .filter(i -> i.id().equals(instanceId) && !i.tasks().isEmpty())
            .findFirst()
            .orElseThrow(() -> Refusal.withDetails(404, "Task '" + task + "' does not exist"));
    if (request.flag("scale", false)) {
      return Answer.deployed(200, model.kills().killAndScale(List.of(named), request.force()));
    }
    Doc before = docs(List.of(named)).get(0);
    model.kills().kill(List.of(named), request.flag("wipe", false));
    return Answer.json(200, Doc.of("task", before));
  }
}
