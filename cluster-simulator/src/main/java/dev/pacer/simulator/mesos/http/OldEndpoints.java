package dev.pacer.simulator.mesos.http;

import dev.pacer.frame.http.Reply;
import dev.pacer.frame.http.Request;
import dev.pacer.simulator.kernel.Call;
import dev.pacer.simulator.mesos.Answer;
import dev.pacer.simulator.mesos.MachineId;
import dev.pacer.simulator.mesos.MasterView;
import dev.pacer.simulator.mesos.MesosModel;
import dev.pacer.simulator.mesos.MesosState;
import dev.pacer.simulator.offer.Resource;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The master's endpoints besides the operator API (mesos.md 3 and 7). */
final class OldEndpoints {

  private static final int DEFAULT_LIMIT = 100;

  private static final Set<String> KNOWN =
      Set.of(
          "/state",
          "/slaves",
          "/state-summary",
          "/tasks",
          "/frameworks",
          "/roles",
          "/quota",
          "/weights",
          "/reserve",
          "/unreserve",
          "/maintenance/schedule",
          "/maintenance/status",
          "/machine/down",
          "/machine/up",
          "/redirect",
          "/health",
          "/version",
          "/flags",
          "/metrics/snapshot");

  private final MesosModel model;
  private final Gate gate;

  OldEndpoints(MesosModel model, Gate gate) {
    this.model = model;
    this.gate = gate;
  }

  boolean knows(String route) {
    return KNOWN.contains(route);
  }

  Ask ask(Request request, MasterView me, String route, @Nullable String principal) {
    Call call = Ask.call(route, request.parameter("slave_id").orElse(""));
    return switch (route) {
      case "/maintenance/schedule" -> schedule(request, call, principal);
      case "/maintenance/status" ->
          request.method().equals("GET")
              ? read(
                  call,
                  request,
                  state ->
                      MaintenanceForm.status(
                          state, machine -> gate.allows(principal, "get_maintenance_statuses")))
              : new Ask.Done(call, Replies.wrongMethod(request, List.of("GET")));
      case "/machine/down" ->
          machines(request, call, principal, "start_maintenances", model.maintenance()::down);
      case "/machine/up" ->
          machines(request, call, principal, "stop_maintenances", model.maintenance()::up);
      case "/reserve" -> reserve(request, call, model.operatorDesk()::reserve);
      case "/unreserve" -> reserve(request, call, model.operatorDesk()::unreserve);
      case "/weights" ->
          request.method().equals("PUT")
              ? new Ask.Write(call, () -> weights(request))
              : read(call, request, RoleReads::weights);
      case "/health" -> new Ask.Done(call, Reply.of(200));
      case "/metrics/snapshot" -> metrics(request, call, me);
      default -> read(call, request, reading(request, me, route));
    };
  }

  private static Ask read(Call call, Request request, Function<MesosState, Object> tree) {
    return new Ask.Read(call, state -> Replies.json(request, tree.apply(state)));
  }

  private Function<MesosState, Object> reading(Request request, MasterView me, String route) {
    String cluster = model.settings().cluster();
    Map<String, String> flags = MasterFlags.of(model.settings(), me.info().address());
    return switch (route) {
      case "/state" -> state -> StateReads.state(state, me, cluster, flags);
      case "/slaves" -> state -> StateReads.agents(state, request.parameter("slave_id").orElse(""));
      case "/state-summary" -> state -> StateReads.summary(state, me, cluster);
      case "/tasks" -> state -> StateReads.tasks(state, query(request));
      case "/frameworks" ->
          state -> StateReads.frameworks(state, request.parameter("framework_id").orElse(""));
      case "/roles" -> RoleReads::old;
      case "/quota" -> RoleReads::quota;
      case "/version" -> state -> Build.version();
      case "/flags" -> state -> Json.object("flags", flags);
      default -> throw new IllegalStateException("no endpoint " + route);
    };
  }

  private static StateReads.TaskQuery query(Request request) {
    return new StateReads.TaskQuery(
        request.parameter("framework_id").orElse(""),
        request.parameter("task_id").orElse(""),
        number(request, "offset", 0),
        number(request, "limit", DEFAULT_LIMIT),
        request.parameter("order").orElse("").equals("asc"));
  }

