package dev.pacer.systemtests.served;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.cluster.aws.AutoScaling;
import dev.pacer.cluster.aws.AutoScalingGroup;
import dev.pacer.cluster.aws.Ec2;
import dev.pacer.cluster.aws.Ec2Instance;
import dev.pacer.cluster.aws.GroupInstance;
import dev.pacer.cluster.aws.GroupName;
import dev.pacer.cluster.aws.InstanceId;
import dev.pacer.cluster.aws.ScalingActivity;
import dev.pacer.cluster.aws.TerminationOutcome;
import dev.pacer.cluster.marathon.App;
import dev.pacer.cluster.marathon.AppId;
import dev.pacer.cluster.marathon.ChangeOutcome;
import dev.pacer.cluster.marathon.Definition;
import dev.pacer.cluster.marathon.DeploymentId;
import dev.pacer.cluster.marathon.LockPolicy;
import dev.pacer.cluster.marathon.MarathonApps;
import dev.pacer.cluster.marathon.MarathonClient;
import dev.pacer.cluster.marathon.MarathonEvent;
import dev.pacer.cluster.marathon.MarathonEvents;
import dev.pacer.cluster.marathon.MarathonQueue;
import dev.pacer.cluster.marathon.Task;
import dev.pacer.cluster.marathon.TaskId;
import dev.pacer.cluster.marathon.TaskState;
import dev.pacer.cluster.mesos.Agent;
import dev.pacer.cluster.mesos.AgentId;
import dev.pacer.cluster.mesos.Drain;
import dev.pacer.cluster.mesos.DrainOrder;
import dev.pacer.cluster.mesos.MasterStanding;
import dev.pacer.cluster.mesos.MesosMaster;
import dev.pacer.cluster.mesos.MesosState;
import dev.pacer.cluster.mesos.Value;
import dev.pacer.simulator.scenario.BuiltIn;
import dev.pacer.simulator.scenario.Scenario;
import dev.pacer.systemtests.cluster.Awaiting;
import dev.pacer.systemtests.cluster.Scenarios;
import dev.pacer.systemtests.cluster.ServedCluster;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Our real clients over HTTP against a served world: Mesos, Marathon, AWS, ZooKeeper together. */
class ServedSimulatorIT {

  private static final double SPEED = 20;
  private static final Duration LONG_ENOUGH = Duration.ofMinutes(6);
  private static final AppId WEB = new AppId("/shop/web");

  private ServedCluster cluster;
  private MarathonClient marathon;
  private MesosMaster mesos;
  private AutoScaling autoScaling;
  private Ec2 ec2;
  private Awaiting awaiting;

  private void serve(Scenario scenario) {
    cluster = ServedCluster.start(scenario, SPEED);
    marathon = cluster.clients().marathon(cluster.endpoints().marathons());
    mesos = cluster.clients().mesos(cluster.mastersInZooKeeper());
    autoScaling = cluster.clients().autoScaling(cluster.endpoints().aws());
    ec2 = cluster.clients().ec2(cluster.endpoints().aws());
    awaiting = cluster.awaiting();
  }

  private static Scenario twoOfEach() {
    return Scenarios.of(2, 2, List.of(Scenarios.group("agents", 1, 3, 10)), List.of());
  }

  @AfterEach
  void end() {
    cluster.close();
  }

  private static Definition app(AppId id, String cpus, int instances) {
    return new Definition(
        """
        {"id": "%s", "cmd": "sleep 100000", "cpus": %s, "mem": 64, "instances": %d,
         "portDefinitions": []}
        """
            .formatted(id, cpus, instances));
  }

  private void create(AppId id, String cpus, int instances) {
    assertThat(marathon.apps().create(app(id, cpus, instances), LockPolicy.RESPECT))
        .isInstanceOf(ChangeOutcome.Accepted.class);
  }

  private App app(AppId id, String what, Predicate<App> passes) {
    return awaiting.until(
        id + " " + what, LONG_ENOUGH, () -> marathon.apps().find(id).orElseThrow(), passes);
  }

  private App running(AppId id, int instances) {
    return app(
        id,
        "runs " + instances,
        app ->
            app.counts().orElseThrow().running() == instances
                && app.deployments().isEmpty()
                && tasks(app).size() == instances);
  }

