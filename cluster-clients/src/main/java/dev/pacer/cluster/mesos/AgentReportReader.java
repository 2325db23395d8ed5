package dev.pacer.cluster.mesos;

import com.fasterxml.jackson.core.JsonParser;
import dev.pacer.cluster.http.Json;
import dev.pacer.cluster.http.JsonObject;
import dev.pacer.cluster.http.JsonShapeException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads an agent's {@code /state} and {@code /monitor/statistics}. */
final class AgentReportReader {

  private AgentReportReader() {}

  static AgentReport report(InputStream body) throws IOException {
    Map<String, String> texts = new HashMap<>();
    Map<String, String> flags = new HashMap<>();
    List<List<AgentReport.RunningExecutor>> executors = new ArrayList<>();
    boolean[] found = new boolean[1];
    try (JsonParser parser = Json.parser(body)) {
      parser.nextToken();
      Walk.object(
          parser,
          "the agent's state",
          (name, value) -> {
            switch (name) {
              case "id", "pid", "hostname", "version" -> texts.put(name, value.getText());
              case "flags" -> Walk.object(value, name, (flag, v) -> flags.put(flag, v.getText()));
              case "frameworks" -> {
                found[0] = true;
                Walk.list(value, name, AgentReportReader::executors, executors);
              }
              default -> value.skipChildren();
            }
          });
      Json.requireEnd(parser);
    }
    if (!found[0] || !texts.containsKey("pid")) {
      throw new JsonShapeException("no agent's state: pid or frameworks are missing");
    }
    return new AgentReport(
        texts.getOrDefault("id", ""),
        texts.getOrDefault("pid", ""),
        texts.getOrDefault("hostname", ""),
        texts.getOrDefault("version", ""),
        flags,
        executors.stream().flatMap(List::stream).toList());
  }

  private static List<AgentReport.RunningExecutor> executors(JsonObject framework) {
    FrameworkId id = new FrameworkId(framework.requireText("id"));
    return framework.objects(
        "executors",
        o ->
            new AgentReport.RunningExecutor(
                id,
                new ExecutorId(o.requireText("id")),
                o.findText("container").orElse(""),
                o.findText("directory").orElse(""),
                tasks(o, "tasks"),
                tasks(o, "queued_tasks")));
  }

  private static List<TaskId> tasks(JsonObject executor, String name) {
    return executor.objects(name, o -> new TaskId(o.requireText("id")));
  }

  static List<ExecutorUse> statistics(InputStream body) throws IOException {
    List<ExecutorUse> all = new ArrayList<>();
    try (JsonParser parser = Json.parser(body)) {
      parser.nextToken();
      Walk.list(parser, "statistics", AgentReportReader::use, all);
      Json.requireEnd(parser);
    }
    return List.copyOf(all);
  }

  private static ExecutorUse use(JsonObject from) {
    JsonObject statistics = from.requireObject("statistics");
    return new ExecutorUse(
        new FrameworkId(from.requireText("framework_id")),
        new ExecutorId(from.requireText("executor_id")),
        WireValues.seconds(statistics, "cpus_user_time_secs")
            .plus(WireValues.seconds(statistics, "cpus_system_time_secs")),
        statistics
            .findDecimal("cpus_limit")
            .or(() -> statistics.findDecimal("cpus_soft_limit"))
            .map(WireValues::milli)
            .orElse(null),
        statistics.findLong("mem_rss_bytes").orElse(null),
        statistics.findLong("mem_limit_bytes").orElse(null),
        WireValues.secondsTime(statistics, "timestamp"));
  }
}
