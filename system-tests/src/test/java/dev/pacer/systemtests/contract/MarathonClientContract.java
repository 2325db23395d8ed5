package dev.pacer.systemtests.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.cluster.marathon.App;
import dev.pacer.cluster.marathon.AppId;
import dev.pacer.cluster.marathon.ChangeOutcome;
import dev.pacer.cluster.marathon.Definition;
import dev.pacer.cluster.marathon.Deployment;
import dev.pacer.cluster.marathon.DeploymentId;
import dev.pacer.cluster.marathon.GroupId;
import dev.pacer.cluster.marathon.LockPolicy;
import dev.pacer.cluster.marathon.MarathonApps;
import dev.pacer.cluster.marathon.MarathonGroups;
import dev.pacer.cluster.marathon.MarathonQueue;
import dev.pacer.cluster.marathon.PodStatus;
import dev.pacer.cluster.marathon.QueueItem;
import dev.pacer.cluster.marathon.RejectReason;
import dev.pacer.cluster.marathon.Task;
import dev.pacer.cluster.marathon.TaskId;
import dev.pacer.cluster.marathon.TaskState;
import dev.pacer.cluster.marathon.Version;
import dev.pacer.cluster.marathon.Wipe;
import dev.pacer.simulator.offer.AgentSpec;
import dev.pacer.simulator.scenario.Scenario;
import dev.pacer.systemtests.cluster.Scenarios;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * What holds of {@link dev.pacer.cluster.marathon.MarathonClient} when it changes things. Every
 * test has apps of its own.
 */
public interface MarathonClientContract extends MarathonReadContract {

  /** Longer than any deployment of these tests takes. */
  Duration LONG_ENOUGH = Duration.ofMinutes(5);

  /** A task that nobody has. */
  TaskId NO_TASK = new TaskId("nobody.instance-00000000-0000-0000-0000-000000000000._app.1");

  /** A cluster with room for the apps of these tests: 20 agents of 2 cpus. */
  static Scenario scenario() {
    List<AgentSpec> agents = new ArrayList<>();
    for (int i = 1; i <= 20; i++) {
      agents.add(Scenarios.agent("agent-" + i + ".test", i));
    }
    return Scenarios.withTasks(
        Scenarios.of(1, 1, List.of(), agents), Scenarios.fails("/contract/failing"));
  }

  private static Definition definition(String id, int instances, String more) {
    return new Definition(
        """
        {"id": "%s", "cmd": "sleep 100000", "cpus": 0.1, "mem": 32, "instances": %d,
         "portDefinitions": []%s}
        """
            .formatted(id, instances, more));
  }

  private static ChangeOutcome.Accepted accepted(ChangeOutcome outcome) {
    assertThat(outcome).as(outcome.explanation()).isInstanceOf(ChangeOutcome.Accepted.class);
    return (ChangeOutcome.Accepted) outcome;
  }

  private App app(AppId id) {
    return marathon().apps().find(id).orElseThrow();
  }

  private App running(AppId id, int instances) {
    return awaiting()
        .until(
            "%s runs %d instances and no deployment".formatted(id, instances),
            LONG_ENOUGH,
            () -> app(id),
            app ->
                app.counts().orElseThrow().running() == instances
                    && app.deployments().isEmpty()
                    && alive(app).size() == instances);
  }

  private static List<Task> alive(App app) {
    return app.tasks().stream().filter(task -> task.state() == TaskState.RUNNING).toList();
  }

  private static Set<TaskId> taskIds(App app) {
    return alive(app).stream().map(Task::id).collect(Collectors.toSet());
  }

  private AppId create(String id, int instances, String more) {
    accepted(marathon().apps().create(definition(id, instances, more), LockPolicy.RESPECT));
    return new AppId(id);
  }

