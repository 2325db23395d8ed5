package dev.pacer.cluster.marathon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockserver.model.HttpRequest.request;
import static org.mockserver.model.HttpResponse.response;

import dev.pacer.cluster.PeerAnswerException;
import dev.pacer.cluster.PeerException;
import dev.pacer.cluster.PeerRefusedException;
import dev.pacer.cluster.PeerUnreachableException;
import dev.pacer.cluster.Secret;
import dev.pacer.cluster.http.Credentials;
import dev.pacer.cluster.http.RetryPolicy;
import dev.pacer.cluster.marathon.ChangeOutcome.Finding;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockserver.integration.ClientAndServer;
import org.mockserver.matchers.Times;
import org.mockserver.model.ClearType;
import org.mockserver.model.HttpRequest;
import org.mockserver.model.HttpResponse;

/** The exact requests that the client sends, and what it makes of refusals. */
class MarathonRequestsIT {

  private static final String DEPLOYMENT = "97c136bf-5a28-4821-9d94-480d9fbb01c8";
  private static final String STARTED =
      "{\"deploymentId\":\"" + DEPLOYMENT + "\",\"version\":\"2026-11-22T07:25:03.048Z\"}";
  private static final AppId WEB = new AppId("/ops/web");
  private static final Definition APP =
      new Definition("{\"id\":\"/ops/web\", \"cmd\":\"sleep 1\"}");

  private static ClientAndServer server;
  private MarathonUnderTest marathon;
  private MarathonClient client;

  @BeforeAll
  static void startServer() {
    server = ClientAndServer.startClientAndServer();
  }

  @AfterAll
  static void stopServer() {
    server.stop();
  }

  @BeforeEach
  void connect() {
    server.reset();
    marathon =
        new MarathonUnderTest(
            Credentials.none(), new RetryPolicy(2, Duration.ZERO, Duration.ZERO), url());
    client = marathon.client();
  }

  @AfterEach
  void disconnect() throws Exception {
    marathon.close();
  }

