package dev.pacer.cluster.marathon;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pacer.cluster.http.Json;
import dev.pacer.cluster.http.JsonObject;
import dev.pacer.cluster.http.JsonShapeException;
import dev.pacer.cluster.http.Method;
import dev.pacer.cluster.http.Reply;
import dev.pacer.cluster.http.Request;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/** Tasks over HTTP. */
final class HttpMarathonTasks implements MarathonTasks {

  private final MarathonCalls calls;

  HttpMarathonTasks(MarathonCalls calls) {
    this.calls = calls;
  }

  @Override
  public void forEach(Consumer<? super Task> each) {
    calls.stream(
        Request.get("/v2/tasks"),
        body -> {
          Json.eachOf(
              body,
              "tasks",
              parser -> each.accept(TaskReader.task(JsonObject.of(Json.tree(parser), "/tasks"))));
          return true;
        });
  }

  @Override
  public List<Task> listOf(AppId app) {
    return calls
        .find(Request.get(HttpMarathonApps.target(app) + "/tasks"), HttpMarathonTasks::tasks)
        .orElse(List.of());
  }

  @Override
  public List<Task> kill(Collection<TaskId> tasks, Wipe wipe) {
    return calls
        .peer()
        .read(
            delete(tasks).withQuery("wipe", String.valueOf(wipe == Wipe.GIVE_UP)),
            HttpMarathonTasks::tasks);
  }

  @Override
  public ChangeOutcome killAndScale(Collection<TaskId> tasks, LockPolicy lock) {
    return calls.change(delete(tasks).withQuery("scale", "true"), lock);
  }

  private static Request delete(Collection<TaskId> tasks) {
    if (tasks.isEmpty()) {
      throw new IllegalArgumentException("need at least one task to kill");
    }
    ArrayNode ids = JsonNodeFactory.instance.arrayNode();
    tasks.forEach(task -> ids.add(task.value()));
    ObjectNode body = JsonNodeFactory.instance.objectNode().set("ids", ids);
    return Request.json(Method.POST, "/v2/tasks/delete", Json.write(body));
  }

  private static List<Task> tasks(Reply reply) {
    JsonObject json = Json.parseObject(reply);
    if (!json.has("tasks")) {
      throw new JsonShapeException("/tasks is missing");
    }
    return json.objects("tasks", TaskReader::task);
  }
}
