package dev.pacer.simulator.mesos.http;

import java.util.List;
import java.util.Map;

/** Which Mesos this claims to be. */
final class Build {

  static final String VERSION = "1.12.0";

  static final List<String> MASTER_CAPABILITIES =
      List.of("AGENT_UPDATE", "AGENT_DRAINING", "QUOTA_V2");

  static final List<String> AGENT_CAPABILITIES =
      List.of(
          "MULTI_ROLE",
          "HIERARCHICAL_ROLE",
          "RESERVATION_REFINEMENT",
          "RESOURCE_PROVIDER",
          "RESIZE_VOLUME",
          "AGENT_OPERATION_FEEDBACK",
          "AGENT_DRAINING",
          "TASK_RESOURCE_LIMITS");

  private Build() {}

  static Map<String, Object> version() {
    return Json.object(
        "build_date", "2026-01-01 00:00:00 UTC",
        "build_time", 1767225600.0,
        "build_user", "builder",
        "git_branch", "refs/heads/main",
        "git_sha", "0000000000000000000000000000000000000000",
        "version", VERSION);
  }

  static List<Object> typed(List<String> names) {
    return names.stream().map(name -> (Object) Json.object("type", name)).toList();
  }
}