  private static Set<TaskId> tasks(App app) {
    return app.tasks().stream()
        .filter(task -> task.state() == TaskState.RUNNING)
        .map(Task::id)
        .collect(Collectors.toSet());
  }

  private static Set<String> liveTasks(MesosState state) {
    return state.tasks().live().stream().map(task -> task.id().value()).collect(Collectors.toSet());
  }

  private static InstanceId machineOf(Agent agent) {
    Value attribute = agent.attribute("instance_id").orElseThrow();
    return new InstanceId(((Value.Text) attribute).text());
  }

  private static Set<InstanceId> machines(MesosState state) {
    return state.agents().registered().stream()
        .map(ServedSimulatorIT::machineOf)
        .collect(Collectors.toSet());
  }

  private Optional<Agent> find(AgentId id) {
    return mesos.agents().registered().stream().filter(one -> one.id().equals(id)).findFirst();
  }

  @Test
  void theBuiltInClusterHasOneGroupOfThreeAgentsWithTheirActivitiesOnRecord() {
    serve(BuiltIn.scenario());

    AutoScalingGroup group = autoScaling.groups(List.of(new GroupName(BuiltIn.GROUP))).get(0);
    MesosState state = mesos.state();

    assertThat(group.capacity().min()).isEqualTo(1);
    assertThat(group.capacity().desired()).isEqualTo(3);
    assertThat(group.capacity().max()).isEqualTo(10);
    assertThat(group.description().placement().zones()).hasSize(2);
    assertThat(group.inService().toList())
        .hasSize(3)
        .allSatisfy(instance -> assertThat(instance.type().text()).isEqualTo("m5.large"))
        .extracting(GroupInstance::zone)
        .containsAll(group.description().placement().zones());
    assertThat(machines(state))
        .isEqualTo(group.inService().map(GroupInstance::id).collect(Collectors.toSet()));
    assertThat(state.doubts(mesos.flags().reregisterTimeout())).isEmpty();
    List<ScalingActivity> activities = autoScaling.activities(group.name(), 100).newestFirst();
    assertThat(activities)
        .hasSize(3)
        .allSatisfy(activity -> assertThat(activity.launching()).isTrue())
        .allSatisfy(activity -> assertThat(activity.progress().code()).isEqualTo("Successful"))
        .flatExtracting(ScalingActivity::instanceIds)
        .containsExactlyInAnyOrderElementsOf(machines(state));
    assertThat(marathon.apps().list(MarathonApps.Detail.COUNTS)).isEmpty();
    assertThat(mesos.frameworks().present())
        .extracting(framework -> framework.info().name())
        .containsExactly("marathon");
  }