  private static URI url() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort());
  }

  private static void answer(int status, String json) {
    server
        .when(request())
        .respond(
            response(json).withStatusCode(status).withHeader("Content-Type", "application/json"));
  }

  /** The one request that was sent: method, path, query and body, as one line. */
  private static String sent() {
    HttpRequest[] all = server.retrieveRecordedRequests(request());
    assertThat(all).hasSize(1);
    HttpRequest one = all[0];
    List<String> query = new ArrayList<>();
    if (one.getQueryStringParameterList() != null) {
      one.getQueryStringParameterList()
          .forEach(p -> p.getValues().forEach(v -> query.add(p.getName() + "=" + v)));
    }
    String body =
        one.getBodyAsRawBytes() == null
            ? ""
            : new String(one.getBodyAsRawBytes(), StandardCharsets.UTF_8);
    if (!body.isEmpty()) {
      assertThat(one.getFirstHeader("Content-Type")).startsWith("application/json");
    }
    assertThat(one.getFirstHeader("Accept")).isEqualTo("application/json");
    return (one.getMethod().getValue()
            + " "
            + one.getPath().getValue()
            + (query.isEmpty() ? "" : "?" + String.join("&", query.stream().sorted().toList()))
            + " "
            + body)
        .strip();
  }

  @Test
  void scaleSendsTheNumberAndNothingElse() {
    answer(200, STARTED);
    ChangeOutcome outcome = client.apps().scale(WEB, 5, LockPolicy.RESPECT);
    assertThat(outcome)
        .isEqualTo(
            new ChangeOutcome.Accepted(
                Optional.of(new DeploymentId(DEPLOYMENT)),
                Optional.of(Version.parse("2026-11-22T07:25:03.048Z")),
                false));
    assertThat(sent()).isEqualTo("PUT /v2/apps/ops/web?force=false {\"instances\":5}");
  }

  @Test
  void definitionsAreSentAsTheyAre() {
    answer(201, "{\"id\":\"/ops/web\",\"deployments\":[{\"id\":\"" + DEPLOYMENT + "\"}]}");
    ChangeOutcome outcome = client.apps().create(APP, LockPolicy.OVERRIDE);
    assertThat(outcome.deployment()).contains(new DeploymentId(DEPLOYMENT));
    assertThat(((ChangeOutcome.Accepted) outcome).created()).isTrue();
    assertThat(sent()).isEqualTo("POST /v2/apps?force=true " + APP.json());
  }

  @Test
  void replaceNamesThatEverythingIsReplaced() {
    answer(200, STARTED);
    client.apps().replace(WEB, APP, LockPolicy.RESPECT);
    assertThat(sent())
        .isEqualTo("PUT /v2/apps/ops/web?force=false&partialUpdate=false " + APP.json());
  }

  @Test
  void patchSendsTheFieldsGiven() {
    answer(200, STARTED);
    client.apps().patch(WEB, new Definition("{\"mem\":64}"), LockPolicy.RESPECT);
    assertThat(sent()).isEqualTo("PATCH /v2/apps/ops/web?force=false {\"mem\":64}");
  }

  @Test
  void severalAppsAreOneArray() {
    answer(200, STARTED);
    client.apps().putAll(List.of(APP, new Definition("{\"id\":\"b\"}")), LockPolicy.RESPECT);
    assertThat(sent()).isEqualTo("PUT /v2/apps?force=false [" + APP.json() + ",{\"id\":\"b\"}]");
  }

  @Test
  void rollBackNamesTheVersionAlone() {
    answer(200, STARTED);
    client.apps().rollBackTo(WEB, Version.parse("2026-11-22T07:25:03Z"), LockPolicy.RESPECT);
    assertThat(sent())
        .isEqualTo("PUT /v2/apps/ops/web?force=false {\"version\":\"2026-11-22T07:25:03.000Z\"}");
  }

  @Test
  void restartAndDeleteAlwaysSayWhetherTheyForce() {
    answer(200, STARTED);
    client.apps().restart(WEB, LockPolicy.RESPECT);
    assertThat(sent()).isEqualTo("POST /v2/apps/ops/web/restart?force=false");
    server.clear(request(), ClearType.LOG);
    client.apps().delete(WEB, LockPolicy.RESPECT);
    assertThat(sent()).isEqualTo("DELETE /v2/apps/ops/web?force=false");
  }

  @Test
  void killsByIdAreOneCall() {
    answer(200, "{\"tasks\":[]}");
    List<TaskId> ids =
        List.of(new TaskId("a.instance-1._app.1"), new TaskId("b.instance-2._app.4"));
    client.tasks().kill(ids, Wipe.KEEP);
    assertThat(sent())
        .isEqualTo(
            "POST /v2/tasks/delete?wipe=false"
                + " {\"ids\":[\"a.instance-1._app.1\",\"b.instance-2._app.4\"]}");
    server.reset();
    answer(200, STARTED);
    client.tasks().killAndScale(ids.subList(0, 1), LockPolicy.OVERRIDE);
    assertThat(sent())
        .isEqualTo(
            "POST /v2/tasks/delete?force=true&scale=true {\"ids\":[\"a.instance-1._app.1\"]}");
  }

  @Test
  void theQueueIsAskedForOffersOnlyWhenWanted() {
    answer(200, "{\"queue\":[]}");
    assertThat(client.queue().list(MarathonQueue.Offers.LAST_UNUSED)).isEmpty();
    assertThat(sent()).isEqualTo("GET /v2/queue?embed=lastUnusedOffers");
  }

  @Test
  void aDelayIsReset() {
    server.when(request()).respond(response().withStatusCode(204));
    assertThat(client.queue().resetDelay(WEB)).isTrue();
    assertThat(sent()).isEqualTo("DELETE /v2/queue/ops/web/delay");
  }

  @Test
  void appsAreSelectedByLabels() {
    answer(200, "{\"apps\":[]}");
    client.apps().listWithLabels(MarathonApps.Detail.FAILURES, Map.of("b", "2", "a.x", "1"));
    assertThat(sent()).isEqualTo("GET /v2/apps?embed=apps.lastTaskFailure&label=a.x==1,b==2");
    assertThatThrownBy(
            () ->
                client.apps().listWithLabels(MarathonApps.Detail.COUNTS, Map.of("a", "1,b in (2)")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void groupsAreScaledPatchedAndDeleted() {
    answer(200, STARTED);
    GroupId shop = new GroupId("/shop");
    client.groups().scaleBy(shop, new BigDecimal("1.5"), LockPolicy.RESPECT);
    assertThat(sent()).isEqualTo("PUT /v2/groups/shop?force=false {\"scaleBy\":1.5}");
    server.clear(request(), ClearType.LOG);
    client.groups().delete(shop, LockPolicy.OVERRIDE);
    assertThat(sent()).isEqualTo("DELETE /v2/groups/shop?force=true");
    server.clear(request(), ClearType.LOG);
    client.groups().enforceRole(shop, true);
    assertThat(sent()).isEqualTo("PATCH /v2/groups/shop {\"enforceRole\":true}");
  }

  @Test
  void aDryRunIsMarkedAsOne() {
    answer(200, "{\"steps\":[{\"actions\":[{\"action\":\"StopApplication\",\"app\":\"/a\"}]}]}");
    MarathonGroups.DryRun run =
        client.groups().dryRun(new GroupId("/shop"), new Definition("{\"apps\":[]}"));
    assertThat(sent()).isEqualTo("PUT /v2/groups/shop?dryRun=true {\"apps\":[]}");
    assertThat(run)
        .isEqualTo(
            new MarathonGroups.DryRun.Steps(
                List.of(
                    new Deployment.Step(
                        List.of(new Deployment.Action(Deployment.Kind.STOP, new AppId("/a")))))));
  }

  @Test
  void deploymentsAreRolledBackOrAbandoned() {
    answer(200, STARTED);
    client.deployments().rollBack(new DeploymentId(DEPLOYMENT));
    assertThat(sent()).isEqualTo("DELETE /v2/deployments/" + DEPLOYMENT + "?force=false");
    server.reset();
    server.when(request()).respond(response().withStatusCode(202));
    assertThat(client.deployments().abandon(new DeploymentId(DEPLOYMENT))).isTrue();
    assertThat(sent()).isEqualTo("DELETE /v2/deployments/" + DEPLOYMENT + "?force=true");
  }

  @Test
  void podsAreKilledByInstance() {
    answer(200, "[{\"instanceId\":\"p.instance-1\"}]");
    assertThat(
            client
                .pods()
                .killInstances(
                    new AppId("/p"), List.of(new InstanceId("p.instance-1")), Wipe.GIVE_UP))
        .containsExactly(new InstanceId("p.instance-1"));
    assertThat(sent()).isEqualTo("DELETE /v2/pods/p::instances?wipe=true [\"p.instance-1\"]");
  }

  @Test
  void aGroupByWithoutNumberNeverLeaves() {
    for (String constraint :
        List.of(
            "[\"rack\",\"GROUP_BY\"]",
            "[\"rack\",\"GROUP_BY\",\"0\"]",
            "[\"rack\",\"GROUP_BY\",\"-1\"]",
            "{\"fieldName\":\"rack\",\"operator\":\"GROUP_BY\"}")) {
      Definition app = new Definition("{\"id\":\"/x\",\"constraints\":[" + constraint + "]}");
      Definition group =
          new Definition("{\"groups\":[{\"id\":\"a\",\"apps\":[" + app.json() + "]}]}");
      assertThatThrownBy(() -> client.apps().create(app, LockPolicy.RESPECT))
          .hasMessageContaining("/constraints: GROUP_BY needs a positive number");
      assertThatThrownBy(() -> client.apps().patch(WEB, app, LockPolicy.RESPECT))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> client.apps().putAll(List.of(app), LockPolicy.RESPECT))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> client.groups().put(new GroupId("/g"), group, LockPolicy.RESPECT))
          .hasMessageContaining("/groups/0/apps/0/constraints");
      assertThatThrownBy(() -> client.pods().create(app, LockPolicy.RESPECT))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(server.retrieveRecordedRequests(request())).isEmpty();
    answer(201, "{}");
    client
        .apps()
        .create(
            new Definition(
                "{\"constraints\":[[\"rack\",\"GROUP_BY\",\"2\"],[\"hostname\",\"UNIQUE\"]]}"),
            LockPolicy.RESPECT);
    assertThat(server.retrieveRecordedRequests(request())).hasSize(1);
  }

  @Test
  void aVersionInAnUpdateNeverLeaves() {
    Definition echo = new Definition("{\"id\":\"/x\",\"version\":\"2026-11-22T07:25:03.048Z\"}");
    assertThatThrownBy(() -> client.apps().replace(WEB, echo, LockPolicy.RESPECT))
        .hasMessageContaining("roll-back");
    assertThat(server.retrieveRecordedRequests(request())).isEmpty();
  }

  // -- refusals --

  private ChangeOutcome scaleAnswered(int status, String json) {
    answer(status, json);
    return client.apps().scale(WEB, 3, LockPolicy.RESPECT);
  }

  @Test
  void aLockedAppNamesTheDeployments() {
    assertThat(
            scaleAnswered(
                409,
                "{\"message\":\"App is locked by one or more"
                    + " deployments.\",\"deployments\":[{\"id\":\""
                    + DEPLOYMENT
                    + "\"}]}"))
        .isEqualTo(
            new ChangeOutcome.Locked(
                List.of(new DeploymentId(DEPLOYMENT)),
                "App is locked by one or more deployments."));
    assertThat(server.retrieveRecordedRequests(request())).hasSize(1);
  }

  @Test
  void theThreeShapesOf422AreRead() {
    assertThat(
            scaleAnswered(
                422,
                "{\"message\":\"Object is not"
                    + " valid\",\"details\":[{\"path\":\"/constraints\",\"errors\":[\"a\",\"b\"]}]}"))
        .isEqualTo(
            new ChangeOutcome.Invalid(
                "Object is not valid", List.of(new Finding("/constraints", List.of("a", "b")))));
    server.reset();
    assertThat(scaleAnswered(422, "{\"message\":\"Bad label selector\"}"))
        .isEqualTo(new ChangeOutcome.Invalid("Bad label selector", List.of()));
    server.reset();
    assertThat(scaleAnswered(400, "{\"message\":\"Invalid JSON\",\"details\":\"Unexpected end\"}"))
        .isEqualTo(
            new ChangeOutcome.Invalid(
                "Invalid JSON", List.of(new Finding("", List.of("Unexpected end")))));
    server.reset();
    assertThat(scaleAnswered(422, "{\"message\":\"x\",\"details\":[]}"))
        .isEqualTo(new ChangeOutcome.Invalid("x", List.of()));
  }

  private PeerException failure(int status, String type, String body) {
    HttpResponse answer = response(body).withStatusCode(status).withHeader("Content-Type", type);
    server.when(request()).respond(answer);
    try {
      client.apps().scale(WEB, 3, LockPolicy.RESPECT);
    } catch (PeerException e) {
      assertThat(e.getMessage()).startsWith("PUT " + url() + "/v2/apps/ops/web?force=false ");
      assertThat(server.retrieveRecordedRequests(request())).hasSize(1);
      return e;
    }
    throw new AssertionError("was not refused");
  }

  @Test
  void unauthorisedIsARefusal() throws Exception {
    marathon.close();
    marathon =
        new MarathonUnderTest(
            Credentials.basic("user", new Secret("example-pass")), RetryPolicy.NONE, url());
    client = marathon.client();
    PeerException e = failure(401, "text/plain", "");
    assertThat(e).isInstanceOf(PeerRefusedException.class);
    assertThat(e.getMessage()).contains("401").contains("Check user and password");
    assertThat(server.retrieveRecordedRequests(request())[0].getFirstHeader("Authorization"))
        .isEqualTo("Basic dXNlcjpleGFtcGxlLXBhc3M=");
  }

  @Test
  void forbiddenByAPluginIsARefusalButALimitIsAnOutcome() {
    PeerException e =
        failure(
            403, "application/json", "{\"message\":\"Not Authorized to perform this action!\"}");
    assertThat(e).isInstanceOf(PeerRefusedException.class);
    assertThat(e.getMessage()).contains("403").contains("lacks the permission");
    server.reset();
    assertThat(
            scaleAnswered(
                403, "{\"message\":\"Max number (1) of running deployments is achieved.\"}"))
        .isInstanceOf(ChangeOutcome.LimitReached.class);
  }

  @Test
  void overloadIsNoAnswerAndAChangeIsNotSentAgain() {
    PeerException e = failure(503, "text/plain", "");
    assertThat(e).isInstanceOf(PeerUnreachableException.class);
    assertThat(e.mayHaveBeenDone()).isTrue();
  }

  @Test
  void anEmptyFiveHundredIsNoAnswerEither() {
    PeerException e = failure(500, "text/plain", "");
    assertThat(e).isInstanceOf(PeerUnreachableException.class);
    assertThat(e.mayHaveBeenDone()).isTrue();
  }

  @Test
  void aPageForPeopleIsNotUnderstood() {
    PeerException e = failure(200, "text/html", "<html>Please log in</html>");
    assertThat(e).isInstanceOf(PeerAnswerException.class);
    assertThat(e.getMessage()).contains("HTML instead of JSON", "login page or a proxy");
  }

  @Test
  void aNotFoundThatIsNotMarathonsDoesNotMeanThatTheAppIsGone() {
    answer(404, "not here");
    assertThatThrownBy(() -> client.apps().find(WEB)).isInstanceOf(PeerRefusedException.class);
    server.reset();
    answer(404, "{\"message\":\"App '/ops/web' does not exist\"}");
    assertThat(client.apps().find(WEB)).isEmpty();
  }

  @Test
  void aReadIsTriedAgainAfter503() {
    server.when(request(), Times.once()).respond(response().withStatusCode(503));
    answer(200, "[]");
    assertThat(client.deployments().list()).isEmpty();
    assertThat(server.retrieveRecordedRequests(request())).hasSize(2);
  }

  @Test
  void aValueOfTheWrongTypeIsToldByItsPlace() {
    answer(
        200,
        "[{\"id\":\"d\",\"version\":\"2026-11-22T07:25:03.048Z\",\"currentStep\":\"two\",\"totalSteps\":2}]");
    assertThatThrownBy(() -> client.deployments().list())
        .isInstanceOf(PeerAnswerException.class)
        .hasMessageContaining("/list/0/currentStep is not a number but string");
  }
}
