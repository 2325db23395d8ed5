package dev.pacer.cluster.marathon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pacer.cluster.PeerException;
import dev.pacer.cluster.http.Credentials;
import dev.pacer.cluster.http.RawServer;
import dev.pacer.cluster.http.RetryPolicy;
import dev.pacer.cluster.marathon.MarathonApps.Detail;
import dev.pacer.cluster.marathon.MarathonQueue.Offers;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every captured answer to a request that the client makes, given to the client by a server. */
class MarathonCapturesIT {

  private static final Definition HARMLESS = new Definition("{\"id\":\"/x\",\"cmd\":\"true\"}");
  private static final Pattern VERSION = Pattern.compile(".*versions/([0-9T:.-]+Z)");
  private static final TaskId TASK = new TaskId("x.instance-1._app.1");

  private static final AtomicReference<String> answer = new AtomicReference<>("");
  private static RawServer server;
  private static MarathonUnderTest marathon;
  private static MarathonClient client;

  @BeforeAll
  static void start() {
    server = new RawServer((socket, out) -> RawServer.text(answer.get()).answer(socket, out));
    marathon = new MarathonUnderTest(Credentials.none(), RetryPolicy.NONE, server.url());
    client = marathon.client();
  }

  @AfterAll
  static void stop() throws Exception {
    marathon.close();
    server.close();
  }

