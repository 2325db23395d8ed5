package dev.pacer.simulator.mesos.http;

import dev.pacer.frame.http.Handler;
import dev.pacer.frame.http.Reply;
import dev.pacer.frame.http.Request;
import dev.pacer.simulator.kernel.Call;
import dev.pacer.simulator.kernel.Turn;
import dev.pacer.simulator.mesos.ExecutorOnAgent;
import dev.pacer.simulator.mesos.MesosModel;
import dev.pacer.simulator.mesos.SimulatedAgent;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One agent's HTTP server (mesos.md 10). It always answers as the agent is now. */
public final class AgentFace implements Handler {

  private static final Set<String> CALLS =
      Set.of(
          "GET_HEALTH",
          "GET_FLAGS",
          "GET_VERSION",
          "GET_METRICS",
          "GET_STATE",
          "GET_CONTAINERS",
          "GET_FRAMEWORKS",
          "GET_EXECUTORS",
          "GET_OPERATIONS",
          "GET_TASKS",
          "GET_AGENT",
          "GET_RESOURCE_PROVIDERS");

  private final MesosModel model;
  private final SimulatedAgent agent;
  private final Turn turn;
  private final Gate gate;
  private final Asking asking;
  private final int number;

  /**
   * @param number which agent this is, for its directories; from 1
   */
  public AgentFace(MesosModel model, SimulatedAgent agent, int number, Turn turn) {
    this.model = model;
    this.agent = agent;
    this.number = number;
    this.turn = turn;
    this.gate = new Gate(model.settings().access(), "mesos-agent");
    this.asking = new Asking(model, turn);
  }

  @Override
  public Reply handle(Request request) {
    Instant[] now = new Instant[1];
    Supplier<Reply> answer =
        turn.take(
            () -> {
              now[0] = model.simulation().instant();
              return begin(request);
            });
    return Replies.finish(answer.get(), request, now[0]);
  }

  private Supplier<Reply> begin(Request request) {
    if (!agent.running()) {
      return Reply::drop;
    }
    String path = request.path();
    String route = path.startsWith("/slave(1)/") ? path.substring(9) : path;
    if (!route.equals("/health") && !route.equals("/version")) {
      Reply refusal = gate.enter(request, route.equals("/api/v1")).refusal();
      if (refusal != null) {
        return () -> refusal;
      }
    }
    Call call = Ask.call("agent " + route, agent.id() == null ? "" : agent.id());
    return asking.begin(new Ask.Done(call, answer(request, route)));
  }

  private Reply answer(Request request, String route) {
    Instant now = model.simulation().instant();
    AgentForm form = new AgentForm(agent, number, flags());
    return switch (route) {
      case "/state" -> Replies.json(request, form.state(master()));
      case "/health" -> Reply.of(200);
      case "/flags" -> Replies.json(request, Json.object("flags", flags()));
      case "/version" -> Replies.json(request, Build.version());
      case "/containers" -> Replies.json(request, ContainerForm.list(agent.executors(), now, true));
      case "/monitor/statistics" ->
          Replies.json(request, ContainerForm.list(agent.executors(), now, false));
      case "/metrics/snapshot" ->
          Replies.json(request, AgentMetrics.of(agent, now, model.simulation().speed()));
      case "/api/v1" -> operator(request, form, now);
      default -> Replies.notFound();
    };
  }

  private Map<String, String> flags() {
    return AgentFlags.of(agent, number, model.settings().zooKeeper());
  }

  private String master() {
    return model.state().leader() == null
        ? ""
        : String.valueOf(model.state().leader().info().address().ip());
  }

  private Reply operator(Request request, AgentForm form, Instant now) {
    if (!request.method().equals("POST")) {
      return Replies.wrongMethod(request, List.of("POST"));
    }
    Reply refused = OperatorApi.refusedTypes(request);
    if (refused != null) {
      return refused;
    }
    try {
      Fields call = Fields.of(JsonText.read(request.bodyText()));
      String type = call.string("type").orElse("");
      if (!CALLS.contains(type)) {
        return Replies.text(400, "Failed to validate agent::Call: Expecting 'type' to be present");
      }
      if (type.equals("GET_METRICS") && !call.has("get_metrics")) {
        return Replies.text(
            400, "Failed to validate agent::Call: Expecting 'get_metrics' to be present");
      }
      Reply notJson = OperatorApi.refusedAnswer(request);
      return notJson == null
          ? Replies.json(
              Json.object("type", type, type.toLowerCase(Locale.ROOT), answer(type, form, now)))
          : notJson;
    } catch (JsonText.SyntaxException e) {
      return Replies.text(400, "Failed to parse body into JSON: " + e.getMessage());
    } catch (Fields.ConversionException e) {
      return Replies.text(400, "Failed to convert JSON into Call protobuf: " + e.getMessage());
    }
  }

  private @Nullable Object answer(String type, AgentForm form, Instant now) {
    return switch (type) {
      case "GET_HEALTH" -> Json.object("healthy", true);
      case "GET_FLAGS" -> Json.object("flags", OperatorReads.named(flags()));
      case "GET_VERSION" -> Json.object("version_info", Build.version());
      case "GET_METRICS" ->
          Json.object(
              "metrics",
              OperatorReads.named(AgentMetrics.of(agent, now, model.simulation().speed())));
      case "GET_STATE" ->
          Json.object(
              "get_tasks", form.tasks(),
              "get_executors", form.executors(),
              "get_frameworks", form.frameworks());
      case "GET_CONTAINERS" -> containers(now);
      case "GET_FRAMEWORKS" -> form.frameworks();
      case "GET_EXECUTORS" -> form.executors();
      case "GET_TASKS" -> form.tasks();
      case "GET_AGENT" -> form.agent();
      default -> Map.of();
    };
  }

  private @Nullable Object containers(Instant now) {
    Optional<ExecutorOnAgent> any =
        agent.executors().stream().filter(executor -> !executor.completed()).findFirst();
    return any.isEmpty()
        ? null
        : Json.object("containers", ContainerForm.typed(agent.executors(), now));
  }
}