  @Test
  default void aCreatedAppRunsAndItsCountsAgreeWithItsTasks() {
    ChangeOutcome.Accepted created =
        accepted(
            marathon()
                .apps()
                .create(
                    definition("/contract/created", 2, ", \"labels\": {\"tier\": \"front\"}"),
                    LockPolicy.RESPECT));
    AppId id = new AppId("/contract/created");

    assertThat(created.created()).isTrue();
    assertThat(created.deployment()).isPresent();
    App app = running(id, 2);
    assertThat(app.spec().instances()).isEqualTo(2);
    assertThat(app.spec().resourcesPerInstance().cpus()).isEqualByComparingTo("0.1");
    assertThat(app.spec().labels()).containsExactly(Map.entry("tier", "front"));
    assertThat(app.counts()).contains(new App.Counts(0, 2, 0, 0));
    assertThat(app.lastTaskFailure()).isEmpty();
    assertThat(app.tasks()).hasSize(2);
    assertThat(marathon().tasks().listOf(id))
        .extracting(Task::id)
        .containsExactlyInAnyOrderElementsOf(taskIds(app));
    assertThat(marathon().tasks().list())
        .filteredOn(task -> task.app().equals(id))
        .extracting(Task::id)
        .containsExactlyInAnyOrderElementsOf(taskIds(app));
    assertThat(app.tasks())
        .allSatisfy(task -> assertThat(task.location().agent()).isPresent())
        .allSatisfy(task -> assertThat(task.times().startedAt()).isPresent())
        .allSatisfy(task -> assertThat(task.times().version()).isEqualTo(app.spec().version()));
    assertThat(
            marathon().apps().listWithLabels(MarathonApps.Detail.COUNTS, Map.of("tier", "front")))
        .extracting(App::id)
        .contains(id);
  }

  @Test
  default void anAppThatExistsCannotBeCreatedAgain() {
    AppId id = create("/contract/twice", 1, "");

    assertThat(marathon().apps().create(definition(id.path(), 1, ""), LockPolicy.RESPECT))
        .isInstanceOf(ChangeOutcome.Conflict.class);
    running(id, 1);
  }

  @Test
  default void aDefinitionThatIsWrongIsRefusedWithThePlaceOfTheError() {
    ChangeOutcome outcome =
        marathon()
            .apps()
            .create(
                new Definition(
                    "{\"id\": \"/no-such-app-of-pacer\", \"cmd\": \"true\", \"instances\": -1}"),
                LockPolicy.RESPECT);

    assertThat(outcome).isInstanceOf(ChangeOutcome.Invalid.class);
    assertThat(((ChangeOutcome.Invalid) outcome).findings())
        .extracting(ChangeOutcome.Finding::path)
        .containsExactly("/instances");
    assertThat(marathon().apps().find(NOBODY)).isEmpty();
  }

  @Test
  default void scalingChangesTheNumberAndKeepsTheTasks() {
    AppId id = create("/contract/scaled", 1, "");
    App one = running(id, 1);

    ChangeOutcome.Accepted scaled = accepted(marathon().apps().scale(id, 3, LockPolicy.RESPECT));

    assertThat(scaled.created()).isFalse();
    App three = running(id, 3);
    assertThat(taskIds(three)).containsAll(taskIds(one));
    assertThat(three.spec().instances()).isEqualTo(3);
    assertThat(three.spec().identity().versionInfo().orElseThrow().lastConfigChangeAt())
        .isEqualTo(one.spec().identity().versionInfo().orElseThrow().lastConfigChangeAt());
    accepted(marathon().apps().scale(id, 1, LockPolicy.RESPECT));
    assertThat(taskIds(three)).containsAll(taskIds(running(id, 1)));
    assertThat(marathon().apps().scale(NOBODY, 1, LockPolicy.RESPECT))
        .isNotInstanceOf(ChangeOutcome.Accepted.class);
    assertThat(marathon().apps().find(NOBODY)).isEmpty();
  }