  @Test
  void demandBuysAnAgentByHandAndItsEndGivesItBack() {
    serve(BuiltIn.scenario());
    GroupName group = new GroupName(BuiltIn.GROUP);
    Set<InstanceId> before = machines(mesos.state());

    // 4 instances of 1.5 cpus; each of the 3 agents has 2 cpus and takes one.
    create(WEB, "1.5", 4);
    app(WEB, "runs three", app -> app.counts().orElseThrow().running() == 3);
    awaiting.until(
        "one waits",
        LONG_ENOUGH,
        () -> marathon.queue().list(MarathonQueue.Offers.LAST_UNUSED),
        queue -> queue.size() == 1 && queue.get(0).count() == 1);
    autoScaling.setDesiredCapacity(group, 4);

    App four = running(WEB, 4);
    Set<InstanceId> after = machines(mesos.state());
    assertThat(after).hasSize(4).containsAll(before);
    InstanceId bought =
        after.stream().filter(machine -> !before.contains(machine)).findFirst().orElseThrow();
    Agent agent =
        mesos.agents().registered().stream()
            .filter(one -> machineOf(one).equals(bought))
            .findFirst()
            .orElseThrow();
    Ec2Instance machine = ec2.instances(List.of(bought)).get(0);
    assertThat(machine.address().privateIp()).contains(agent.address().ip());
    assertThat(machine.address().privateDnsName()).contains(agent.address().hostname());
    List<TaskId> onIt =
        four.tasks().stream()
            .filter(task -> task.location().host().equals(agent.address().hostname()))
            .map(Task::id)
            .toList();
    assertThat(onIt).hasSize(1);
    assertThat(marathon.queue().list(MarathonQueue.Offers.SUMMARY)).isEmpty();
    assertThat(liveTasks(mesos.state()))
        .isEqualTo(tasks(four).stream().map(TaskId::value).collect(Collectors.toSet()));

    assertThat(marathon.tasks().killAndScale(onIt, LockPolicy.RESPECT))
        .isInstanceOf(ChangeOutcome.Accepted.class);
    App three = running(WEB, 3);
    assertThat(tasks(four)).containsAll(tasks(three));
    assertThat(mesos.deactivate(agent.id()).accepted()).isTrue();
    assertThat(mesos.drain(agent.id(), new DrainOrder(Duration.ofSeconds(60), false)).accepted())
        .isTrue();
    awaiting.until(
        "the agent is drained",
        LONG_ENOUGH,
        () -> Optional.ofNullable(find(agent.id()).orElseThrow().status().drain()),
        drain -> drain.isPresent() && drain.get().state() == Drain.State.DRAINED);
    assertThat(autoScaling.terminate(bought, true)).isInstanceOf(TerminationOutcome.Accepted.class);
    assertThat(mesos.markGone(agent.id()).accepted()).isTrue();

    awaiting.until("the agent is gone", LONG_ENOUGH, () -> find(agent.id()), Optional::isEmpty);
    awaiting.until(
        "the group is back to three",
        LONG_ENOUGH,
        () -> autoScaling.groups(List.of(group)).get(0),
        now -> now.instances().size() == 3 && now.capacity().desired() == 3);
    awaiting.until(
        "EC2 has ended the machine",
        LONG_ENOUGH,
        () -> ec2.instances(List.of(bought)).get(0),
        now -> now.state().ending());
    assertThat(machines(mesos.state())).isEqualTo(before);
    assertThat(tasks(running(WEB, 3))).isEqualTo(tasks(three));
    assertThat(mesos.state().doubts(mesos.flags().reregisterTimeout())).isEmpty();
  }

  @Test
  void aStandbyPassesOnWhatItIsAsked() {
    serve(twoOfEach());
    MarathonClient viaStandby =
        cluster.clients().marathon(List.of(cluster.endpoints().marathons().get(1)));
    MesosMaster standby = cluster.clients().mesos(cluster.endpoints().masters().get(1));

    assertThat(viaStandby.apps().create(app(WEB, "0.5", 1), LockPolicy.RESPECT))
        .isInstanceOf(ChangeOutcome.Accepted.class);
    running(WEB, 1);
    assertThat(viaStandby.leader()).isEqualTo(marathon.leader());
    assertThat(marathon.leader()).contains(authority(cluster.endpoints().marathon()));
    MasterStanding standing = standby.standing();
    assertThat(standing.leading()).isTrue();
    assertThat(standing.pid()).isEqualTo("master@" + authority(cluster.endpoints().mesos()));
    assertThat(standby.state().agents().registered()).hasSize(3);
  }

  private static String authority(String url) {
    return url.substring("http://".length());
  }

  @Test
  void tasksOutliveTheLeadingMasterAndZooKeeperNamesTheNextOne() {
    serve(twoOfEach());
    create(WEB, "0.5", 3);
    Set<TaskId> before = tasks(running(WEB, 3));
    MesosState first = mesos.state();

    cluster.inWorld(
        world -> {
          world.mesos().failOver();
          return true;
        });

    MesosState second =
        awaiting.until(
            "another master leads, and there is no doubt about it",
            LONG_ENOUGH,
            () -> mesos.state(),
            state ->
                !state.master().sameTermAs(first.master())
                    && state.doubts(Duration.ofMinutes(10)).isEmpty());
    assertThat(second.master().pid())
        .isEqualTo("master@" + authority(cluster.endpoints().masters().get(1)));
    assertThat(second.agents().registered())
        .extracting(Agent::id)
        .containsExactlyInAnyOrderElementsOf(
            first.agents().registered().stream().map(Agent::id).toList());
    awaiting.until(
        "the tasks are reported",
        LONG_ENOUGH,
        () -> liveTasks(mesos.state()),
        tasks -> tasks.equals(liveTasks(first)));
    assertThat(tasks(running(WEB, 3))).isEqualTo(before);
    awaiting.until(
        "Marathon is registered again",
        LONG_ENOUGH,
        () -> mesos.frameworks().present(),
        frameworks ->
            frameworks.size() == 1
                && frameworks.get(0).connection().connected()
                && !frameworks.get(0).connection().recovered());
    assertThat(marathon.apps().scale(WEB, 4, LockPolicy.RESPECT))
        .isInstanceOf(ChangeOutcome.Accepted.class);
    assertThat(tasks(running(WEB, 4))).containsAll(before);
  }

