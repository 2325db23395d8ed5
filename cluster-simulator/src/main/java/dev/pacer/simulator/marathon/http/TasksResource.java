package dev.pacer.simulator.marathon.http;

import dev.pacer.simulator.marathon.MarathonModel;
import dev.pacer.simulator.marathon.definition.Findings;
import dev.pacer.simulator.marathon.definition.Refusal;
import dev.pacer.simulator.marathon.definition.RunSpec;
import dev.pacer.simulator.marathon.engine.Statuses;
import dev.pacer.simulator.marathon.instance.Instance;
import dev.pacer.simulator.marathon.json.Doc;
import dev.pacer.simulator.marathon.json.JsonWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** {@code /v2/tasks}: tasks of all apps; pods' are not in it. */
final class TasksResource {

  private final MarathonModel model;

  TasksResource(MarathonModel model) {
    this.model = model;
  }

  @Nullable Route route(String method, String rest) {
    if (rest.isEmpty()) {
      return method.equals("GET") || method.equals("HEAD")
          ? Route.json("GET /v2/tasks", "", this::list)
          : null;
    }
    return method.equals("POST") ? Route.json("POST /v2/tasks/delete", "", this::delete) : null;
  }

  private Answer list(ApiRequest request) {
    Set<String> states = new TreeSet<>();
    for (String name : List.of("status", "status[]")) {
      for (String status : request.parameters(name)) {
        switch (status) {
          case "running" -> states.add("TASK_RUNNING");
          case "staging" -> states.add("TASK_STAGING");
          default -> {} // An unknown value is no filter.
        }
      }
    }
    TaskWriter writer = new TaskWriter(model, request.seen());
    List<Doc> tasks = new ArrayList<>();
    for (RunSpec spec : request.seen().specs(RunSpec.Kind.APP)) {
      for (Doc task : writer.tasks(spec, true)) {
        if (states.isEmpty() || states.contains(task.text("state"))) {
          tasks.add(task);
        }
      }
    }
    return Answer.json(200, Doc.of("tasks", tasks));
  }

  private Answer delete(ApiRequest request) {
    Object body = request.body();
    AppTasks.refuseBoth(request);
    if (!(body instanceof Doc doc) || !doc.has("ids")) {
      Findings findings = new Findings();
      findings.add("", "'ids' is undefined on object: " + JsonWriter.text(body));
      findings.refuseAsInvalidJson();
      throw new IllegalStateException("unreachable");
    }
    List<Instance> named = new ArrayList<>();
    for (String taskId : doc.texts("ids")) {
      String instanceId = Statuses.instanceOf(taskId);
      if (instanceId == null) {
        throw Refusal.of(
            400,
            "Invalid task id '%s'. [taskId %s no valid identifier (of class java.lang.String)]"
                .formatted(taskId, taskId));
      }
      for (List<Instance> instances : model.now().instances().values()) {
        for (Instance instance : instances) {
          if (instance.id().equals(instanceId)
              && !instance.spec().isPod()
              && !instance.tasks().isEmpty()
              && !named.contains(instance)) {
            named.add(instance);
          }
        }
      }
    }
    if (request.flag("scale", false)) {
      return Answer.deployed(200, model.kills().killAndScale(named, request.force()));
    }
    TaskWriter writer = new TaskWriter(model, model.now());
    List<Doc> before = new ArrayList<>();
    for (Instance instance : named) {
      Doc task = writer.task(instance, List.of());
      if (task != null) {
        before.add(task);
      }
    }
    model.kills().kill(named, request.flag("wipe", false));
    return Answer.json(200, Doc.of("tasks", before));
  }
}
