package dev.pacer.cluster.mesos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pacer.cluster.PeerAnswerException;
import dev.pacer.cluster.PeerException;
import dev.pacer.cluster.PeerRefusedException;
import dev.pacer.cluster.PeerUnreachableException;
import dev.pacer.cluster.Secret;
import dev.pacer.cluster.http.Credentials;
import dev.pacer.cluster.http.RawServer;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the client makes of refusals, rubbish and redirects; bodies as Mesos sends them. */
class MesosRefusalsIT {
  private static final AgentId AGENT = new AgentId("a-S1");
  private static final String TEXT = "text/plain; charset=utf-8";
  private static final String BASIC = "Authorization: Basic b3BzOm5vdC1hLXJlYWwtcGFzc3dvcmQ=";

  private final List<AutoCloseable> open = new ArrayList<>();
  private MesosUnderTest mesos;
  private FakeMaster server;
  private MesosMaster master;

  @BeforeEach
  void start() {
    mesos = new MesosUnderTest(Credentials.basic("ops", new Secret("not-a-real-password")));
    server = fake();
    master = mesos.master(server.url());
    open.add(mesos);
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable closeable : open) {
      closeable.close();
    }
  }

  private FakeMaster fake() {
    FakeMaster fake = new FakeMaster();
    open.add(fake);
    return fake;
  }

  private PeerException readingFails() {
    PeerException[] caught = new PeerException[1];
    assertThatThrownBy(() -> master.agents())
        .isInstanceOfSatisfying(PeerException.class, e -> caught[0] = e);
    assertThat(caught[0].mayHaveBeenDone()).as("a read does nothing").isFalse();
    assertThat(caught[0].getMessage()).doesNotContain("not-a-real-password");
    return caught[0];
  }

  @ParameterizedTest
  @CsvSource({
    "401, 401 Unauthorized., FORBIDDEN",
    "403, 403 Forbidden., FORBIDDEN",
    "404, 404 Not Found., REFUSED",
    "405, 405 Method Not Allowed., REFUSED",
    "406, Expecting 'Accept' to allow something, REFUSED",
    "409, something else, REFUSED",
    "409, Agent is currently being marked gone, IN_TRANSITION",
    "415, Expecting 'Content-Type' of application/json, REFUSED",
    "400, Agent a-S1 is not capable of draining, NOT_CAPABLE",
  })
  void aRefusalIsToldWithMesosOwnWords(int status, String text, CallOutcome.Result result) {
    server.onAll(RawServer.answer(status, TEXT, text));

    PeerException e = readingFails();
    assertThat(e).isInstanceOf(PeerRefusedException.class).hasMessageContaining(text);
    assertThat(e.status()).hasValue(status);

    CallOutcome outcome = master.drain(AGENT, new DrainOrder(null, false));
    assertThat(outcome.result()).isEqualTo(result);
    assertThat(outcome.detail()).contains(text);
  }

  @ParameterizedTest
  @CsvSource({
    "No leader elected, NOT_SENT",
    "Master has not finished recovery, NOT_SENT",
    "Agent 'a-S1' is already being transitioned to gone, IN_TRANSITION",
    "upstream is away, UNKNOWN",
  })
  void a503IsNoLeaderOrATransitionOrAnythingAtAll(String text, CallOutcome.Result result) {
    server.onAll(RawServer.answer(503, TEXT, text));

    assertThat(readingFails()).isInstanceOf(PeerUnreachableException.class);
    assertThat(master.markGone(AGENT).result()).isEqualTo(result);
  }

  @Test
  void aPageForPeopleIsNoAnswer() {
    server.onAll(RawServer.answer(200, "text/html", "<!DOCTYPE html><title>Log in</title>"));

    assertThat(readingFails()).isInstanceOf(PeerAnswerException.class).hasMessageContaining("HTML");
    assertThat(master.deactivate(AGENT).result()).isEqualTo(CallOutcome.Result.UNKNOWN);
  }

  @Test
  void aTruncatedAnswerIsNeverAShorterList() {
    String whole = MesosCapture.named("04-v1-GET_AGENTS").response();
    server.onAll(
        (connection, out) -> {
          out.write(whole.substring(0, whole.length() - 200).getBytes(StandardCharsets.ISO_8859_1));
          out.flush();
          connection.close();
        });

    assertThat(readingFails()).isInstanceOf(PeerAnswerException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"type\":\"GET_AGENTS\"} | \"get_agents\" is missing",
        "{} | \"type\" is missing",
        "{\"type\":\"GET_TASKS\",\"get_tasks\":{}} | of type GET_TASKS to GET_AGENTS",
        "{\"type\":\"GET_AGENTS\",\"get_agents\":{\"agents\":{}}} | agents is not a list",
        "{\"type\":\"GET_AGENTS\",\"get_agents\":{\"agents\":[{}]}} | /agents/0/agent_info is"
            + " missing",
        "[] | the answer is not an object",
        "{\"type\":\"GET_AGENTS\",\"get_agents\":{\"agents\":[]}} {} | something follows",
      })
  void anAnswerOfAnotherShapeIsToldByItsPlace(String body, String why) {
    server.onAll(RawServer.json(200, body));

    assertThat(readingFails()).isInstanceOf(PeerAnswerException.class).hasMessageContaining(why);
  }

  @Test
  void aScalarBeyondAnyMachineIsRefused() {
    String body =
        MesosCapture.named("04-v1-GET_AGENTS")
            .body()
            .replace("\"value\":4096.0", "\"value\":1e300");
    assertThat(body).contains("1e300");
    server.onAll(RawServer.json(200, body));

    assertThat(readingFails()).isInstanceOf(PeerAnswerException.class);
  }

  @Test
  void aSilentMasterIsGivenUpAndAChangeMayHaveHappened() {
    server.onAll((connection, out) -> new CountDownLatch(1).await());

    assertThat(readingFails()).isInstanceOf(PeerUnreachableException.class);
    assertThat(master.drain(AGENT, new DrainOrder(null, false)).result())
        .isEqualTo(CallOutcome.Result.UNKNOWN);
  }

  @Test
  void anAnswerLostOnTheWayLeavesAChangeUnknownAndItIsSentOnce() {
    server.onAll(RawServer.hangUp());

    assertThat(master.deactivate(AGENT).result()).isEqualTo(CallOutcome.Result.UNKNOWN);
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void nobodyThereMeansNothingWasSent() throws IOException {
    URI dead = server.url();
    server.close();

    assertThat(mesos.master(dead).deactivate(AGENT).result())
        .isEqualTo(CallOutcome.Result.NOT_SENT);
    assertThat(readingFails()).isInstanceOf(PeerUnreachableException.class);
  }

  private static RawServer.Script redirect(int port, String path) {
    return RawServer.answer(307, "", "", "Location: //127.0.0.1:" + port + path);
  }

  @Test
  void aRedirectToAKnownMasterCarriesCredentialsAndToAnyOtherNone() {
    FakeMaster known = fake().on("GET_AGENTS", MesosCapture.named("04-v1-GET_AGENTS"));
    FakeMaster unknown =
        fake()
            .onAll(
                RawServer.answer(
                    401, TEXT, "401 Unauthorized.", "WWW-Authenticate: Basic realm=\"x\""));
    MesosMaster both = mesos.master(server.url(), known.url());

    server.onAll(redirect(known.port(), "/master/api/v1"));
    assertThat(both.agents().registered()).hasSize(3);
    assertThat(known.lastRequest()).contains(BASIC);

    server.onAll(redirect(unknown.port(), "/master/api/v1"));
    assertThat(readingFails())
        .hasMessageContaining("led to a host that is not configured, so no credentials were sent");
    assertThat(unknown.requests()).isNotEmpty();
    assertThat(unknown.requests()).noneMatch(r -> r.contains("Authorization"));
    assertThat(master.deactivate(AGENT).result()).isEqualTo(CallOutcome.Result.FORBIDDEN);
  }

  @Test
  void aLoopOfRedirectsIsNamed() {
    FakeMaster other = fake().onAll(redirect(server.port(), "/api/v1"));
    server.onAll(redirect(other.port(), "/api/v1"));

    assertThat(readingFails())
        .isInstanceOf(PeerAnswerException.class)
        .hasMessageContaining("a redirect loop")
        .hasMessageContaining(":" + other.port());
    assertThat(master.deactivate(AGENT).accepted()).isFalse();
  }

  @Test
  void whileTheRedirectLeadsToADeadLeaderTheOtherMastersAreAsked() throws IOException {
    FakeMaster dead = fake();
    int port = dead.port();
    dead.close();
    server.onAll(redirect(port, "/master/api/v1"));
    FakeMaster next =
        fake()
            .on("GET_AGENTS", MesosCapture.named("04-v1-GET_AGENTS"))
            .on("DEACTIVATE_AGENT", RawServer.answer(200, "", ""));

    MesosMaster both = mesos.master(server.url(), next.url());

    assertThat(both.agents().registered()).hasSize(3);
    assertThat(mesos.master(server.url(), next.url()).deactivate(AGENT).accepted()).isTrue();
    assertThat(mesos.master(server.url()).deactivate(AGENT).result())
        .isEqualTo(CallOutcome.Result.NOT_SENT);
  }

  @Test
  void anAnswerLargerThanAllowedIsCut() {
    server.onAll(RawServer.json(200, "{\"type\":\"" + "x".repeat(3_000_000) + "\"}"));

    assertThat(readingFails())
        .isInstanceOf(PeerAnswerException.class)
        .hasMessageContaining("larger");
  }

  private static final MaintenanceSchedule.Window WINDOW =
      new MaintenanceSchedule.Window(
          List.of(new MachineId("agent1.test", "127.0.0.1")),
          Instant.ofEpochSecond(1_800_000_000),
          Duration.ofHours(1));

  private void schedules(String... windows) {
    List<String> answers = new ArrayList<>(List.of(windows));
    server.on(
        "GET_MAINTENANCE_SCHEDULE",
        (connection, out) ->
            RawServer.json(
                    200,
                    "{\"type\":\"GET_MAINTENANCE_SCHEDULE\",\"get_maintenance_schedule\":{\"schedule\":"
                        + (answers.size() > 1 ? answers.remove(0) : answers.get(0))
                        + "}}")
                .answer(connection, out));
  }

  private static String schedule(String hostname) {
    return "{\"windows\":[{\"machine_ids\":[{\"hostname\":\"%s\",\"ip\":\"127.0.0.1\"}],\"unavailability\":{\"start\":{\"nanoseconds\":1800000000000000000},\"duration\":{\"nanoseconds\":3600000000000}}}]}"
        .formatted(hostname);
  }

  @Test
  void aScheduleThatIsAsWantedIsNotWritten() {
    schedules(schedule("agent1.test"));

    assertThat(master.changeSchedule(old -> new MaintenanceSchedule(List.of(WINDOW))))
        .isInstanceOf(ScheduleOutcome.Unchanged.class);
    assertThat(server.requests()).noneMatch(r -> r.contains("UPDATE_"));
  }

  @Test
  void anotherOperatorsLaterWriteIsNoticed() {
    schedules("{}", schedule("agent9.test"));
    server.on("UPDATE_MAINTENANCE_SCHEDULE", RawServer.answer(200, "", ""));

    ScheduleOutcome outcome =
        master.changeSchedule(old -> new MaintenanceSchedule(List.of(WINDOW)));

    assertThat(outcome).isInstanceOf(ScheduleOutcome.Overtaken.class);
    assertThat(((ScheduleOutcome.Overtaken) outcome).found().windows().get(0).machines())
        .containsExactly(new MachineId("agent9.test", "127.0.0.1"));
  }

  @Test
  void aWriteWhoseAnswerIsLostIsLookedUp() {
    schedules("{}", schedule("agent1.test"));
    server.on("UPDATE_MAINTENANCE_SCHEDULE", RawServer.hangUp());

    assertThat(master.changeSchedule(old -> new MaintenanceSchedule(List.of(WINDOW))))
        .isInstanceOf(ScheduleOutcome.Written.class);
  }

  @Test
  void aScheduleIsNeverWrittenFromAnAnswerThatDidNotCome() {
    server.on(
        "GET_MAINTENANCE_SCHEDULE",
        RawServer.answer(503, TEXT, "Master has not finished recovery"));

    ScheduleOutcome outcome = master.changeSchedule(old -> MaintenanceSchedule.EMPTY);

    assertThat(((ScheduleOutcome.Failed) outcome).outcome().result())
        .isEqualTo(CallOutcome.Result.NOT_SENT);
    assertThat(server.requests()).noneMatch(r -> r.contains("UPDATE_"));
  }

  @Test
  void rolesOfALeaderThatChangedMeanwhileAreThrownAway() {
    List<String> ids = new ArrayList<>(List.of("first", "second"));
    String about = MesosCapture.named("04-v1-GET_MASTER").body();
    server.on(
        "GET_MASTER",
        (connection, out) ->
            RawServer.json(
                    200, about.replace("81a7a55a-af56-469d-97f6-6220e305b1b6", ids.remove(0)))
                .answer(connection, out));
    server.onAll(RawServer.text(MesosCapture.named("09-roles").response()));

    assertThatThrownBy(() -> master.roles())
        .isInstanceOf(PeerUnreachableException.class)
        .hasMessageContaining("the leader changed");
  }
}
