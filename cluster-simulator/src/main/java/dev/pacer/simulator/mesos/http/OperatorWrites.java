package dev.pacer.simulator.mesos.http;

import dev.pacer.frame.http.Reply;
import dev.pacer.simulator.mesos.Answer;
import dev.pacer.simulator.mesos.MachineId;
import dev.pacer.simulator.mesos.MesosModel;
import dev.pacer.simulator.mesos.OperatorDesk;
import dev.pacer.simulator.mesos.Window;
import dev.pacer.simulator.offer.Resource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The operator API's orders. All of a message is read before anything is done. */
final class OperatorWrites {

  private final MesosModel model;
  private final Gate gate;

  OperatorWrites(MesosModel model, Gate gate) {
    this.model = model;
    this.gate = gate;
  }

  Ask ask(String type, Fields message, @Nullable String principal)
      throws Fields.ConversionException {
    OperatorDesk desk = model.operatorDesk();
    return switch (type) {
      case "DEACTIVATE_AGENT" ->
          agent(type, message, principal, "deactivate_agents", desk::deactivate);
      case "REACTIVATE_AGENT" ->
          agent(type, message, principal, "reactivate_agents", desk::reactivate);
      case "MARK_AGENT_GONE" -> agent(type, message, principal, "mark_agents_gone", desk::markGone);
      case "DRAIN_AGENT" -> drain(message, principal);
      case "UPDATE_MAINTENANCE_SCHEDULE" -> schedule(type, message, principal);
      case "START_MAINTENANCE" -> {
        List<MachineId> down = MaintenanceForm.machines(message.messages("machines"));
        yield order(
            type, "", principal, "start_maintenances", () -> model.maintenance().down(down));
      }
      case "STOP_MAINTENANCE" -> {
        List<MachineId> up = MaintenanceForm.machines(message.messages("machines"));
        yield order(type, "", principal, "stop_maintenances", () -> model.maintenance().up(up));
      }
      case "UPDATE_QUOTA" -> quota(type, message, principal);
      case "UPDATE_WEIGHTS" -> weights(type, message, principal);
      case "RESERVE_RESOURCES" -> reserve(type, message, principal, desk::reserve);
      case "UNRESERVE_RESOURCES" -> reserve(type, message, principal, desk::unreserve);
      case "TEARDOWN" -> {
        String framework = message.requireMessage("framework_id").requireString("value");
        yield order(
            type, framework, principal, "teardown_frameworks", () -> desk.teardown(framework));
      }
      default -> throw new IllegalStateException("no order " + type);
    };
  }

  private Ask schedule(String type, Fields message, @Nullable String principal)
      throws Fields.ConversionException {
    List<Window> windows = MaintenanceForm.windows(message.requireMessage("schedule"));
    return order(
        type,
        "",
        principal,
        "update_maintenance_schedules",
        () -> model.maintenance().update(windows));
  }

  private Ask order(
      String type, String subject, @Nullable String principal, String acl, Supplier<Answer> order) {
    Supplier<Reply> act =
        () -> gate.allows(principal, acl) ? Replies.of(order.get()) : Gate.forbidden();
    return new Ask.Write(Ask.call(type, subject), act);
  }

  private interface AgentOrder {
    Answer give(String agentId);
  }

  private Ask agent(
      String type, Fields message, @Nullable String principal, String acl, AgentOrder order)
      throws Fields.ConversionException {
    String agentId = agentId(message);
    return order(type, agentId, principal, acl, () -> order.give(agentId));
  }

  private static String agentId(Fields message) throws Fields.ConversionException {
    return message.requireMessage("agent_id").requireString("value");
  }

  private Ask drain(Fields message, @Nullable String principal) throws Fields.ConversionException {
    String agentId = agentId(message);
    Optional<Fields> grace = message.message("max_grace_period");
    Duration maxGrace = null;
    if (grace.isPresent()) {
      // Any other field, such as "nanoseconds", is unknown and ignored: the period is then 0 (M5).
      long seconds = grace.get().number("seconds").map(number -> number.longValue()).orElse(0L);
      long nanos = grace.get().number("nanos").map(number -> number.longValue()).orElse(0L);
      maxGrace = Duration.ofSeconds(seconds, nanos);
    }
    boolean markGone = message.flag("mark_gone").orElse(false);
    Duration asked = maxGrace;
    Supplier<Reply> act =
        () -> {
          if (!gate.allows(principal, "drain_agents")
              || (markGone && !gate.allows(principal, "mark_agents_gone"))) {
            return Gate.forbidden();
          }
          if (asked != null && asked.isNegative()) {
            return Replies.text(400, "max_grace_period must be non-negative");
          }
          return Replies.of(model.operatorDesk().drain(agentId, asked, markGone));
        };
    return new Ask.Write(Ask.call("DRAIN_AGENT", agentId), act);
  }

  private Ask quota(String type, Fields message, @Nullable String principal)
      throws Fields.ConversionException {
    record Config(String role, Map<String, Double> guarantees, Map<String, Double> limits) {}
    List<Config> configs = new ArrayList<>();
    for (Fields config : message.messages("quota_configs")) {
      configs.add(
          new Config(
              config.requireString("role"),
              amounts(config, "guarantees"),
              amounts(config, "limits")));
    }
    return order(
        type,
        "",
        principal,
        "update_quotas",
        () -> {
          Answer answer = new Answer(200, "");
          for (Config config : configs) {
            answer =
                model.operatorDesk().setQuota(config.role(), config.guarantees(), config.limits());
          }
          return answer;
        });
  }

  private static Map<String, Double> amounts(Fields config, String name)
      throws Fields.ConversionException {
    Map<String, Double> amounts = new LinkedHashMap<>();
    Optional<Fields> map = config.message(name);
    if (map.isPresent()) {
      for (String resource : map.get().names()) {
        amounts.put(
            resource, map.get().requireMessage(resource).requireNumber("value").doubleValue());
      }
    }
    return amounts;
  }

  private Ask weights(String type, Fields message, @Nullable String principal)
      throws Fields.ConversionException {
    Map<String, Double> weights = new LinkedHashMap<>();
    for (Fields info : message.messages("weight_infos")) {
      weights.put(info.requireString("role"), info.requireNumber("weight").doubleValue());
    }
    return order(
        type,
        "",
        principal,
        "update_weights",
        () -> {
          for (Map.Entry<String, Double> weight : weights.entrySet()) {
            Answer answer = model.operatorDesk().setWeight(weight.getKey(), weight.getValue());
            if (!answer.accepted()) {
              return answer;
            }
          }
          return new Answer(200, "");
        });
  }

  private interface Reserving {
    Answer convert(String agentId, List<Resource> resources);
  }

  private Ask reserve(String type, Fields message, @Nullable String principal, Reserving reserving)
      throws Fields.ConversionException {
    String agentId = agentId(message);
    List<Resource> resources = ResourceReading.list(message.messages("resources"));
    return order(
        type, agentId, principal, "reserve_resources", () -> reserving.convert(agentId, resources));
  }
}
