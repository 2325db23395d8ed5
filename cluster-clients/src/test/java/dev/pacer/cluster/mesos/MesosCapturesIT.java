package dev.pacer.cluster.mesos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pacer.cluster.PeerRefusedException;
import dev.pacer.cluster.http.Json;
import dev.pacer.cluster.http.RawServer;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every captured answer to a request that the client makes, given to the client by a server. What
 * the client made of it is counted again from the captured JSON.
 */
class MesosCapturesIT {
  private static MesosUnderTest mesos;
  private FakeMaster server;
  private MesosMaster master;

  @BeforeAll
  static void open() {
    mesos = new MesosUnderTest();
  }

  @AfterAll
  static void shut() throws Exception {
    mesos.close();
  }

  @BeforeEach
  void start() {
    server = new FakeMaster();
    master = mesos.master(server.url());
    server.on("GET_MASTER", MesosCapture.named("04-v1-GET_MASTER"));
    server.on("GET_METRICS", MesosCapture.named("04-v1-GET_METRICS"));
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  static List<MesosCapture> answered() {
    return MesosCapture.all().stream().filter(c -> c.status() != 307).toList();
  }

  static List<MesosCapture> redirected() {
    return MesosCapture.all().stream().filter(c -> c.status() == 307).toList();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("answered")
  void theClientReadsWhatMesosAnswered(MesosCapture capture) {
    server.on(capture.use(), capture).onAll(RawServer.text(capture.response()));
    check(capture);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("redirected")
  void aStandbysRedirectIsFollowedWithMethodAndBody(MesosCapture capture) throws Exception {
    try (FakeMaster standby = new FakeMaster()) {
      standby.onAll(
          RawServer.text(
              capture.response().replace("127.0.0.1:25050", "127.0.0.1:" + server.port())));
      MesosMaster asked = mesos.master(standby.url());
      server
          .on("GET_AGENTS", MesosCapture.named("04-v1-GET_AGENTS"))
          .on("GET_STATE", MesosCapture.named("04-v1-GET_STATE"))
          .on("GET_MAINTENANCE_STATUS", MesosCapture.named("04-v1-GET_MAINTENANCE_STATUS"))
          .on("DEACTIVATE_AGENT", MesosCapture.named("07-01-DEACTIVATE_AGENT"))
          .onAll(RawServer.text(MesosCapture.named("09-roles").response()));

      ask(asked, capture.use());

      // Roles are asked for between two questions to the leader.
      List<String> first = standby.requests().stream().filter(r -> ofUse(r, capture)).toList();
      List<String> second = server.requests().stream().filter(r -> ofUse(r, capture)).toList();
      assertThat(first).isNotEmpty();
      assertThat(second).hasSameSizeAs(first);
      assertThat(second.get(0)).startsWith(first.get(0).substring(0, first.get(0).indexOf(' ')));
      assertThat(second.get(0)).contains(" /master/");
      assertThat(bodyOf(second.get(0))).isEqualTo(bodyOf(first.get(0)));
    }
  }

  private static boolean ofUse(String request, MesosCapture capture) {
    return capture.use().equals("roles")
        ? request.startsWith("GET ")
        : request.contains("\"" + capture.use() + "\"");
  }

  private static void ask(MesosMaster master, String use) {
    switch (use) {
      case "roles" -> assertThat(master.roles()).hasSize(3);
      case "DEACTIVATE_AGENT" ->
          assertThat(master.deactivate(new AgentId("x")).accepted()).isTrue();
      case "GET_AGENTS" -> assertThat(master.agents().registered()).hasSize(3);
      case "GET_MAINTENANCE_STATUS" -> assertThat(master.maintenanceStatus().draining()).isEmpty();
      case "GET_METRICS" -> assertThat(master.counts().active()).isEqualTo(3);
      case "GET_STATE" -> assertThat(master.state().agents().registered()).hasSize(3);
      default -> throw new AssertionError("no question for " + use);
    }
  }

  private void check(MesosCapture capture) {
    switch (capture.use()) {
      case "roles" -> checkRoles(capture);
      case "agent/state", "agent/monitor/statistics" -> checkAgent(capture);
      case "GET_MASTER" -> {
        MasterStanding standing = master.standing();
        JsonNode about = capture.json().at("/get_master");
        assertThat(standing.pid()).isEqualTo(about.at("/master_info/pid").textValue());
        assertThat(standing.leading()).isTrue();
        assertSeconds(standing.electedAt(), about.at("/elected_time"));
        assertSent(capture);
      }
      case "GET_METRICS" -> {
        if (capture.status() == 400) {
          assertThatThrownBy(() -> master.counts()).isInstanceOf(PeerRefusedException.class);
        } else {
          assertThat(master.counts()).isEqualTo(new AgentCounts(3, 0, 0));
          assertThat(bodyOf(server.lastRequest()))
              .isEqualTo("{\"type\":\"GET_METRICS\",\"get_metrics\":{}}");
        }
      }
      case "GET_FLAGS" -> {
        MasterFlags flags = master.flags();
        assertThat(flags.values()).hasSize(capture.json().at("/get_flags/flags").size());
        assertThat(flags.pingTime()).isEqualTo(Duration.ofSeconds(15));
        assertThat(flags.reregisterTimeout()).isEqualTo(Duration.ofMinutes(10));
        assertSent(capture);
      }
      case "GET_AGENTS" -> {
        assertAgents(master.agents(), capture.json().at("/get_agents"));
        assertSent(capture);
      }
      case "GET_TASKS" -> {
        assertTasks(master.tasks(), capture.json().at("/get_tasks"));
        assertSent(capture);
      }
      case "GET_FRAMEWORKS" -> {
        assertFrameworks(master.frameworks(), capture.json().at("/get_frameworks"));
        assertSent(capture);
      }
      case "GET_EXECUTORS" -> {
        assertExecutors(master.executors(), capture.json().at("/get_executors"));
        assertSent(capture);
      }
      case "GET_STATE" -> {
        MesosState state = master.state();
        JsonNode all = capture.json().at("/get_state");
        assertAgents(state.agents(), all.at("/get_agents"));
        assertTasks(state.tasks(), all.at("/get_tasks"));
        assertFrameworks(state.frameworks(), all.at("/get_frameworks"));
        assertExecutors(state.executors(), all.at("/get_executors"));
      }
      case "GET_MAINTENANCE_SCHEDULE" -> {
        MaintenanceSchedule schedule = master.maintenanceSchedule();
        JsonNode windows = capture.json().at("/get_maintenance_schedule/schedule/windows");
        assertThat(schedule.windows()).hasSize(windows.size());
        for (int i = 0; i < windows.size(); i++) {
          MaintenanceSchedule.Window window = schedule.windows().get(i);
          assertThat(window.machines()).hasSize(windows.get(i).at("/machine_ids").size());
          assertThat(window.duration()).isEqualTo(Duration.ofHours(1));
          assertNanos(window.start(), windows.get(i).at("/unavailability/start"));
        }
        assertSent(capture);
      }
      case "GET_MAINTENANCE_STATUS" -> {
        MaintenanceStatus status = master.maintenanceStatus();
        JsonNode told = capture.json().at("/get_maintenance_status/status");
        assertThat(status.draining()).hasSize(told.at("/draining_machines").size());
        assertThat(status.down()).hasSize(told.at("/down_machines").size());
        for (int i = 0; i < status.draining().size(); i++) {
          assertThat(status.draining().get(i).answers())
              .hasSize(told.at("/draining_machines/" + i + "/statuses").size());
        }
        assertSent(capture);
      }
      case "UPDATE_MAINTENANCE_SCHEDULE" -> checkScheduleUpdate(capture);
      default -> checkChange(capture);
    }
  }

  private void checkRoles(MesosCapture capture) {
    List<Role> roles = master.roles();
    JsonNode told = capture.json().at("/roles");
    assertThat(roles).hasSize(told.size());
    for (int i = 0; i < told.size(); i++) {
      assertThat(roles.get(i).name()).isEqualTo(told.get(i).at("/name").textValue());
      for (Map.Entry<String, JsonNode> e : told.get(i).at("/quota/consumed").properties()) {
        assertThat(roles.get(i).quota().consumed().milli(e.getKey()))
            .isEqualTo(milli(e.getValue()));
      }
    }
    assertThat(server.requests().get(1)).startsWith("GET /roles HTTP/1.1");
  }

  private void checkAgent(MesosCapture capture) {
    AgentAddress address =
        new AgentAddress("agent.test", server.port(), "slave(1)@127.0.0.1:" + server.port());
    if (capture.use().equals("agent/state")) {
      AgentReport report = mesos.agents().report(address);
      JsonNode told = capture.json();
      assertThat(report.pid()).isEqualTo(told.at("/pid").textValue());
      assertThat(report.flags()).hasSize(told.at("/flags").size());
      assertThat(report.commandExecutorsObeyGrace()).isFalse();
      int executors = 0;
      for (JsonNode framework : told.at("/frameworks")) {
        executors += framework.at("/executors").size();
      }
      assertThat(report.executors()).hasSize(executors);
      assertThat(server.lastRequest()).startsWith("GET /state HTTP/1.1");
    } else {
      List<ExecutorUse> uses = mesos.agents().statistics(address);
      JsonNode told = capture.json();
      assertThat(uses).hasSize(told.size());
      for (int i = 0; i < told.size(); i++) {
        assertThat(uses.get(i).executor().value())
            .isEqualTo(told.get(i).at("/executor_id").textValue());
        assertThat(uses.get(i).memoryBytes())
            .isEqualTo(told.get(i).at("/statistics/mem_rss_bytes").longValue());
        assertThat(uses.get(i).cpuMilli())
            .isEqualTo(milli(told.get(i).at("/statistics/cpus_soft_limit")));
      }
      assertThat(server.lastRequest()).startsWith("GET /monitor/statistics HTTP/1.1");
    }
  }

  private void checkScheduleUpdate(MesosCapture capture) {
    JsonNode windows = capture.requestJson().at("/update_maintenance_schedule/schedule/windows");
    String schedule =
        "{\"type\":\"GET_MAINTENANCE_SCHEDULE\",\"get_maintenance_schedule\":{\"schedule\":%s}}";
    String before = windows.isEmpty() ? window() : "{}";
    String after =
        windows.isEmpty()
            ? "{}"
            : capture.requestJson().at("/update_maintenance_schedule/schedule").toString();
    List<String> answers = new ArrayList<>(List.of(before, after));
    server.on(
        "GET_MAINTENANCE_SCHEDULE",
        (connection, out) ->
            RawServer.json(200, schedule.formatted(answers.remove(0))).answer(connection, out));
    MaintenanceSchedule wanted = windowsOf(windows);

    assertThat(master.changeSchedule(old -> wanted)).isEqualTo(new ScheduleOutcome.Written(wanted));
    String sent =
        server.requests().stream().filter(r -> r.contains("UPDATE_")).findFirst().orElseThrow();
    assertThat(Json.parse(bodyOf(sent))).isEqualTo(capture.requestJson());
  }

  private static String window() {
    return MesosCapture.named("06-maint-v1-UPDATE_MAINTENANCE_SCHEDULE")
        .requestJson()
        .at("/update_maintenance_schedule/schedule")
        .toString();
  }

  private static MaintenanceSchedule windowsOf(JsonNode windows) {
    List<MaintenanceSchedule.Window> all = new ArrayList<>();
    for (JsonNode window : windows) {
      List<MachineId> machines = new ArrayList<>();
      for (JsonNode id : window.at("/machine_ids")) {
        machines.add(new MachineId(id.at("/hostname").textValue(), id.at("/ip").textValue()));
      }
      all.add(
          new MaintenanceSchedule.Window(
              machines,
              Instant.ofEpochSecond(0, window.at("/unavailability/start/nanoseconds").longValue()),
              Duration.ofNanos(window.at("/unavailability/duration/nanoseconds").longValue())));
    }
    return new MaintenanceSchedule(all);
  }

  /** Captures whose request is deliberately wrong, so that the client cannot send it. */
  private static final Set<String> NOT_SENT_SO =
      Set.of(
          "04-v1-err-DRAIN-missing-sub",
          "04-v1-err-missing-sub",
          "07-err-DEACTIVATE-empty-id",
          "07-err-DRAIN-grace-string",
          "07-err-DRAIN-grace-string-s",
          "07-drain-nanoseconds-DRAIN_AGENT",
          "15-httpexec-nanoseconds-DRAIN_AGENT");

  private void checkChange(MesosCapture capture) {
    String name = capture.name().substring(capture.name().indexOf('/') + 1);
    JsonNode section = capture.requestJson().at("/" + capture.use().toLowerCase(Locale.ROOT));
    String id = section.at("/agent_id/value").asText("");
    AgentId agent = new AgentId(id.isEmpty() ? "x" : id);
    CallOutcome outcome =
        switch (capture.use()) {
          case "DEACTIVATE_AGENT" -> master.deactivate(agent);
          case "REACTIVATE_AGENT" -> master.reactivate(agent);
          case "MARK_AGENT_GONE" -> master.markGone(agent);
          case "DRAIN_AGENT" -> master.drain(agent, order(section));
          case "START_MAINTENANCE" ->
              master.machinesDown(Set.of(new MachineId("agent1.test", "127.0.0.1")));
          default -> throw new AssertionError("no call for " + capture.use());
        };

    assertThat(outcome.result()).isEqualTo(expected(name, capture));
    if (!capture.body().isEmpty()) {
      assertThat(outcome.detail()).contains(capture.body().strip());
    }
    if (!NOT_SENT_SO.contains(name)) {
      JsonNode sent = Json.parse(bodyOf(server.lastRequest()));
      JsonNode captured = capture.requestJson();
      if (capture.use().equals("DRAIN_AGENT") && !section.has("mark_gone")) {
        ((ObjectNode) captured.at("/drain_agent")).put("mark_gone", false);
      }
      assertThat(sent).isEqualTo(captured);
    }
    assertThat(server.lastRequest())
        .startsWith("POST /api/v1 HTTP/1.1")
        .containsIgnoringCase("\r\nContent-Type: application/json\r\n")
        .containsIgnoringCase("\r\nAccept: application/json\r\n");
  }

  private static DrainOrder order(JsonNode section) {
    JsonNode grace = section.at("/max_grace_period");
    Duration max =
        grace.has("seconds")
            ? Duration.ofSeconds(grace.at("/seconds").longValue(), grace.at("/nanos").asLong(0))
            : null;
    return new DrainOrder(max, section.at("/mark_gone").asBoolean(false));
  }

  private static CallOutcome.Result expected(String name, MesosCapture capture) {
    if (capture.status() == 200) {
      return CallOutcome.Result.ACCEPTED;
    }
    return switch (name) {
      case "07-15-err-DEACTIVATE-gone",
          "07-15-err-DRAIN-gone",
          "07-err-DEACTIVATE-empty-id",
          "07-err-DEACTIVATE_AGENT-unknown",
          "07-err-DRAIN_AGENT-unknown",
          "07-err-MARK_AGENT_GONE-unknown" ->
          CallOutcome.Result.UNKNOWN_AGENT;
      case "07-err-REACTIVATE-not-deactivated", "07-err-REACTIVATE_AGENT-unknown" ->
          CallOutcome.Result.NOT_DEACTIVATED;
      case "07-08-err-REACTIVATE-while-draining" -> CallOutcome.Result.STILL_DRAINING;
      case "07-err-DRAIN-in-maintenance-schedule" -> CallOutcome.Result.IN_MAINTENANCE_SCHEDULE;
      case "10-REACTIVATE-unreachable" -> CallOutcome.Result.AWAY;
      case "06-maint-v1-err-START_MAINTENANCE-unscheduled" ->
          CallOutcome.Result.WRONG_MACHINE_STATE;
      case "14-auth-viewer-v1-DEACTIVATE",
          "14-auth-viewer-v1-DRAIN",
          "14-auth-viewer-v1-MARK_GONE" ->
          CallOutcome.Result.FORBIDDEN;
      default -> CallOutcome.Result.REFUSED;
    };
  }

  private void assertSent(MesosCapture capture) {
    String sent =
        server.requests().stream()
            .filter(r -> r.contains("\"" + capture.use() + "\""))
            .findFirst()
            .orElseThrow();
    assertThat(Json.parse(bodyOf(sent))).isEqualTo(capture.requestJson());
    assertThat(sent).containsIgnoringCase("\r\nContent-Type: application/json\r\n");
  }

  private static String bodyOf(String request) {
    return request.substring(request.indexOf("\r\n\r\n") + 4);
  }

  private static void assertAgents(AgentList agents, JsonNode told) {
    assertSame(agents.registered(), told.at("/agents"), MesosCapturesIT::assertAgent);
    assertSame(
        agents.recovered(),
        told.at("/recovered_agents"),
        (agent, info) -> {
          assertThat(agent.id().value()).isEqualTo(info.at("/id/value").textValue());
          assertResources(agent.resources(), info.at("/resources"));
          assertThat(agent.attributes()).hasSize(info.at("/attributes").size());
        });
  }

  private static void assertAgent(Agent agent, JsonNode told) {
    assertThat(agent.id().value()).isEqualTo(told.at("/agent_info/id/value").textValue());
    assertThat(agent.address().hostname()).isEqualTo(told.at("/agent_info/hostname").textValue());
    assertThat(agent.address().port()).isEqualTo(told.at("/agent_info/port").intValue());
    assertThat(agent.address().ip()).isEqualTo("127.0.0.1");
    assertThat(agent.status().active()).isEqualTo(told.at("/active").booleanValue());
    assertThat(agent.status().deactivated()).isEqualTo(told.at("/deactivated").booleanValue());
    assertNanos(agent.status().registeredAt(), told.at("/registered_time"));
    assertNanos(agent.status().reregisteredAt(), told.at("/reregistered_time"));
    assertThat(agent.software().canDrain()).isTrue();
    assertThat(agent.software().capabilities()).hasSize(told.at("/capabilities").size());
    assertResources(agent.resources().total(), told.at("/total_resources"));
    assertResources(agent.resources().allocated(), told.at("/allocated_resources"));
    assertResources(agent.resources().offered(), told.at("/offered_resources"));
    assertThat(agent.attributes()).hasSize(told.at("/agent_info/attributes").size());
    Drain drain = agent.status().drain();
    assertThat(drain != null).isEqualTo(told.has("drain_info"));
    if (drain != null) {
      assertThat(drain.state().name()).isEqualTo(told.at("/drain_info/state").textValue());
      JsonNode grace = told.at("/drain_info/config/max_grace_period");
      assertThat(drain.maxGrace() == null ? -1 : drain.maxGrace().toNanos())
          .isEqualTo(grace.isMissingNode() ? -1 : grace.at("/nanoseconds").longValue());
      assertThat(drain.markGone())
          .isEqualTo(told.at("/drain_info/config/mark_gone").booleanValue());
    }
  }

  private static void assertTasks(TaskList tasks, JsonNode told) {
    assertThat(tasks.pending()).isEmpty();
    assertSame(tasks.live(), told.at("/tasks"), MesosCapturesIT::assertTask);
    assertSame(tasks.unreachable(), told.at("/unreachable_tasks"), MesosCapturesIT::assertTask);
    assertSame(tasks.completed(), told.at("/completed_tasks"), MesosCapturesIT::assertTask);
  }

  private static void assertTask(Task task, JsonNode told) {
    assertThat(task.id().value()).isEqualTo(told.at("/task_id/value").textValue());
    assertThat(task.place().agent().value()).isEqualTo(told.at("/agent_id/value").textValue());
    assertThat("TASK_" + task.state()).isEqualTo(told.at("/state").textValue());
    assertThat(task.statuses()).hasSize(told.at("/statuses").size());
    assertThat(task.labels()).hasSize(told.at("/labels/labels").size());
    assertResources(task.resources(), told.at("/resources"));
    for (int i = 0; i < task.statuses().size(); i++) {
      JsonNode status = told.at("/statuses/" + i);
      assertThat(task.statuses().get(i).reason()).isEqualTo(status.at("/reason").textValue());
      assertSeconds(task.statuses().get(i).at(), status.at("/timestamp"));
      assertNanos(task.statuses().get(i).unreachableSince(), status.at("/unreachable_time"));
    }
  }

  private static void assertFrameworks(FrameworkList frameworks, JsonNode told) {
    assertSame(frameworks.present(), told.at("/frameworks"), MesosCapturesIT::assertFramework);
    assertSame(
        frameworks.completed(), told.at("/completed_frameworks"), MesosCapturesIT::assertFramework);
  }

  private static void assertFramework(Framework framework, JsonNode told) {
    assertThat(framework.id().value()).isEqualTo(told.at("/framework_info/id/value").textValue());
    assertThat(framework.connection())
        .isEqualTo(
            new Framework.Connection(
                told.at("/active").booleanValue(),
                told.at("/connected").booleanValue(),
                told.at("/recovered").booleanValue()));
    assertThat(framework.info().checkpoint())
        .isEqualTo(told.at("/framework_info/checkpoint").booleanValue());
    assertResources(framework.allocated(), told.at("/allocated_resources"));
  }

  private static void assertExecutors(List<Executor> executors, JsonNode told) {
    assertSame(
        executors,
        told.at("/executors"),
        (executor, node) -> {
          assertThat(executor.agent().value()).isEqualTo(node.at("/agent_id/value").textValue());
          assertResources(executor.resources(), node.at("/executor_info/resources"));
        });
  }

  private static void assertResources(Resources resources, JsonNode told) {
    assertSame(
        resources.entries(),
        told,
        (resource, node) -> {
          assertThat(resource.name()).isEqualTo(node.at("/name").textValue());
          JsonNode reservations = node.at("/reservations");
          assertThat(resource.reservations()).hasSize(reservations.size());
          assertThat(resource.role())
              .isEqualTo(reservations.isEmpty() ? "*" : reservations.at("/0/role").textValue());
          if (resource.value() instanceof Value.Scalar scalar) {
            assertThat(scalar.milli()).isEqualTo(milli(node.at("/scalar/value")));
          } else if (resource.value() instanceof Value.Ranges ranges) {
            assertThat(ranges.spans()).hasSize(node.at("/ranges/range").size());
          } else {
            assertThat(((Value.Items) resource.value()).items())
                .hasSize(node.at("/set/item").size());
          }
        });
  }

  private static <T> void assertSame(List<T> ours, JsonNode told, BiConsumer<T, JsonNode> each) {
    assertThat(ours).hasSize(told.size());
    for (int i = 0; i < ours.size(); i++) {
      each.accept(ours.get(i), told.get(i));
    }
  }

  private static long milli(JsonNode number) {
    return number
        .decimalValue()
        .setScale(3, RoundingMode.HALF_UP)
        .multiply(BigDecimal.valueOf(1000))
        .longValueExact();
  }

  private static void assertNanos(Instant ours, JsonNode told) {
    assertThat(ours == null ? 0 : ChronoUnit.NANOS.between(Instant.EPOCH, ours))
        .isEqualTo(told.at("/nanoseconds").longValue());
  }

  private static void assertSeconds(Instant ours, JsonNode told) {
    assertThat(ours.getEpochSecond()).isEqualTo(told.longValue());
  }

  private <T> T with(String capture, Function<MesosMaster, T> question) {
    MesosCapture one = MesosCapture.named(capture);
    server.on(one.use(), one);
    return question.apply(master);
  }

  @Test
  void attributesAreTyped() {
    Agent agent =
        with("04-v1-GET_AGENTS", MesosMaster::agents).registered().stream()
            .filter(a -> a.address().hostname().equals("agent1.test"))
            .findFirst()
            .orElseThrow();

    assertThat(agent.attribute("az")).contains(new Value.Text("us-east-1a"));
    assertThat(agent.attribute("rack")).contains(new Value.Ranges(List.of(new Span(1, 3))));
    assertThat(agent.attribute("weight")).contains(new Value.Scalar(2500));
    assertThat(agent.attribute("none")).isEmpty();
    assertThat(agent.address().machine()).isEqualTo(new MachineId("Agent1.test", "127.0.0.1"));
  }

  @Test
  void reservedAndUnreservedAreToldApart() {
    Agent agent =
        with("04-v1-GET_AGENTS", MesosMaster::agents).registered().stream()
            .filter(a -> a.address().hostname().equals("agent2.test"))
            .findFirst()
            .orElseThrow();
    Resources total = agent.resources().total();

    assertThat(total.milli("cpus")).isEqualTo(10_000);
    assertThat(total.unreserved().milli("cpus")).isEqualTo(8_000);
    assertThat(total.reservedTo("batch").milli("cpus")).isEqualTo(2_000);
    assertThat(total.reservedRoles()).containsExactly("batch");
    assertThat(total.spans("ports"))
        .containsExactly(new Span(31000, 31500), new Span(31800, 32000));
    assertThat(total.dynamicallyReserved()).isFalse();
  }

  @Test
  void aDrainThatIsStuckShowsAsDrainingWithNothingLeft() {
    Agent agent =
        with("07-stuck-after-30s-v1-GET_AGENTS", MesosMaster::agents).registered().stream()
            .filter(a -> a.status().drain() != null)
            .findFirst()
            .orElseThrow();

    assertThat(agent.status().drain().state()).isEqualTo(Drain.State.DRAINING);
    assertThat(agent.resources().allocated().nothing()).isTrue();
  }

  @Test
  void aGracePeriodThatBecameNothingIsSeen() {
    Agent agent =
        with("07-drain-nanoseconds-t0-v1-GET_AGENTS", MesosMaster::agents).registered().stream()
            .filter(a -> a.status().drain() != null)
            .findFirst()
            .orElseThrow();

    assertThat(agent.status().drain().maxGrace()).isEqualTo(Duration.ZERO);
  }

  @Test
  void aNewLeadersRecoveredAgentsAreNeitherZeroNorRegistered() {
    server.on("GET_STATE", MesosCapture.named("12b-leader-t0-v1-GET_STATE"));

    MesosState state = master.state();

    assertThat(state.agents().registered()).isEmpty();
    assertThat(state.agents().recovered()).hasSize(2);
    assertThat(state.doubts(Duration.ofMinutes(10)))
        .extracting(Doubt::kind)
        .contains(Doubt.Kind.AGENTS_RECOVERING, Doubt.Kind.COUNTS_DISAGREE);
  }

  @Test
  void unreachableTasksStandApartFromLiveAndCompletedOnes() {
    TaskList tasks = with("10b-unreachable-v1-GET_TASKS", MesosMaster::tasks);

    assertThat(tasks.live()).extracting(t -> t.id().value()).containsExactly("svc-3");
    Task lost = tasks.unreachable().get(0);
    assertThat(lost.state()).isEqualTo(TaskState.UNREACHABLE);
    assertThat(lost.state().terminal()).isFalse();
    assertThat(lost.killGrace()).isEqualTo(Duration.ofSeconds(5));
    TaskStatus last = lost.statuses().get(lost.statuses().size() - 1);
    assertThat(last.reason()).isEqualTo("REASON_AGENT_REMOVED");
    assertThat(last.message()).isEqualTo("health check timed out");
    assertThat(last.unreachableSince()).isNotNull();
    assertThat(tasks.completed())
        .as("the ghosts of the reference, M14")
        .anyMatch(t -> t.state() == TaskState.RUNNING);
  }

  @Test
  void aRolesQuotaAndUseAreRead() {
    server.onAll(RawServer.text(MesosCapture.named("09-roles").response()));
    Role batch =
        master.roles().stream().filter(r -> r.name().equals("batch")).findFirst().orElseThrow();

    assertThat(batch.quota().limit().milli("cpus")).isEqualTo(6_000);
    assertThat(batch.quota().limit().names("mem")).isFalse();
    assertThat(batch.quota().consumed().milli("mem")).isEqualTo(1_024_000);
    assertThat(batch.weight()).isEqualTo(2.0);
  }
}
