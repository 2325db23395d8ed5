package dev.pacer.cluster.marathon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.cluster.http.Json;
import dev.pacer.cluster.http.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What single captures say, in our words. */
class MarathonFactsTest {

  private static App app(String capture) {
    return AppReader.app(JsonObject.of(Capture.read(capture).json()).requireObject("app"));
  }

  private static List<QueueItem> queue(String capture) throws IOException {
    List<QueueItem> items = new ArrayList<>();
    QueueReader.each(
        new ByteArrayInputStream(
            Capture.read(capture).responseBody().getBytes(StandardCharsets.UTF_8)),
        items::add);
    return items;
  }

  @Test
  void anAppIsReadWithAllThatAPlannerNeeds() {
    App app = app("simulated-driver/app-get");
    AppSpec spec = app.spec();
    assertThat(spec.id()).isEqualTo(new AppId("/ops/web"));
    assertThat(spec.size().task().cpus()).isEqualTo(new BigDecimal("0.5"));
    assertThat(spec.placement().constraints()).hasToString("[hostname:UNIQUE]");
    assertThat(spec.placement().constraints().get(0).operator())
        .isEqualTo(Constraint.Operator.UNIQUE);
    assertThat(spec.placement().acceptedResourceRoles()).isEmpty();
    assertThat(spec.placement().role()).contains("*");
    assertThat(spec.ports().hostPortsPerInstance()).isEqualTo(2);
    assertThat(spec.ports().fixedHostPorts()).isEmpty();
    assertThat(spec.rollout().upgrade().maximumOverCapacity()).isEqualByComparingTo("0.5");
    assertThat(spec.rollout().backoff())
        .isEqualTo(
            new RunSpec.Backoff(
                Duration.ofSeconds(1), new BigDecimal("1.15"), Duration.ofSeconds(300)));
    assertThat(spec.rollout().unreachable())
        .isEqualTo(new UnreachableStrategy.ReplaceAfter(Duration.ZERO, Duration.ZERO));
    assertThat(spec.checks().health())
        .containsExactly(new AppSpec.HealthCheck("MESOS_HTTP", 5, 10, 5, 3));
    assertThat(app.counts()).contains(new App.Counts(0, 3, 3, 0));
    assertThat(app.tasks()).hasSize(3).allMatch(Task::isHealthy);
    assertThat(app.tasks().get(0).id().launch()).hasValue(1);
    assertThat(app.tasks().get(0).location().zone()).contains("us-east-1a");
    assertThat(spec.labels()).containsEntry("HAPROXY_GROUP", "external");
  }

  @Test
  void aContainersPortsImageAndFetchedFilesAreRead() {
    AppSpec spec = app("simulated-driver/docker-get").spec();
    assertThat(spec.extras().image()).contains("nginx:1.25");
    assertThat(spec.extras().fetchUris()).contains("file:///etc/docker.tar.gz");
    assertThat(spec.ports().networks())
        .containsExactly(new Ports.Network(Ports.Mode.BRIDGE, Optional.empty()));
    assertThat(spec.ports().hostPortsPerInstance()).isEqualTo(1);
    assertThat(spec.isResident()).isFalse();
  }

  @Test
  void aResidentAppHasItsVolumesAndWaitsForItsAgent() {
    App app = app("simulated-driver/resident-get");
    assertThat(app.spec().isResident()).isTrue();
    assertThat(app.spec().persistentVolumes().get(0).sizeMiB()).isEqualByComparingTo("100");
    assertThat(app.spec().rollout().unreachable()).isEqualTo(new UnreachableStrategy.Disabled());
    assertThat(app.tasks().get(0).localVolumeIds())
        .containsExactly("res_pg#data#59445457-e648-11f1-830a-000000000001");
  }

  @Test
  void aDeadTaskIsListedButNotAlive() {
    App app = app("simulated-driver/app-task-oom-lasttaskfailure");
    assertThat(app.lastTaskFailure().orElseThrow().message()).isEqualTo("Memory limit exceeded");
    assertThat(app.tasks())
        .extracting(Task::state)
        .containsExactly(TaskState.FAILED, TaskState.RUNNING);
    Task dead = app.tasks().get(0);
    assertThat(dead.state().isTerminal()).isTrue();
    assertThat(dead.state().isAlive()).isFalse();
    assertThat(dead.times())
        .isEqualTo(new Task.Times(Optional.empty(), Optional.empty(), Optional.empty()));
    assertThat(dead.location().ports()).isEmpty();
  }

  @Test
  void aStartingTaskIsAliveAlthoughNoCountHoldsIt() {
    App app = app("simulated-driver/rolling-app-2");
    assertThat(app.tasks().stream().filter(t -> t.state() == TaskState.STARTING)).hasSize(3);
    assertThat(app.counts().orElseThrow().staged()).isZero();
    assertThat(app.tasks().stream().filter(t -> t.state().isAlive()).count()).isGreaterThan(3);
  }

