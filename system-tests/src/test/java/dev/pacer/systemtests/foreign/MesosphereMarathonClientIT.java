package dev.pacer.systemtests.foreign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pacer.simulator.scenario.Scenario;
import dev.pacer.systemtests.cluster.Awaiting;
import dev.pacer.systemtests.cluster.Scenarios;
import dev.pacer.systemtests.cluster.ServedCluster;
import java.time.Duration;
import java.util.List;
import mesosphere.marathon.client.Marathon;
import mesosphere.marathon.client.MarathonClient;
import mesosphere.marathon.client.MarathonException;
import mesosphere.marathon.client.model.v2.App;
import mesosphere.marathon.client.model.v2.Deployment;
import mesosphere.marathon.client.model.v2.QueueElement;
import mesosphere.marathon.client.model.v2.Result;
import mesosphere.marathon.client.model.v2.VersionedApp;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A Marathon client that we did not write, against the served Marathon. */
class MesosphereMarathonClientIT {

  private static final Duration LONG_ENOUGH = Duration.ofMinutes(5);

  private ServedCluster cluster;
  private Marathon marathon;
  private Awaiting awaiting;

  @BeforeEach
  void serve() {
    Scenario scenario =
        Scenarios.of(
            1,
            1,
            List.of(),
            List.of(Scenarios.agent("one.test", 1), Scenarios.agent("two.test", 2)));
    cluster = ServedCluster.start(scenario, 20);
    marathon = MarathonClient.getInstance(cluster.endpoints().marathon());
    awaiting = cluster.awaiting();
  }

  @AfterEach
  void end() {
    cluster.close();
  }

  private static App app(String id, double cpus, int instances) {
    App app = new App();
    app.setId(id);
    app.setCmd("sleep 100000");
    app.setCpus(cpus);
    app.setMem(64.0);
    app.setInstances(instances);
    return app;
  }

  private App running(String id, int instances) {
    return awaiting.until(
        "%s runs %d".formatted(id, instances),
        LONG_ENOUGH,
        () -> get(id),
        app -> app.getTasksRunning() == instances && app.getDeployments().isEmpty());
  }

  private App get(String id) {
    try {
      return marathon.getApp(id).getApp();
    } catch (MarathonException e) {
      throw new AssertionError(e);
    }
  }

  private void scale(String id, int instances) throws MarathonException {
    App change = new App();
    change.setInstances(instances);
    Result result = marathon.updateApp(id, change, false);
    assertThat(result.getDeploymentId()).isNotBlank();
    assertThat(result.getVersion()).isNotBlank();
  }

  @Test
  void anAppIsCreatedListedScaledKilledAndDeleted() throws Exception {
    VersionedApp created = marathon.createApp(app("/shop/web", 0.1, 2));
    assertThat(created.getVersion()).isNotBlank();
    assertThat(created.getDeployments()).hasSize(1);

    running("/shop/web", 2);
    assertThat(marathon.getApps().getApps())
        .singleElement()
        .satisfies(
            listed -> {
              assertThat(listed.getId()).isEqualTo("/shop/web");
              assertThat(listed.getCpus()).isEqualTo(0.1);
              assertThat(listed.getTasksRunning()).isEqualTo(2);
            });
    scale("/shop/web", 3);
    running("/shop/web", 3);
    String task = marathon.getAppTasks("/shop/web").getTasks().iterator().next().getId();
    assertThat(marathon.deleteAppTask("/shop/web", task, "false").getTask().getId())
        .isEqualTo(task);
    awaiting.until(
        "another task runs in its place",
        LONG_ENOUGH,
        () -> running("/shop/web", 3).getTasks(),
        tasks -> tasks.stream().noneMatch(one -> one.getId().equals(task)));
    assertThat(marathon.getAppVersions("/shop/web").getVersions()).hasSizeGreaterThanOrEqualTo(2);
    assertThat(marathon.getServerInfo().getLeader()).isNotBlank();

    assertThat(marathon.deleteApp("/shop/web").getDeploymentId()).isNotBlank();
    awaiting.until("the list is empty", LONG_ENOUGH, this::apps, List::isEmpty);
    assertThatThrownBy(() -> marathon.getApp("/shop/web"))
        .isInstanceOf(MarathonException.class)
        .extracting(failure -> ((MarathonException) failure).getStatus())
        .isEqualTo(404);
  }

  private List<VersionedApp> apps() {
    try {
      return marathon.getApps().getApps();
    } catch (MarathonException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void whatDoesNotFitIsInTheQueueAndItsDeploymentCanBeRolledBack() throws Exception {
    marathon.createApp(app("/shop/huge", 64, 2));

    QueueElement waiting =
        awaiting.until("both wait", LONG_ENOUGH, this::queue, queue -> queue.size() == 1).get(0);
    assertThat(waiting.getApp().getId()).isEqualTo("/shop/huge");
    assertThat(waiting.getCount()).isEqualTo(2);
    assertThat(waiting.getDelay().isOverdue()).isTrue();
    List<Deployment> deployments = marathon.getDeployments();
    assertThat(deployments).hasSize(1);
    Deployment deployment = deployments.get(0);
    assertThat(deployment.getAffectedApps()).containsExactly("/shop/huge");
    assertThat(deployment.getCurrentStep()).isLessThanOrEqualTo(deployment.getTotalSteps());
    assertThatThrownBy(() -> scale("/shop/huge", 3))
        .isInstanceOf(MarathonException.class)
        .extracting(failure -> ((MarathonException) failure).getStatus())
        .isEqualTo(409);
    assertThatThrownBy(() -> marathon.createApp(app("/shop/huge", 64, 2)))
        .isInstanceOf(MarathonException.class)
        .extracting(failure -> ((MarathonException) failure).getStatus())
        .isEqualTo(409);

    assertThat(marathon.cancelDeploymentAndRollback(deployment.getId()).getDeploymentId())
        .isNotBlank();
    awaiting.until("the list is empty", LONG_ENOUGH, this::apps, List::isEmpty);
    awaiting.until("nothing waits", LONG_ENOUGH, this::queue, List::isEmpty);
    assertThat(marathon.getDeployments()).isEmpty();
  }

  private List<QueueElement> queue() {
    try {
      return List.copyOf(marathon.getQueue().getQueue());
    } catch (MarathonException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aWrongDefinitionIsRefusedWithItsPlace() {
    assertThatThrownBy(() -> marathon.createApp(app("/shop/web", 0.1, -1)))
        .isInstanceOf(MarathonException.class)
        .hasMessageContaining("/instances")
        .extracting(failure -> ((MarathonException) failure).getStatus())
        .isEqualTo(422);
  }
}