  @Test
  default void anAppThatFitsNowhereWaitsInTheQueueAndLocksItself() {
    AppId id = new AppId("/contract/huge");
    ChangeOutcome.Accepted created =
        accepted(
            marathon()
                .apps()
                .create(
                    new Definition(
                        """
                        {"id": "/contract/huge", "cmd": "sleep 100000", "cpus": 64, "mem": 32,
                         "instances": 2, "portDefinitions": []}
                        """),
                    LockPolicy.RESPECT));

    QueueItem item =
        awaiting()
            .until(
                "both instances wait and offers were looked at",
                LONG_ENOUGH,
                () -> queued(id, MarathonQueue.Offers.LAST_UNUSED),
                found ->
                    found.isPresent()
                        && found.get().count() == 2
                        && found.get().offers().processed() > 0
                        && !found.get().lastUnusedOffers().orElseThrow().isEmpty())
            .orElseThrow();

    assertThat(item.delay().overdue()).as("waits for offers").isTrue();
    assertThat(item.hasOwnOfferSummary()).isTrue();
    assertThat(item.spec().resourcesPerInstance().cpus()).isEqualByComparingTo("64");
    assertThat(item.offers().lastOffers())
        .filteredOn(step -> step.declined() > 0)
        .extracting(QueueItem.RejectStep::reason)
        .containsExactly(RejectReason.INSUFFICIENT_CPUS);
    assertThat(item.lastUnusedOffers().orElseThrow())
        .allSatisfy(offer -> assertThat(offer.reasons()).contains(RejectReason.INSUFFICIENT_CPUS));
    assertThat(queued(id, MarathonQueue.Offers.SUMMARY).orElseThrow().lastUnusedOffers()).isEmpty();
    Deployment deployment =
        marathon().deployments().list().stream()
            .filter(one -> one.affects(id))
            .findFirst()
            .orElseThrow();
    assertThat(Optional.of(deployment.id())).isEqualTo(created.deployment());
    assertThat(deployment.apps()).containsExactly(id);
    assertThat(deployment.progress().totalSteps()).isEqualTo(deployment.steps().size());
    assertThat(app(id).deployments()).containsExactly(deployment.id());

    ChangeOutcome locked = marathon().apps().scale(id, 3, LockPolicy.RESPECT);
    assertThat(locked).isInstanceOf(ChangeOutcome.Locked.class);
    assertThat(((ChangeOutcome.Locked) locked).deployments()).containsExactly(deployment.id());
    accepted(marathon().apps().delete(id, LockPolicy.OVERRIDE));
    awaiting()
        .until("it is deleted", LONG_ENOUGH, () -> marathon().apps().find(id), Optional::isEmpty);
    awaiting()
        .until(
            "nothing waits",
            LONG_ENOUGH,
            () -> queued(id, MarathonQueue.Offers.SUMMARY),
            Optional::isEmpty);
  }

  private Optional<QueueItem> queued(AppId id, MarathonQueue.Offers offers) {
    return marathon().queue().list(offers).stream()
        .filter(item -> item.id().equals(id))
        .findFirst();
  }

  private static Definition tooLarge(String id) {
    return new Definition(
        """
        {"id": "%s", "cmd": "sleep 100000", "cpus": 64, "mem": 32, "instances": 1,
         "portDefinitions": []}
        """
            .formatted(id));
  }

  @Test
  default void aDeploymentIsRolledBackOrAbandoned() {
    AppId undone = new AppId("/contract/undone");
    DeploymentId creation =
        accepted(marathon().apps().create(tooLarge(undone.path()), LockPolicy.RESPECT))
            .deployment()
            .orElseThrow();
    assertThat(marathon().deployments().rollBack(creation))
        .isInstanceOf(ChangeOutcome.Accepted.class);
    awaiting()
        .until(
            "the creation is undone",
            LONG_ENOUGH,
            () -> marathon().apps().find(undone),
            Optional::isEmpty);

    AppId left = new AppId("/contract/left");
    DeploymentId stuck =
        accepted(marathon().apps().create(tooLarge(left.path()), LockPolicy.RESPECT))
            .deployment()
            .orElseThrow();
    assertThat(marathon().deployments().abandon(stuck)).isTrue();
    awaiting()
        .until(
            "no deployment is left",
            LONG_ENOUGH,
            () -> app(left),
            app -> app.deployments().isEmpty());
    assertThat(app(left).spec().instances()).isEqualTo(1);
    assertThat(marathon().deployments().abandon(stuck)).isFalse();
    assertThat(marathon().deployments().rollBack(stuck)).isInstanceOf(ChangeOutcome.NotFound.class);
    accepted(marathon().apps().delete(left, LockPolicy.OVERRIDE));
  }

