package dev.pacer.cluster.mesos;

import dev.pacer.cluster.http.JsonShapeException;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads GET_STATE: agents, tasks, frameworks and executors of one moment. */
final class StateReader {
  private static final Set<String> PARTS =
      Set.of("get_agents", "get_tasks", "get_frameworks", "get_executors");

  /** The four lists. */
  record Lists(
      AgentList agents, TaskList tasks, FrameworkList frameworks, List<Executor> executors) {}

  private StateReader() {}

  static Lists read(InputStream body) throws IOException {
    AgentReader agents = new AgentReader();
    TaskReader tasks = new TaskReader();
    FrameworkReader frameworks = new FrameworkReader();
    Set<String> missing = new HashSet<>(PARTS);
    Walk.answer(
        body,
        "GET_STATE",
        true,
        (name, parser) -> {
          missing.remove(name);
          switch (name) {
            case "get_agents" -> Walk.object(parser, name, agents::member);
            case "get_tasks" -> Walk.object(parser, name, tasks::member);
            case "get_frameworks" -> Walk.object(parser, name, frameworks::frameworkMember);
            case "get_executors" -> Walk.object(parser, name, frameworks::executorMember);
            default -> parser.skipChildren();
          }
        });
    if (!missing.isEmpty()) {
      throw new JsonShapeException("missing in get_state: " + missing);
    }
    return new Lists(agents.list(), tasks.list(), frameworks.frameworks(), frameworks.executors());
  }
}
