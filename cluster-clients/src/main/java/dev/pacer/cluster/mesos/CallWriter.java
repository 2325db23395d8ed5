package dev.pacer.cluster.mesos;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pacer.cluster.http.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Writes the calls of the operator API. */
final class CallWriter {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private CallWriter() {}

  /** A call without arguments. */
  static String plain(String type) {
    return Json.write(NODES.objectNode().put("type", type));
  }

  /** GET_METRICS needs its section, even when empty. */
  static String metrics() {
    return call("GET_METRICS", NODES.objectNode());
  }

  /** A call about one agent. */
  static String agent(String type, AgentId agent) {
    return call(type, agentSection(agent));
  }

  /** The grace period is protobuf's Duration: seconds and nanos. Nanoseconds would mean 0 (M5). */
  static String drain(AgentId agent, DrainOrder order) {
    ObjectNode section = agentSection(agent);
    Duration grace = order.maxGrace();
    if (grace != null) {
      ObjectNode period = section.putObject("max_grace_period");
      period.put("seconds", grace.toSeconds());
      if (grace.toNanosPart() > 0) {
        period.put("nanos", grace.toNanosPart());
      }
    }
    section.put("mark_gone", order.markGone());
    return call("DRAIN_AGENT", section);
  }

  /** Times here are nanoseconds. */
  static String schedule(MaintenanceSchedule schedule) {
    ObjectNode section = NODES.objectNode();
    ObjectNode whole = section.putObject("schedule");
    if (schedule.windows().isEmpty()) {
      return call("UPDATE_MAINTENANCE_SCHEDULE", section);
    }
    ArrayNode windows = whole.putArray("windows");
    for (MaintenanceSchedule.Window window : schedule.windows()) {
      ObjectNode one = windows.addObject();
      ArrayNode machines = one.putArray("machine_ids");
      window.machines().forEach(machine -> machines.add(machine(machine)));
      ObjectNode away = one.putObject("unavailability");
      long start = ChronoUnit.NANOS.between(Instant.EPOCH, window.start());
      away.putObject("start").put("nanoseconds", start);
      Duration duration = window.duration();
      if (duration != null) {
        away.putObject("duration").put("nanoseconds", duration.toNanos());
      }
    }
    return call("UPDATE_MAINTENANCE_SCHEDULE", section);
  }

  /** START_MAINTENANCE or STOP_MAINTENANCE. */
  static String machines(String type, Iterable<MachineId> machines) {
    ObjectNode section = NODES.objectNode();
    ArrayNode list = section.putArray("machines");
    machines.forEach(machine -> list.add(machine(machine)));
    return call(type, section);
  }

  private static ObjectNode machine(MachineId machine) {
    ObjectNode node = NODES.objectNode();
    if (!machine.hostname().isEmpty()) {
      node.put("hostname", machine.hostname());
    }
    if (!machine.ip().isEmpty()) {
      node.put("ip", machine.ip());
    }
    return node;
  }

  private static ObjectNode agentSection(AgentId agent) {
    ObjectNode section = NODES.objectNode();
    section.putObject("agent_id").put("value", agent.value());
    return section;
  }

  private static String call(String type, ObjectNode section) {
    ObjectNode call = NODES.objectNode().put("type", type);
    call.set(type.toLowerCase(Locale.ROOT), section);
    return Json.write(call);
  }
}