  @Test
  void aPodInTheQueueAsksForItsContainersAndItsExecutor() throws Exception {
    QueueItem item = queue("simulated-driver/queue-pod-insufficient-cpus-embed-lastunused").get(0);
    assertThat(item.spec()).isInstanceOf(PodSpec.class);
    TaskResources one = item.spec().resourcesPerInstance();
    assertThat(one.cpus()).isEqualByComparingTo("16.1");
    assertThat(one.memMiB()).isEqualByComparingTo("64");
    assertThat(one.diskMiB()).isEqualByComparingTo("10");
    assertThat(item.delay()).isEqualTo(new QueueItem.Delay(Duration.ZERO, true));
    assertThat(item.since()).isEqualTo(Instant.parse("2026-11-22T07:35:38.837Z"));
    assertThat(item.hasOwnOfferSummary()).isTrue();
    assertThat(item.offers().lastOffers())
        .contains(new QueueItem.RejectStep(RejectReason.INSUFFICIENT_CPUS, 2, 2));
    UnusedOffer offer = item.lastUnusedOffers().orElseThrow().get(0);
    assertThat(offer.reasons()).containsExactly(RejectReason.INSUFFICIENT_CPUS);
    assertThat(offer.resources())
        .contains(
            new UnusedOffer.OfferedResource(
                "ports",
                "*",
                new UnusedOffer.Value.Ranges(List.of(new UnusedOffer.Range(31_000, 31_099)))));
    assertThat(offer.attributes())
        .contains(new UnusedOffer.Attribute("rack", new UnusedOffer.Value.Text("r1")));
  }

  @Test
  void theStatisticsOfADeadAppAreToldFromOwnOnes() throws Exception {
    QueueItem item = queue("simulated-driver/queue-stale-statistics-after-recreate").get(0);
    assertThat(item.offers().processed()).isPositive();
    assertThat(item.hasOwnOfferSummary()).isFalse();
  }

  @Test
  void anAgentOfAnotherRegionRefusesWithoutAReason() throws Exception {
    QueueItem item = queue("real-mesos/queue-other-region-no-reason").get(0);
    assertThat(item.lastUnusedOffers().orElseThrow())
        .anySatisfy(offer -> assertThat(offer.reasons()).isEmpty());
  }

  @Test
  void versionsKeepTheirThreeDecimals() {
    assertThat(Version.parse("2026-11-22T07:25:03.000Z")).hasToString("2026-11-22T07:25:03.000Z");
    assertThat(Version.parse("2026-11-22T07:39:32.088982131Z"))
        .isEqualTo(Version.parse("2026-11-22T07:39:32.088Z"));
  }

  @Test
  void taskIdsNameTheirInstance() {
    TaskId pod = new TaskId("pods_p1.instance-db578af6-e647-11f1-9f68-000000000001.web.2");
    assertThat(pod.instance())
        .contains(new InstanceId("pods_p1.instance-db578af6-e647-11f1-9f68-000000000001"));
    assertThat(pod.launch()).hasValue(2);
    TaskId old = new TaskId("ops_web.d5564ac0-e645-11f1-84a4-000000000001");
    assertThat(old.instance()).isEmpty();
    assertThat(old.launch()).isEmpty();
  }

  @Test
  void idsKnowTheirPlaceInTheTree() {
    AppId id = new AppId("/shop/db/pg");
    assertThat(id.group()).isEqualTo(new GroupId("/shop/db"));
    assertThat(id.name()).isEqualTo("pg");
    assertThat(id.taskPrefix()).isEqualTo("shop_db_pg");
    assertThat(new GroupId("/shop").contains(id)).isTrue();
    assertThat(new GroupId("/sho").contains(id)).isFalse();
    assertThat(GroupId.ROOT.contains(id)).isTrue();
    assertThat(new AppId("/a").group()).isEqualTo(GroupId.ROOT);
  }

  @Test
  void whatWeDoNotKnowIsCalledUnrecognised() {
    assertThat(TaskState.parse("TASK_DREAMING")).isEqualTo(TaskState.UNRECOGNISED);
    assertThat(RejectReason.parse("BadMood")).isEqualTo(RejectReason.UNRECOGNISED);
    assertThat(new Constraint("a", "NEAR", Optional.of("b")).operator())
        .isEqualTo(Constraint.Operator.UNRECOGNISED);
  }

  @Test
  void anAbsentStrategyAndAbsentPortsHaveTheirDefaults() {
    AppSpec spec =
        AppReader.spec(
            JsonObject.of(
                Json.parse("{\"id\":\"/a\",\"instances\":1,\"cpus\":1.0004,\"mem\":0.001}")));
    assertThat(spec.size().task().cpus()).isEqualTo(new BigDecimal("1.0004"));
    assertThat(spec.size().task().memMiB()).isEqualTo(new BigDecimal("0.001"));
    assertThat(spec.rollout().unreachable())
        .isEqualTo(new UnreachableStrategy.ReplaceAfter(Duration.ZERO, Duration.ZERO));
    assertThat(spec.ports().hostPortsPerInstance()).isZero();
  }
}