  @Test
  void anAbdicatedMarathonHandsOverAppsAndTasks() {
    serve(twoOfEach());
    create(WEB, "0.5", 2);
    App before = running(WEB, 2);
    String first = marathon.leader().orElseThrow();
    Optional<String> frameworkId = marathon.info().frameworkId();

    assertThat(marathon.abdicateLeader()).isTrue();

    String second =
        awaiting
            .until(
                "another Marathon leads",
                LONG_ENOUGH,
                () -> marathon.leader(),
                leader -> leader.isPresent() && !leader.get().equals(first))
            .orElseThrow();
    assertThat(second).isEqualTo(authority(cluster.endpoints().marathons().get(1)));
    App after = running(WEB, 2);
    assertThat(tasks(after)).isEqualTo(tasks(before));
    assertThat(after.spec()).isEqualTo(before.spec());
    assertThat(marathon.info().frameworkId()).isEqualTo(frameworkId);
    assertThat(marathon.apps().scale(WEB, 3, LockPolicy.RESPECT))
        .isInstanceOf(ChangeOutcome.Accepted.class);
    assertThat(tasks(running(WEB, 3))).containsAll(tasks(before));
  }

  /** Collects what a stream tells. */
  private static final class Heard implements MarathonEvents.Listener {
    private final List<MarathonEvent> events = new CopyOnWriteArrayList<>();
    private final List<String> stream = new CopyOnWriteArrayList<>();

    @Override
    public void onAttached() {
      stream.add("attached");
    }

    @Override
    public void onEvent(MarathonEvent event) {
      events.add(event);
    }

    @Override
    public void onLost(String reason) {
      stream.add("lost");
    }

    boolean success(DeploymentId deployment) {
      return events.stream()
          .filter(event -> event.type().equals("deployment_success"))
          .anyMatch(event -> event.deployment().equals(Optional.of(deployment)));
    }
  }

  @Test
  void theEventStreamTellsOfDeploymentsAndFollowsTheLeader() {
    serve(twoOfEach());
    Heard heard = new Heard();
    MarathonEvents events = cluster.clients().events(cluster.endpoints().marathons());
    try (MarathonEvents.Subscription subscription =
        events.subscribe(Set.of("deployment_success", "status_update_event"), heard)) {
      assertThat(subscription).isNotNull();
      awaiting.until(
          "the stream is attached", LONG_ENOUGH, () -> heard.stream, all -> all.size() == 1);
      DeploymentId creation =
          marathon.apps().create(app(WEB, "0.5", 1), LockPolicy.RESPECT).deployment().orElseThrow();
      awaiting.until(
          "the end of the creation is told",
          LONG_ENOUGH,
          () -> heard.events,
          all -> heard.success(creation));
      assertThat(heard.events)
          .extracting(MarathonEvent::type)
          .containsOnly("deployment_success", "status_update_event");
      assertThat(heard.events)
          .filteredOn(event -> event.type().equals("status_update_event"))
          .isNotEmpty()
          .allSatisfy(event -> assertThat(event.apps()).containsExactly(WEB));

      assertThat(marathon.abdicateLeader()).isTrue();
      awaiting.until(
          "the stream is lost, and attached to the next leader",
          LONG_ENOUGH,
          () -> heard.stream,
          all -> all.size() >= 3 && all.get(1).equals("lost") && last(all).equals("attached"));
      DeploymentId scaling =
          marathon.apps().scale(WEB, 2, LockPolicy.RESPECT).deployment().orElseThrow();
      awaiting.until(
          "the end of the scaling is told",
          LONG_ENOUGH,
          () -> heard.events,
          all -> heard.success(scaling));
    }
  }

  private static String last(List<String> all) {
    return all.get(all.size() - 1);
  }
}