  @Test
  default void aKilledTaskIsReplaced() {
    AppId id = create("/contract/killed", 2, "");
    App before = running(id, 2);
    TaskId victim = alive(before).get(0).id();

    assertThat(marathon().tasks().kill(List.of(victim), Wipe.KEEP))
        .extracting(Task::id)
        .containsExactly(victim);

    App after =
        awaiting()
            .until(
                "another task runs in its place",
                LONG_ENOUGH,
                () -> app(id),
                app -> alive(app).size() == 2 && !taskIds(app).contains(victim));
    assertThat(after.spec().instances()).isEqualTo(2);
    assertThat(marathon().tasks().kill(List.of(NO_TASK), Wipe.KEEP)).isEmpty();
  }

  @Test
  default void aTaskKilledForGoodLowersTheNumber() {
    AppId id = create("/contract/fewer", 3, "");
    App before = running(id, 3);
    TaskId victim = alive(before).get(0).id();

    accepted(marathon().tasks().killAndScale(List.of(victim), LockPolicy.RESPECT));

    App after = running(id, 2);
    assertThat(after.spec().instances()).isEqualTo(2);
    assertThat(taskIds(after)).doesNotContain(victim);
    assertThat(taskIds(before)).containsAll(taskIds(after));
  }

  @Test
  default void aChangedDefinitionReplacesTheTasksAndCanBeTakenBack() {
    AppId id = create("/contract/changed", 1, ", \"env\": {\"MODE\": \"old\"}");
    App old = running(id, 1);
    Version first = old.spec().version().orElseThrow();

    accepted(
        marathon()
            .apps()
            .patch(id, new Definition("{\"labels\": {\"tier\": \"back\"}}"), LockPolicy.RESPECT));
    App patched =
        awaiting()
            .until(
                "the new version runs",
                LONG_ENOUGH,
                () -> running(id, 1),
                app -> app.spec().labels().containsKey("tier"));
    assertThat(taskIds(patched)).doesNotContainAnyElementsOf(taskIds(old));
    assertThat(marathon().apps().findDefinition(id).orElseThrow().json()).contains("\"MODE\"");
    assertThat(marathon().apps().versions(id))
        .contains(first, patched.spec().version().orElseThrow());
    assertThat(marathon().apps().findVersion(id, first).orElseThrow().spec().labels()).isEmpty();

    accepted(marathon().apps().rollBackTo(id, first, LockPolicy.RESPECT));
    awaiting()
        .until(
            "the old version runs",
            LONG_ENOUGH,
            () -> running(id, 1),
            app -> app.spec().labels().isEmpty());
    Set<TaskId> beforeRestart = taskIds(running(id, 1));
    accepted(marathon().apps().restart(id, LockPolicy.RESPECT));
    awaiting()
        .until(
            "other tasks run",
            LONG_ENOUGH,
            () -> running(id, 1),
            app -> !taskIds(app).equals(beforeRestart));
    accepted(marathon().apps().replace(id, definition(id.path(), 2, ""), LockPolicy.RESPECT));
    running(id, 2);
    assertThat(marathon().apps().findDefinition(id).orElseThrow().json())
        .doesNotContain("\"MODE\"");
    assertThat(
            marathon()
                .apps()
                .patch(NOBODY, new Definition("{\"instances\": 2}"), LockPolicy.RESPECT))
        .isInstanceOf(ChangeOutcome.Invalid.class);
  }

