package dev.pacer.simulator.mesos.http;

import dev.pacer.simulator.mesos.FrameworkView;
import dev.pacer.simulator.mesos.MasterView;
import dev.pacer.simulator.mesos.MesosModel;
import dev.pacer.simulator.mesos.MesosState;
import dev.pacer.simulator.mesos.TaskView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The operator API's questions. */
final class OperatorReads {

  private final MesosModel model;
  private final Gate gate;

  OperatorReads(MesosModel model, Gate gate) {
    this.model = model;
    this.gate = gate;
  }

  Ask ask(String type, MasterView me, @Nullable String principal) {
    String field = type.toLowerCase(Locale.ROOT);
    Instant now = model.simulation().instant();
    Function<MesosState, @Nullable Object> answer = answer(type, me, principal, now);
    return new Ask.Read(
        Ask.call(type, ""),
        state -> Replies.json(Json.object("type", type, field, answer.apply(state))));
  }

  private Function<MesosState, @Nullable Object> answer(
      String type, MasterView me, @Nullable String principal, Instant now) {
    double speed = model.simulation().speed();
    return switch (type) {
      case "GET_HEALTH" -> state -> Json.object("healthy", true);
      case "GET_FLAGS" ->
          state ->
              Json.object("flags", named(MasterFlags.of(model.settings(), me.info().address())));
      case "GET_VERSION" -> state -> Json.object("version_info", Build.version());
      case "GET_LOGGING_LEVEL" -> state -> Json.object("level", 0);
      case "GET_METRICS" ->
          state -> Json.object("metrics", named(Metrics.of(state, me, now, speed)));
      case "GET_STATE" -> OperatorReads::state;
      case "GET_AGENTS" -> OperatorReads::agents;
      case "GET_FRAMEWORKS" -> OperatorReads::frameworks;
      case "GET_EXECUTORS" -> OperatorReads::executors;
      case "GET_TASKS" -> OperatorReads::tasks;
      case "GET_OPERATIONS" -> state -> Map.of();
      case "GET_ROLES" -> RoleReads::v1;
      case "GET_WEIGHTS" -> OperatorReads::weights;
      case "GET_QUOTA" -> state -> Json.object("status", RoleReads.quota(state));
      case "GET_MASTER" -> state -> master(me);
      case "GET_MAINTENANCE_STATUS" ->
          state ->
              Json.object(
                  "status",
                  MaintenanceForm.status(
                      state, machine -> gate.allows(principal, "get_maintenance_statuses")));
      case "GET_MAINTENANCE_SCHEDULE" ->
          state ->
              Json.object(
                  "schedule",
                  MaintenanceForm.schedule(
                      state,
                      machine -> gate.allows(principal, "get_maintenance_schedules"),
                      false));
      default -> throw new IllegalStateException("no answer to " + type);
    };
  }

  static List<Object> named(Map<String, ?> values) {
    List<Object> list = new ArrayList<>();
    values.forEach((name, value) -> list.add(Json.object("name", name, "value", value)));
    return list;
  }

  private static @Nullable Object weights(MesosState state) {
    List<Object> weights = RoleReads.weights(state);
    return weights.isEmpty() ? null : Json.object("weight_infos", weights);
  }

  static Map<String, Object> state(MesosState state) {
    return Json.object(
        "get_tasks", tasks(state),
        "get_executors", executors(state),
        "get_frameworks", frameworks(state),
        "get_agents", agents(state));
  }

  static Map<String, Object> agents(MesosState state) {
    return Json.object(
        "agents", state.agents().stream().map(V1Form::agent).toList(),
        "recovered_agents",
            state.recovered().stream()
                .map(agent -> V1Form.agentInfo(agent.id(), agent.spec(), true))
                .toList());
  }

  static Map<String, Object> tasks(MesosState state) {
    return Json.object(
        "tasks", tasks(state.frameworks().stream(), FrameworkView::tasks),
        "unreachable_tasks", tasks(state.frameworks().stream(), FrameworkView::unreachable),
        "completed_tasks",
            tasks(
                Stream.concat(state.frameworks().stream(), state.completedFrameworks().stream()),
                FrameworkView::completed));
  }

  private static List<Object> tasks(
      Stream<FrameworkView> frameworks, Function<FrameworkView, List<TaskView>> which) {
    return frameworks
        .flatMap(framework -> which.apply(framework).stream())
        .map(task -> (Object) V1Form.task(task))
        .toList();
  }

  static Map<String, Object> frameworks(MesosState state) {
    return Json.object(
        "frameworks", state.frameworks().stream().map(V1Form::framework).toList(),
        "completed_frameworks",
            state.completedFrameworks().stream().map(V1Form::framework).toList());
  }

  static Map<String, Object> executors(MesosState state) {
    return Json.object(
        "executors",
        state.frameworks().stream()
            .flatMap(framework -> framework.executors().stream())
            .map(V1Form::executor)
            .toList());
  }

  private static Map<String, Object> master(MasterView me) {
    String ip = me.info().address().ip();
    return Json.object(
        "master_info",
        Json.object(
            "id", me.info().id(),
            "ip", littleEndian(ip),
            "port", me.info().address().port(),
            "pid", me.info().pid(),
            "hostname", ip,
            "version", Build.VERSION,
            "address", Json.object("hostname", ip, "ip", ip, "port", me.info().address().port()),
            "capabilities", Build.typed(Build.MASTER_CAPABILITIES)),
        "start_time",
        Json.seconds(me.started()),
        "elected_time",
        OldForm.secondsOf(me.elected()));
  }

  /** An IPv4 address as the number its four bytes make on a little-endian machine. */
  private static long littleEndian(String ip) {
    long number = 0;
    String[] octets = ip.split("\\.", -1);
    for (int i = octets.length - 1; i >= 0; i--) {
      number = (number << 8) | Long.parseLong(octets[i]);
    }
    return number;
  }
}
