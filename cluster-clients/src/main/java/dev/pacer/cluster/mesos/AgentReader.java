package dev.pacer.cluster.mesos;

import com.fasterxml.jackson.core.JsonParser;
import dev.pacer.cluster.http.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads GET_AGENTS. */
final class AgentReader {
  private final List<Agent> registered = new ArrayList<>();
  private final List<RecoveredAgent> recovered = new ArrayList<>();

  static AgentList read(InputStream body) throws IOException {
    AgentReader reader = new AgentReader();
    Walk.answer(body, "GET_AGENTS", true, reader::member);
    return reader.list();
  }

  void member(String name, JsonParser parser) throws IOException {
    switch (name) {
      case "agents" -> Walk.list(parser, name, AgentReader::agent, registered);
      case "recovered_agents" -> Walk.list(parser, name, AgentReader::recovered, recovered);
      default -> parser.skipChildren();
    }
  }

  AgentList list() {
    return new AgentList(registered, recovered);
  }

  private static Agent agent(JsonObject from) {
    JsonObject info = from.requireObject("agent_info");
    return new Agent(
        new AgentId(WireValues.id(info, "id")),
        new AgentAddress(
            info.requireText("hostname"),
            info.findInt("port").orElse(5051),
            from.findText("pid").orElse("")),
        attributes(info),
        new AgentResources(
            ResourceReader.resources(from, "total_resources"),
            ResourceReader.resources(from, "allocated_resources"),
            ResourceReader.resources(from, "offered_resources")),
        status(from),
        new AgentSoftware(
            from.findText("version").orElse(""),
            Set.copyOf(WireValues.types(from, "capabilities"))),
        WireValues.domain(info));
  }

  private static AgentStatus status(JsonObject from) {
    return new AgentStatus(
        from.requireBoolean("active"),
        // Mesos before 1.9 does not know it.
        from.findBoolean("deactivated").orElse(false),
        from.findObject("drain_info").map(o -> drain(o, from)).orElse(null),
        WireValues.nanosTime(from, "registered_time"),
        WireValues.nanosTime(from, "reregistered_time"));
  }

  private static Drain drain(JsonObject info, JsonObject agent) {
    JsonObject config = info.findObject("config").orElse(info);
    Drain.State state =
        switch (info.findText("state").orElse("")) {
          case "DRAINING" -> Drain.State.DRAINING;
          case "DRAINED" -> Drain.State.DRAINED;
          default -> Drain.State.OTHER;
        };
    return new Drain(
        state,
        WireValues.nanosDuration(config, "max_grace_period"),
        config.findBoolean("mark_gone").orElse(false),
        WireValues.nanosTime(agent, "estimated_drain_start_time"));
  }

  private static RecoveredAgent recovered(JsonObject info) {
    return new RecoveredAgent(
        new AgentId(WireValues.id(info, "id")),
        info.requireText("hostname"),
        info.findInt("port").orElse(5051),
        attributes(info),
        ResourceReader.resources(info, "resources"),
        WireValues.domain(info));
  }

  private static List<Attribute> attributes(JsonObject info) {
    return info.objects(
        "attributes", o -> new Attribute(o.requireText("name"), WireValues.value(o)));
  }
}