  @Test
  default void severalAppsAreMadeInOneDeployment() {
    ChangeOutcome.Accepted made =
        accepted(
            marathon()
                .apps()
                .putAll(
                    List.of(definition("/contract/a", 1, ""), definition("/contract/b", 1, "")),
                    LockPolicy.RESPECT));

    assertThat(made.deployment()).isPresent();
    running(new AppId("/contract/a"), 1);
    running(new AppId("/contract/b"), 1);
  }

  @Test
  default void aDeletedAppIsGoneWithItsTasks() {
    AppId id = create("/contract/deleted", 2, "");
    running(id, 2);

    accepted(marathon().apps().delete(id, LockPolicy.RESPECT));

    awaiting()
        .until("it is gone", LONG_ENOUGH, () -> marathon().apps().find(id), Optional::isEmpty);
    awaiting()
        .until(
            "its tasks are gone", LONG_ENOUGH, () -> marathon().tasks().listOf(id), List::isEmpty);
    assertThat(marathon().apps().delete(id, LockPolicy.RESPECT))
        .isInstanceOf(ChangeOutcome.NotFound.class);
  }

  @Test
  default void anAppWhoseTasksFailBacksOffUntilThatIsReset() {
    AppId id = create("/contract/failing", 1, ", \"backoffSeconds\": 120");

    QueueItem item =
        awaiting()
            .until(
                "it backs off",
                LONG_ENOUGH,
                () -> queued(id, MarathonQueue.Offers.SUMMARY),
                found -> found.isPresent() && !found.get().delay().overdue())
            .orElseThrow();

    assertThat(item.delay().timeLeft()).isPositive();
    App.TaskFailure failure = app(id).lastTaskFailure().orElseThrow();
    assertThat(failure.state()).isEqualTo(TaskState.FAILED);
    assertThat(failure.message()).contains("exited with status 1");
    assertThat(marathon().queue().resetDelay(id)).isTrue();
    TaskId next =
        awaiting()
            .until(
                "it fails again, with another task",
                LONG_ENOUGH,
                () -> app(id).lastTaskFailure().orElseThrow(),
                last -> !last.task().equals(failure.task()))
            .task();
    assertThat(next.instance()).isEqualTo(failure.task().instance());
    assertThat(marathon().queue().resetDelay(NOBODY)).isFalse();
    accepted(marathon().apps().delete(id, LockPolicy.OVERRIDE));
  }

  @Test
  default void aGroupIsMadeChangedScaledAndRemovedWhole() {
    GroupId id = new GroupId("/contract-group");
    accepted(
        marathon()
            .groups()
            .create(
                new Definition(
                    """
                    {"id": "/contract-group", "apps": [
                      {"id": "x", "cmd": "sleep 100000", "cpus": 0.1, "mem": 32, "instances": 1,
                       "portDefinitions": []},
                      {"id": "y", "cmd": "sleep 100000", "cpus": 0.1, "mem": 32, "instances": 1,
                       "portDefinitions": []}]}
                    """),
                LockPolicy.RESPECT));
    AppId x = new AppId("/contract-group/x");
    AppId y = new AppId("/contract-group/y");
    running(x, 1);
    running(y, 1);
    Version first = marathon().groups().find(id).orElseThrow().version().orElseThrow();
    Definition onlyX =
        new Definition(
            """
            {"apps": [{"id": "x", "cmd": "sleep 100000", "cpus": 0.1, "mem": 32, "instances": 1,
                       "portDefinitions": []}]}
            """);
    MarathonGroups.DryRun dry = marathon().groups().dryRun(id, onlyX);
    assertThat(dry).isInstanceOf(MarathonGroups.DryRun.Steps.class);
    assertThat(((MarathonGroups.DryRun.Steps) dry).steps())
        .flatExtracting(Deployment.Step::actions)
        .contains(new Deployment.Action(Deployment.Kind.STOP, y));
    running(y, 1);

    accepted(marathon().groups().scaleBy(id, new BigDecimal("2"), LockPolicy.RESPECT));
    running(x, 2);
    running(y, 2);
    accepted(marathon().groups().put(id, onlyX, LockPolicy.RESPECT));
    awaiting().until("y is gone", LONG_ENOUGH, () -> marathon().apps().find(y), Optional::isEmpty);
    running(x, 1);
    accepted(marathon().groups().rollBackTo(id, first, LockPolicy.RESPECT));
    running(y, 1);
    assertThat(marathon().groups().versions(id)).contains(first);
    assertThat(marathon().groups().findDefinition(id).orElseThrow().json()).contains("\"apps\"");

    accepted(marathon().groups().enforceRole(id, true));
    assertThat(marathon().groups().find(id).orElseThrow().enforceRole()).contains(true);

    accepted(marathon().groups().delete(id, LockPolicy.RESPECT));
    awaiting()
        .until(
            "the group is gone",
            LONG_ENOUGH,
            () -> marathon().groups().find(id),
            Optional::isEmpty);
    assertThat(marathon().apps().find(x)).isEmpty();
  }

