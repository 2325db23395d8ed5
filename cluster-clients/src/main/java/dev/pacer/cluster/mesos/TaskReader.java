package dev.pacer.cluster.mesos;

import com.fasterxml.jackson.core.JsonParser;
import dev.pacer.cluster.http.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** Reads GET_TASKS. */
final class TaskReader {
  private static final String STATE_PREFIX = "TASK_";

  private final List<Task> pending = new ArrayList<>();
  private final List<Task> live = new ArrayList<>();
  private final List<Task> unreachable = new ArrayList<>();
  private final List<Task> completed = new ArrayList<>();

  static TaskList read(InputStream body) throws IOException {
    TaskReader reader = new TaskReader();
    Walk.answer(body, "GET_TASKS", true, reader::member);
    return reader.list();
  }

  void member(String name, JsonParser parser) throws IOException {
    switch (name) {
      case "pending_tasks" -> Walk.list(parser, name, TaskReader::task, pending);
      // Orphans are of frameworks unknown to the leader; they occupy their agent all the same.
      case "tasks", "orphan_tasks" -> Walk.list(parser, name, TaskReader::task, live);
      case "unreachable_tasks" -> Walk.list(parser, name, TaskReader::task, unreachable);
      case "completed_tasks" -> Walk.list(parser, name, TaskReader::task, completed);
      default -> parser.skipChildren();
    }
  }

  TaskList list() {
    return new TaskList(pending, live, unreachable, completed);
  }

  private static Task task(JsonObject from) {
    return new Task(
        new TaskId(WireValues.id(from, "task_id")),
        new TaskPlace(
            new FrameworkId(WireValues.id(from, "framework_id")),
            new AgentId(WireValues.id(from, "agent_id")),
            WireValues.findId(from, "executor_id").map(ExecutorId::new).orElse(null)),
        state(from),
        ResourceReader.resources(from, "resources"),
        ResourceReader.labels(from),
        from.findObject("kill_policy")
            .map(policy -> WireValues.nanosDuration(policy, "grace_period"))
            .orElse(null),
        from.objects("statuses", TaskReader::status));
  }

  static TaskState state(JsonObject from) {
    String text = from.requireText("state");
    for (TaskState state : TaskState.values()) {
      if (text.equals(STATE_PREFIX + state.name())) {
        return state;
      }
    }
    return TaskState.UNKNOWN;
  }

  private static TaskStatus status(JsonObject from) {
    return new TaskStatus(
        state(from),
        WireValues.secondsTime(from, "timestamp"),
        from.findText("source").orElse(null),
        from.findText("reason").orElse(null),
        from.findText("message").orElse(null),
        from.findBoolean("healthy").orElse(null),
        WireValues.nanosTime(from, "unreachable_time"));
  }
}