  static List<String> captures() {
    return Capture.names();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("captures")
  void theClientReadsWhatMarathonAnswered(String name) {
    Capture capture = Capture.read(name);
    answer.set(capture.response());
    Optional<Runnable> check = checkOf(capture);
    if (check.isPresent()) {
      check.get().run();
      String sent = server.requests().get(server.requests().size() - 1);
      assertThat(sent).startsWith(capture.method() + " " + asWeWriteIt(capture.path()));
    }
  }

  @Test
  void nearlyEveryCaptureIsOfARequestThatTheClientMakes() {
    Map<String, Integer> left = new TreeMap<>();
    int covered = 0;
    for (String name : Capture.names()) {
      Capture capture = Capture.read(name);
      if (checkOf(capture).isPresent()) {
        covered++;
      } else {
        left.merge(capture.method() + " " + capture.path(), 1, Integer::sum);
      }
    }
    assertThat(covered).isGreaterThan(400);
    // Kills of one app's tasks by path, wildcards, ids in other spellings: not calls of ours.
    assertThat(left.keySet())
        .allMatch(
            call ->
                call.matches("DELETE /v2/apps/.*/tasks.*")
                    || call.matches("DELETE /v2/pods/.*::instances/.*")
                    || call.matches("(GET|DELETE) .*(//|%2F|/$|\\*).*")
                    || call.matches(
                        "PATCH /v2/apps|GET /v2/apps/.*/versions/nonsense|GET"
                            + " /v2/groups/versions|DELETE /v2/apps"),
            "known to be none of ours");
  }

  /** The call whose answer this is, and what must come out; empty for calls that are not ours. */
  private Optional<Runnable> checkOf(Capture capture) {
    String path = capture.path();
    if (!path.equals("/v2/pods/::status")
        && (path.contains("//")
            || path.contains("%2F")
            || path.endsWith("/")
            || path.contains("*"))) {
      return Optional.empty();
    }
    return switch (capture.method()) {
      case "GET" -> read(capture, path);
      default -> change(capture, path);
    };
  }

  private Optional<Runnable> read(Capture capture, String path) {
    if (path.equals("/ping")) {
      return Optional.of(
          () -> expect(capture, () -> client.ping(), ping -> assertThat(ping).isTrue()));
    }
    if (path.equals("/v2/info")) {
      return Optional.of(
          () ->
              expect(
                  capture,
                  () -> client.info(),
                  info ->
                      assertThat(info.version())
                          .isEqualTo(capture.json().get("version").textValue())));
    }
    if (path.equals("/v2/leader")) {
      return Optional.of(
          () ->
              expect(
                  capture,
                  () -> client.leader().orElseThrow(),
                  leader ->
                      assertThat(leader).isEqualTo(capture.json().get("leader").textValue())));
    }
    if (path.equals("/v2/apps")) {
      return Optional.of(
          () ->
              expect(
                  capture,
                  () -> client.apps().list(Detail.COUNTS),
                  apps -> same(capture.json().get("apps"), apps, this::sameApp)));
    }
    if (path.equals("/v2/tasks")) {
      return Optional.of(
          () ->
              expect(
                  capture,
                  () -> client.tasks().list(),
                  tasks -> same(capture.json().get("tasks"), tasks, this::sameTask)));
    }
    if (path.equals("/v2/queue")) {
      return Optional.of(
          () ->
              expect(
                  capture,
                  () -> client.queue().list(Offers.SUMMARY),
                  items -> same(capture.json().get("queue"), items, this::sameItem)));
    }
    if (path.equals("/v2/deployments")) {
      return Optional.of(
          () ->
              expect(
                  capture,
                  () -> client.deployments().list(),
                  all -> same(capture.json(), all, this::sameDeployment)));
    }
    if (path.startsWith("/v2/apps/")
        && (!path.contains("/versions/") || VERSION.matcher(path).matches())) {
      return Optional.of(() -> readApp(capture, path));
    }
    if (path.startsWith("/v2/pods")) {
      return Optional.of(() -> readPod(capture, path));
    }
    if (path.startsWith("/v2/groups") && !path.equals("/v2/groups/versions")) {
      return Optional.of(() -> readGroup(capture, path));
    }
    return Optional.empty();
  }

  private void readApp(Capture capture, String path) {
    if (path.endsWith("/tasks")) {
      AppId id = appId(path, "/v2/apps", "/tasks");
      if (capture.status() == 404) {
        assertThat(client.tasks().listOf(id)).isEmpty();
      } else {
        expect(
            capture,
            () -> client.tasks().listOf(id),
            tasks -> same(capture.json().get("tasks"), tasks, this::sameTask));
      }
      return;
    }
    if (path.endsWith("/versions")) {
      versions(capture, client.apps().versions(appId(path, "/v2/apps", "/versions")));
      return;
    }
    Matcher version = VERSION.matcher(path);
    if (version.matches()) {
      AppId id = appId(path, "/v2/apps", "/versions/" + version.group(1));
      found(
          capture,
          () -> client.apps().findVersion(id, Version.parse(version.group(1))),
          at -> {
            assertThat(at.spec().version()).contains(Version.parse(version.group(1)));
            assertThat(at.definition().json()).isEqualTo(capture.responseBody());
          });
      return;
    }
    found(
        capture,
        () -> client.apps().find(appId(path, "/v2/apps", "")),
        app -> sameApp(capture.json().get("app"), app));
  }

  private void readPod(Capture capture, String path) {
    if (path.equals("/v2/pods")) {
      expect(
          capture, () -> client.pods().list(), pods -> same(capture.json(), pods, this::samePod));
    } else if (path.equals("/v2/pods/::status")) {
      expect(
          capture,
          () -> client.pods().statuses(),
          pods -> same(capture.json(), pods, this::sameStatus));
    } else if (path.endsWith("::status")) {
      found(
          capture,
          () -> client.pods().findStatus(appId(path, "/v2/pods", "::status")),
          status -> sameStatus(capture.json(), status));
    } else if (path.endsWith("::versions")) {
      versions(capture, client.pods().versions(appId(path, "/v2/pods", "::versions")));
    } else if (path.contains("::versions/")) {
      String version = path.substring(path.lastIndexOf('/') + 1);
      found(
          capture,
          () ->
              client
                  .pods()
                  .findVersion(
                      appId(path, "/v2/pods", "::versions/" + version), Version.parse(version)),
          pod -> samePod(capture.json(), pod.spec()));
    } else {
      found(
          capture,
          () -> client.pods().find(appId(path, "/v2/pods", "")),
          pod -> samePod(capture.json(), pod.spec()));
    }
  }

  private void readGroup(Capture capture, String path) {
    if (path.endsWith("/versions")) {
      versions(
          capture,
          client
              .groups()
              .versions(
                  new GroupId(path.substring("/v2/groups".length()).replace("/versions", ""))));
      return;
    }
    String id = path.substring("/v2/groups".length());
    found(
        capture,
        () -> client.groups().find(id.isEmpty() ? GroupId.ROOT : new GroupId(id)),
        group -> sameGroup(capture.json(), group));
  }

  private Optional<Runnable> change(Capture capture, String path) {
    String call = capture.method() + " " + path;
    LockPolicy lock = LockPolicy.RESPECT;
    if (call.equals("POST /v2/apps")) {
      return outcome(capture, () -> client.apps().create(HARMLESS, lock));
    }
    if (call.equals("POST /v2/pods")) {
      return outcome(capture, () -> client.pods().create(HARMLESS, lock));
    }
    if (call.equals("POST /v2/groups")) {
      return outcome(capture, () -> client.groups().create(HARMLESS, lock));
    }
    if (call.equals("PUT /v2/apps")) {
      return outcome(capture, () -> client.apps().putAll(List.of(HARMLESS), lock));
    }
    if (call.matches("POST /v2/apps/.*/restart")) {
      return outcome(
          capture, () -> client.apps().restart(appId(path, "/v2/apps", "/restart"), lock));
    }
    if (call.startsWith("PUT /v2/apps/")) {
      return outcome(capture, () -> client.apps().scale(appId(path, "/v2/apps", ""), 2, lock));
    }
    if (call.startsWith("PATCH /v2/apps/")) {
      return outcome(
          capture, () -> client.apps().patch(appId(path, "/v2/apps", ""), HARMLESS, lock));
    }
    if (call.matches("DELETE /v2/apps/.*") && !path.contains("/tasks")) {
      return outcome(capture, () -> client.apps().delete(appId(path, "/v2/apps", ""), lock));
    }
    if (call.startsWith("PUT /v2/pods/")) {
      return outcome(
          capture, () -> client.pods().replace(appId(path, "/v2/pods", ""), HARMLESS, lock));
    }
    if (call.matches("DELETE /v2/pods/.*") && path.endsWith("::instances")) {
      return Optional.of(
          () ->
              expect(
                  capture,
                  () ->
                      client
                          .pods()
                          .killInstances(
                              appId(path, "/v2/pods", "::instances"),
                              List.of(new InstanceId("x.instance-1")),
                              Wipe.KEEP),
                  killed -> assertThat(killed).hasSize(capture.json().size())));
    }
    if (call.matches("DELETE /v2/pods/.*") && !path.contains("::")) {
      return outcome(capture, () -> client.pods().delete(appId(path, "/v2/pods", ""), lock));
    }
    if (call.startsWith("PUT /v2/groups/")) {
      GroupId id = new GroupId(path.substring("/v2/groups".length()));
      return capture.requestLine().contains("dryRun=true")
          ? Optional.of(
              () ->
                  expect(
                      capture,
                      () -> client.groups().dryRun(id, HARMLESS),
                      run ->
                          assertThat(((MarathonGroups.DryRun.Steps) run).steps())
                              .hasSize(capture.json().get("steps").size())))
          : outcome(capture, () -> client.groups().put(id, HARMLESS, lock));
    }
    if (call.startsWith("PATCH /v2/groups/")) {
      return outcome(
          capture,
          () ->
              client
                  .groups()
                  .enforceRole(new GroupId(path.substring("/v2/groups".length())), true));
    }
    if (call.startsWith("DELETE /v2/groups/")) {
      return outcome(
          capture,
          () -> client.groups().delete(new GroupId(path.substring("/v2/groups".length())), lock));
    }
    if (call.startsWith("DELETE /v2/deployments/")) {
      DeploymentId id = new DeploymentId(path.substring(path.lastIndexOf('/') + 1));
      return capture.requestLine().contains("force=true")
          ? Optional.of(
              () -> assertThat(client.deployments().abandon(id)).isEqualTo(capture.status() != 404))
          : outcome(capture, () -> client.deployments().rollBack(id));
    }
    if (call.matches("DELETE /v2/queue/.*/delay")) {
      return Optional.of(
          () ->
              assertThat(client.queue().resetDelay(appId(path, "/v2/queue", "/delay")))
                  .isEqualTo(capture.status() != 404));
    }
    if (call.equals("DELETE /v2/leader")) {
      return Optional.of(() -> assertThat(client.abdicateLeader()).isTrue());
    }
    if (call.equals("POST /v2/tasks/delete")) {
      return capture.requestLine().contains("scale=true")
          ? outcome(capture, () -> client.tasks().killAndScale(List.of(TASK), lock))
          : Optional.of(
              () ->
                  expect(
                      capture,
                      () -> client.tasks().kill(List.of(TASK), Wipe.KEEP),
                      tasks -> same(capture.json().get("tasks"), tasks, this::sameTask)));
    }
    return Optional.empty();
  }

  // -- what must come out, told from the capture's own JSON --

  private Optional<Runnable> outcome(Capture capture, Supplier<ChangeOutcome> call) {
    return Optional.of(
        () -> {
          if (capture.status() == 401
              || capture.status() == 405
              || capture.status() == 415
              || capture.status() >= 500) {
            assertThatThrownBy(call::get).isInstanceOf(PeerException.class);
            return;
          }
          ChangeOutcome outcome = call.get();
          assertThat(outcome).isInstanceOf(typeOf(capture));
          if (capture.status() < 300) {
            Matcher header =
                Pattern.compile("(?i)marathon-deployment-id: (.*)").matcher(capture.responseHead());
            String expected = header.find() ? header.group(1).strip() : "";
            assertThat(outcome.deployment().map(DeploymentId::value).orElse(""))
                .isEqualTo(expected);
          } else {
            JsonNode json = capture.json();
            if (outcome instanceof ChangeOutcome.Invalid invalid
                && json.path("details").isArray()) {
              assertThat(invalid.findings()).hasSize(json.get("details").size());
            }
            if (outcome instanceof ChangeOutcome.Locked locked) {
              assertThat(locked.deployments()).hasSize(json.get("deployments").size());
            }
            assertThat(outcome.explanation()).isNotBlank().doesNotContain("\n");
          }
        });
  }

  private static Class<? extends ChangeOutcome> typeOf(Capture capture) {
    return switch (capture.status()) {
      case 200, 201, 202, 204 -> ChangeOutcome.Accepted.class;
      case 400, 422 -> ChangeOutcome.Invalid.class;
      case 403 -> ChangeOutcome.LimitReached.class;
      case 404 -> ChangeOutcome.NotFound.class;
      case 409 ->
          capture.json().has("deployments")
              ? ChangeOutcome.Locked.class
              : ChangeOutcome.Conflict.class;
      default -> throw new AssertionError("unexpected status " + capture.status());
    };
  }

  private static <T> void expect(Capture capture, Supplier<T> call, Consumer<T> check) {
    if (capture.status() >= 300) {
      assertThatThrownBy(call::get).isInstanceOf(PeerException.class);
    } else {
      check.accept(call.get());
    }
  }

  private static <T> void found(Capture capture, Supplier<Optional<T>> call, Consumer<T> check) {
    if (capture.status() == 404) {
      assertThat(call.get()).isEmpty();
    } else {
      expect(capture, () -> call.get().orElseThrow(), check);
    }
  }

  private static void versions(Capture capture, List<Version> versions) {
    if (capture.status() == 404) {
      assertThat(versions).isEmpty();
      return;
    }
    JsonNode list =
        capture.json().has("versions") ? capture.json().get("versions") : capture.json();
    List<String> expected = new ArrayList<>();
    list.forEach(version -> expected.add(version.textValue()));
    assertThat(versions)
        .extracting(Version::toString)
        .containsExactlyElementsOf(expected.stream().sorted().toList());
  }

  private static <T> void same(JsonNode list, List<T> values, BiConsumer<JsonNode, T> each) {
    assertThat(values).hasSize(list.size());
    for (int i = 0; i < list.size(); i++) {
      each.accept(list.get(i), values.get(i));
    }
  }

  private void sameApp(JsonNode json, App app) {
    sameSpec(json, app.spec());
    assertThat(app.counts().orElseThrow())
        .isEqualTo(
            new App.Counts(
                json.get("tasksStaged").intValue(),
                json.get("tasksRunning").intValue(),
                json.get("tasksHealthy").intValue(),
                json.get("tasksUnhealthy").intValue()));
    assertThat(app.deployments())
        .extracting(DeploymentId::value)
        .containsExactlyElementsOf(json.get("deployments").findValuesAsText("id"));
    if (json.has("tasks")) {
      same(json.get("tasks"), app.tasks(), this::sameTask);
    }
    assertThat(app.lastTaskFailure().isPresent()).isEqualTo(json.has("lastTaskFailure"));
  }

  private void sameSpec(JsonNode json, AppSpec spec) {
    assertThat(spec.id().path()).isEqualTo(json.get("id").textValue());
    assertThat(spec.instances()).isEqualTo(json.get("instances").intValue());
    assertThat(spec.size().task())
        .usingComparatorForType(Comparator.naturalOrder(), BigDecimal.class)
        .isEqualTo(
            new TaskResources(
                json.get("cpus").decimalValue(),
                json.get("mem").decimalValue(),
                json.get("disk").decimalValue(),
                json.get("gpus").intValue()));
    assertThat(spec.version().map(Version::toString).orElse(""))
        .isEqualTo(json.get("version").textValue());
    assertThat(spec.placement().constraints()).hasSize(json.path("constraints").size());
    assertThat(spec.labels()).hasSize(json.get("labels").size());
    assertThat(spec.ports().definitions()).hasSize(json.path("portDefinitions").size());
    assertThat(spec.ports().mappings()).hasSize(json.path("container").path("portMappings").size());
    assertThat(spec.checks().health()).hasSize(json.path("healthChecks").size());
    assertThat(spec.isResident()).isEqualTo(json.has("residency"));
    assertThat(spec.placement().role()).contains(json.get("role").textValue());
  }

  private void sameTask(JsonNode json, Task task) {
    assertThat(task.id().value()).isEqualTo(json.get("id").textValue());
    assertThat("TASK_" + task.state()).isEqualTo(json.get("state").textValue());
    assertThat(task.location().host()).isEqualTo(json.get("host").textValue());
    assertThat(task.location().agent().orElseThrow().value())
        .isEqualTo(json.get("slaveId").textValue());
    assertThat(task.location().ports()).hasSize(json.get("ports").size());
    assertThat(task.times().startedAt().isPresent()).isEqualTo(json.has("startedAt"));
    assertThat(task.id().instance()).isPresent();
    assertThat(task.health()).hasSize(json.get("healthCheckResults").size());
  }

  private void sameItem(JsonNode json, QueueItem item) {
    assertThat(item.count()).isEqualTo(json.get("count").intValue());
    JsonNode spec = json.has("app") ? json.get("app") : json.get("pod");
    assertThat(item.id().path()).isEqualTo(spec.get("id").textValue());
    assertThat(item.delay().overdue()).isEqualTo(json.get("delay").get("overdue").booleanValue());
    assertThat(item.offers().lastOffers()).hasSize(10);
    assertThat(item.offers().lastOffers())
        .extracting(step -> step.reason().wireName())
        .containsExactlyElementsOf(
            json.get("processedOffersSummary")
                .get("rejectSummaryLastOffers")
                .findValuesAsText("reason"));
    assertThat(item.lastUnusedOffers().isPresent()).isEqualTo(json.has("lastUnusedOffers"));
    item.lastUnusedOffers()
        .ifPresent(
            offers ->
                same(
                    json.get("lastUnusedOffers"),
                    offers,
                    (o, offer) -> {
                      assertThat(offer.hostname())
                          .isEqualTo(o.get("offer").get("hostname").textValue());
                      assertThat(offer.resources()).hasSize(o.get("offer").get("resources").size());
                      assertThat(offer.attributes())
                          .hasSize(o.get("offer").get("attributes").size());
                      assertThat(offer.reasons()).hasSize(o.get("reason").size());
                      assertThat(offer.reasons()).doesNotContain(RejectReason.UNRECOGNISED);
                    }));
  }

  private void sameDeployment(JsonNode json, Deployment deployment) {
    assertThat(deployment.id().value()).isEqualTo(json.get("id").textValue());
    assertThat(deployment.steps()).hasSize(json.get("steps").size());
    assertThat(deployment.apps()).hasSize(json.get("affectedApps").size());
    assertThat(deployment.pods()).hasSize(json.get("affectedPods").size());
    assertThat(deployment.progress().totalSteps()).isEqualTo(json.get("totalSteps").intValue());
    assertThat(deployment.steps())
        .flatExtracting(Deployment.Step::actions)
        .extracting(Deployment.Action::kind)
        .doesNotContain(Deployment.Kind.UNRECOGNISED);
  }

  private void samePod(JsonNode json, PodSpec pod) {
    assertThat(pod.id().path()).isEqualTo(json.get("id").textValue());
    assertThat(pod.instances()).isEqualTo(json.get("scaling").get("instances").intValue());
    BigDecimal cpus = json.get("executorResources").get("cpus").decimalValue();
    for (JsonNode container : json.get("containers")) {
      cpus = cpus.add(container.get("resources").get("cpus").decimalValue());
    }
    assertThat(pod.resourcesPerInstance().cpus()).isEqualByComparingTo(cpus);
  }

  private void sameStatus(JsonNode json, PodStatus status) {
    samePod(json.get("spec"), status.spec());
    assertThat(status.state().name()).isEqualTo(json.get("status").textValue());
    same(
        json.get("instances"),
        status.instances(),
        (i, instance) -> {
          assertThat(instance.id().value()).isEqualTo(i.get("id").textValue());
          assertThat(instance.containers()).hasSize(i.get("containers").size());
          assertThat(instance.resources().cpus())
              .isEqualByComparingTo(i.get("resources").get("cpus").decimalValue());
        });
  }

  private void sameGroup(JsonNode json, Group group) {
    assertThat(group.id().path()).isEqualTo(json.get("id").textValue());
    same(json.path("apps"), group.apps(), this::sameSpec);
    same(json.path("groups"), group.groups(), this::sameGroup);
    assertThat(group.enforceRole().isPresent()).isEqualTo(json.has("enforceRole"));
  }

  private static AppId appId(String path, String before, String after) {
    return new AppId(path.substring(before.length(), path.length() - after.length()));
  }

  private static String asWeWriteIt(String path) {
    return path.replace(":00Z", "%3A00Z").replaceAll("(T[0-9]{2}):([0-9]{2}):", "$1%3A$2%3A");
  }
}