  /** A number that does not read is taken for none. */
  private static int number(Request request, String name, int otherwise) {
    String text = request.parameter(name).orElse("");
    return text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : otherwise;
  }

  private Ask metrics(Request request, Call call, MasterView me) {
    String timeout = request.parameter("timeout").orElse("");
    String wrong = timeout.isEmpty() ? null : Durations.problem(timeout);
    if (wrong != null) {
      return new Ask.Done(
          call, Replies.text(400, "Invalid timeout '%s': %s.\n".formatted(timeout, wrong)));
    }
    Instant now = model.simulation().instant();
    double speed = model.simulation().speed();
    return read(call, request, state -> Metrics.of(state, me, now, speed));
  }

  private Ask schedule(Request request, Call call, @Nullable String principal) {
    if (request.method().equals("GET")) {
      return read(
          call,
          request,
          state ->
              MaintenanceForm.schedule(
                  state, machine -> gate.allows(principal, "get_maintenance_schedules"), true));
    }
    if (!request.method().equals("POST")) {
      return new Ask.Done(call, Replies.wrongMethod(request, List.of("GET", "POST")));
    }
    return write(
        call,
        principal,
        "update_maintenance_schedules",
        () -> {
          Object json = JsonText.read(request.bodyText());
          return model.maintenance().update(MaintenanceForm.windows(Fields.of(json)));
        });
  }

  private interface Order {
    Answer give() throws JsonText.SyntaxException, Fields.ConversionException;
  }

  private Ask write(Call call, @Nullable String principal, String acl, Order order) {
    return new Ask.Write(
        call,
        () -> {
          if (!gate.allows(principal, acl)) {
            return Gate.forbidden();
          }
          return given(order);
        });
  }

  private static Reply given(Order order) {
    try {
      return Replies.of(order.give());
    } catch (JsonText.SyntaxException | Fields.ConversionException e) {
      return Replies.text(400, String.valueOf(e.getMessage()));
    }
  }

  private Ask machines(
      Request request,
      Call call,
      @Nullable String principal,
      String acl,
      Function<List<MachineId>, Answer> order) {
    if (!request.method().equals("POST")) {
      return new Ask.Done(call, Replies.wrongMethod(request, List.of("POST")));
    }
    return write(
        call,
        principal,
        acl,
        () -> order.apply(MaintenanceForm.machines(JsonText.read(request.bodyText()))));
  }

  private interface Reserving {
    Answer convert(String agentId, List<Resource> resources);
  }

  private static Ask reserve(Request request, Call call, Reserving reserving) {
    if (!request.method().equals("POST")) {
      return new Ask.Done(call, Replies.wrongMethod(request, List.of("POST")));
    }
    Map<String, String> form = form(request.bodyText());
    String agentId = form.getOrDefault("slaveId", "");
    Supplier<Reply> act =
        () ->
            given(
                () -> {
                  if (agentId.isEmpty()) {
                    return new Answer(400, "Missing 'slaveId' query parameter in the request body");
                  }
                  if (!form.containsKey("resources")) {
                    return new Answer(
                        400, "Missing 'resources' query parameter in the request body");
                  }
                  return reserving.convert(
                      agentId,
                      ResourceReading.list(JsonText.read(form.getOrDefault("resources", ""))));
                });
    return new Ask.Write(Ask.call(call.operation(), agentId), act);
  }

  private static Map<String, String> form(String body) {
    Map<String, String> form = new HashMap<>();
    for (String pair : body.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        form.put(
            URLDecoder.decode(pair.substring(0, equals), StandardCharsets.UTF_8),
            URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
      }
    }
    return form;
  }

  private Reply weights(Request request) {
    return given(
        () -> {
          Object json = JsonText.read(request.bodyText());
          if (!(json instanceof List<?> list)) {
            throw new Fields.ConversionException("Unexpected JSON type parsed");
          }
          for (Object item : list) {
            Fields weight = Fields.of(item);
            Answer answer =
                model
                    .operatorDesk()
                    .setWeight(
                        weight.requireString("role"), weight.requireNumber("weight").doubleValue());
            if (!answer.accepted()) {
              return answer;
            }
          }
          return new Answer(200, "");
        });
  }
}
