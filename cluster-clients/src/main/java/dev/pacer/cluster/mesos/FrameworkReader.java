package dev.pacer.cluster.mesos;

import com.fasterxml.jackson.core.JsonParser;
import dev.pacer.cluster.http.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads GET_FRAMEWORKS and GET_EXECUTORS. */
final class FrameworkReader {
  private final List<Framework> present = new ArrayList<>();
  private final List<Framework> completed = new ArrayList<>();
  private final List<Executor> executors = new ArrayList<>();

  static FrameworkList readFrameworks(InputStream body) throws IOException {
    FrameworkReader reader = new FrameworkReader();
    Walk.answer(body, "GET_FRAMEWORKS", true, reader::frameworkMember);
    return reader.frameworks();
  }

  static List<Executor> readExecutors(InputStream body) throws IOException {
    FrameworkReader reader = new FrameworkReader();
    Walk.answer(body, "GET_EXECUTORS", true, reader::executorMember);
    return reader.executors();
  }

  void frameworkMember(String name, JsonParser parser) throws IOException {
    switch (name) {
      case "frameworks" -> Walk.list(parser, name, FrameworkReader::framework, present);
      case "completed_frameworks" -> Walk.list(parser, name, FrameworkReader::framework, completed);
      default -> parser.skipChildren();
    }
  }

  void executorMember(String name, JsonParser parser) throws IOException {
    if (name.equals("executors") || name.equals("orphan_executors")) {
      Walk.list(parser, name, FrameworkReader::executor, executors);
    } else {
      parser.skipChildren();
    }
  }

  FrameworkList frameworks() {
    return new FrameworkList(present, completed);
  }

  List<Executor> executors() {
    return List.copyOf(executors);
  }

  private static Framework framework(JsonObject from) {
    JsonObject info = from.requireObject("framework_info");
    return new Framework(
        new FrameworkId(WireValues.id(info, "id")),
        info(info),
        new Framework.Connection(
            from.requireBoolean("active"),
            from.requireBoolean("connected"),
            from.findBoolean("recovered").orElse(false)),
        WireValues.nanosTime(from, "registered_time"),
        WireValues.nanosTime(from, "reregistered_time"),
        ResourceReader.resources(from, "allocated_resources"),
        ResourceReader.resources(from, "offered_resources"));
  }

  private static FrameworkInfo info(JsonObject from) {
    List<String> roles =
        from.findTexts("roles")
            .orElseGet(() -> List.of(from.findText("role").orElse(Resource.ANY_ROLE)));
    return new FrameworkInfo(
        from.requireText("name"),
        from.findText("principal").orElse(null),
        from.findText("webui_url").orElse(null),
        roles,
        Set.copyOf(WireValues.types(from, "capabilities")),
        WireValues.seconds(from, "failover_timeout"),
        from.findBoolean("checkpoint").orElse(false));
  }

  private static Executor executor(JsonObject from) {
    JsonObject info = from.requireObject("executor_info");
    return new Executor(
        new ExecutorId(WireValues.id(info, "executor_id")),
        new FrameworkId(WireValues.id(info, "framework_id")),
        new AgentId(WireValues.id(from, "agent_id")),
        info.findText("type").orElse(null),
        ResourceReader.resources(info, "resources"));
  }
}