  @Test
  default void aPodIsMadeKilledChangedAndRemoved() {
    AppId id = new AppId("/contract/pod");
    accepted(marathon().pods().create(pod(id, 1), LockPolicy.RESPECT));
    PodStatus stable = stable(id, 1);
    assertThat(stable.instances().get(0).containers())
        .extracting(PodStatus.ContainerStatus::name)
        .containsExactly("main");
    assertThat(marathon().pods().list()).extracting(spec -> spec.id()).contains(id);
    assertThat(marathon().pods().statuses()).extracting(PodStatus::id).contains(id);
    assertThat(marathon().pods().find(id).orElseThrow().spec().resourcesPerInstance().cpus())
        .isEqualByComparingTo("0.2");
    assertThat(marathon().pods().create(pod(id, 1), LockPolicy.RESPECT))
        .isInstanceOf(ChangeOutcome.Conflict.class);

    assertThat(
            marathon().pods().killInstances(id, List.of(stable.instances().get(0).id()), Wipe.KEEP))
        .containsExactly(stable.instances().get(0).id());
    awaiting()
        .until(
            "it runs again with another task",
            LONG_ENOUGH,
            () -> stable(id, 1),
            status ->
                !status
                    .instances()
                    .get(0)
                    .containers()
                    .get(0)
                    .task()
                    .equals(stable.instances().get(0).containers().get(0).task()));
    accepted(marathon().pods().replace(id, pod(id, 2), LockPolicy.RESPECT));
    stable(id, 2);
    List<Version> versions = marathon().pods().versions(id);
    assertThat(versions).hasSize(2);
    assertThat(marathon().pods().findVersion(id, versions.get(0)).orElseThrow().spec().instances())
        .isEqualTo(1);
    accepted(marathon().pods().delete(id, LockPolicy.RESPECT));
    awaiting()
        .until("it is gone", LONG_ENOUGH, () -> marathon().pods().find(id), Optional::isEmpty);
  }

  private static Definition pod(AppId id, int instances) {
    return new Definition(
        """
        {"id": "%s", "scaling": {"kind": "fixed", "instances": %d},
         "containers": [{"name": "main", "exec": {"command": {"shell": "sleep 100000"}},
                         "resources": {"cpus": 0.1, "mem": 32}}]}
        """
            .formatted(id, instances));
  }

  private PodStatus stable(AppId id, int instances) {
    return awaiting()
        .until(
            "%s is stable with %d instances".formatted(id, instances),
            LONG_ENOUGH,
            () -> marathon().pods().findStatus(id).orElseThrow(),
            status ->
                status.state() == PodStatus.State.STABLE && status.instances().size() == instances);
  }
}
