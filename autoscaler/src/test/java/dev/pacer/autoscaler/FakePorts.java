package dev.pacer.autoscaler;

import dev.pacer.autoscaler.FakeCluster.FakeApp;
import dev.pacer.autoscaler.FakeCluster.Node;
import dev.pacer.autoscaler.FakeCluster.Trouble;
import dev.pacer.cluster.aws.ActivityHistory;
import dev.pacer.cluster.aws.ActivityPlace;
import dev.pacer.cluster.aws.ActivityProgress;
import dev.pacer.cluster.aws.AutoScaling;
import dev.pacer.cluster.aws.AutoScalingGroup;
import dev.pacer.cluster.aws.AwsException;
import dev.pacer.cluster.aws.AwsFailure;
import dev.pacer.cluster.aws.Ec2;
import dev.pacer.cluster.aws.Ec2Instance;
import dev.pacer.cluster.aws.GroupCapacity;
import dev.pacer.cluster.aws.GroupDescription;
import dev.pacer.cluster.aws.GroupInstance;
import dev.pacer.cluster.aws.GroupLife;
import dev.pacer.cluster.aws.GroupName;
import dev.pacer.cluster.aws.GroupPlacement;
import dev.pacer.cluster.aws.GroupRules;
import dev.pacer.cluster.aws.InstanceAddress;
import dev.pacer.cluster.aws.InstanceId;
import dev.pacer.cluster.aws.InstanceKind;
import dev.pacer.cluster.aws.InstanceRefresh;
import dev.pacer.cluster.aws.InstanceState;
import dev.pacer.cluster.aws.InstanceType;
import dev.pacer.cluster.aws.LaunchSource;
import dev.pacer.cluster.aws.LaunchedAs;
import dev.pacer.cluster.aws.LifecycleState;
import dev.pacer.cluster.aws.ScalingActivity;
import dev.pacer.cluster.aws.ScalingProcess;
import dev.pacer.cluster.aws.TerminationOutcome;
import dev.pacer.cluster.aws.Zone;
import dev.pacer.cluster.marathon.MarathonClient;
import dev.pacer.cluster.mesos.MesosMaster;
import dev.pacer.view.SnapshotReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The four ports on a {@link FakeCluster}. */
final class FakePorts {

  static final GroupName GROUP = new GroupName("agents");
  private static final InstanceType TYPE = new InstanceType("m5.large");

  private final FakeCluster cluster;
  private final List<ScalingActivity> activities = new ArrayList<>();

  FakePorts(FakeCluster cluster) {
    this.cluster = cluster;
  }

  SnapshotReader.Sources sources() {
    return new SnapshotReader.Sources(
        StubCall.stub(MarathonClient.class, new FakeMarathon(cluster)),
        mesos(),
        autoScaling(),
        ec2());
  }

  MesosMaster mesos() {
    return StubCall.stub(MesosMaster.class, new FakeMesos(cluster));
  }

  AutoScaling autoScaling() {
    return StubCall.stub(AutoScaling.class, new Groups());
  }

  Ec2 ec2() {
    return StubCall.stub(Ec2.class, new Machines());
  }

  private void requireAws() {
    if (cluster.awsDown) {
      throw new AwsException(failure(AwsFailure.Kind.THROTTLED));
    }
  }

  private static AwsFailure failure(AwsFailure.Kind kind) {
    return new AwsFailure(
        kind, "autoscaling:Call", "", OptionalInt.empty(), Optional.empty(), Optional.empty(), "");
  }

  private LaunchedAs launchedAs(Node node) {
    return new LaunchedAs(TYPE, new Zone(node.zone), 1, Optional.empty());
  }

  final class Groups {
    List<AutoScalingGroup> groups(Collection<GroupName> names) {
      requireAws();
      if (!names.contains(GROUP)) {
        return List.of();
      }
      List<GroupInstance> instances =
          cluster.nodes.values().stream()
              .filter(n -> !n.lifecycle.equals("Terminated"))
              .map(
                  n ->
                      new GroupInstance(
                          new InstanceId(n.instance),
                          launchedAs(n),
                          new LifecycleState(n.lifecycle),
                          true,
                          true))
              .toList();
      return List.of(new AutoScalingGroup(description(), instances));
    }

    private GroupDescription description() {
      return new GroupDescription(
          GROUP,
          new GroupCapacity(cluster.min, cluster.max, cluster.desired),
          new GroupPlacement(
              cluster.zones.stream().map(Zone::new).toList(), List.of(), Optional.empty()),
          new LaunchSource.Unstated(),
          new GroupRules(
              cluster.rebalanceSuspended
                  ? Map.of(ScalingProcess.AZ_REBALANCE, "User suspended")
                  : Map.of(),
              true,
              false,
              Duration.ofMinutes(5),
              Duration.ZERO,
              List.of("Default"),
              false),
          List.of(),
          new GroupLife(FakeCluster.START, Optional.empty()));
    }

    ActivityHistory activities(GroupName group, int atMost) {
      requireAws();
      List<ScalingActivity> newestFirst = new ArrayList<>(cluster.failedLaunches);
      newestFirst.addAll(activities);
      return new ActivityHistory(newestFirst, false);
    }

    List<InstanceRefresh> instanceRefreshes(GroupName group) {
      requireAws();
      return cluster.refreshing ? List.of(new InstanceRefresh("r1", "InProgress")) : List.of();
    }

    void setDesiredCapacity(GroupName group, int units) {
      cluster.sent.add("SetDesiredCapacity " + units);
      Trouble trouble = cluster.trouble;
      cluster.trouble = Trouble.NONE;
      if (trouble != Trouble.DROP_REQUEST) {
        cluster.desired = units;
      }
      if (trouble != Trouble.NONE) {
        throw new AwsException(failure(AwsFailure.Kind.LOST_REPLY));
      }
    }

    TerminationOutcome terminate(InstanceId id, boolean decrement) {
      cluster.sent.add("Terminate " + id);
      Trouble trouble = cluster.trouble;
      cluster.trouble = Trouble.NONE;
      ScalingActivity activity =
          new ScalingActivity(
              "act-" + cluster.sent.size(),
              GROUP,
              "Terminating EC2 instance: " + id,
              "",
              new ActivityProgress(
                  "InProgress", 0, Optional.empty(), cluster.now, Optional.empty()),
              new ActivityPlace(Optional.empty(), Optional.empty()));
      if (trouble != Trouble.DROP_REQUEST) {
        if (cluster.desired - 1 < cluster.min) {
          return new TerminationOutcome.AtMinimum("at minimum");
        }
        cluster.nodes.get(id.text()).lifecycle = "Terminating";
        cluster.desired--;
        activities.add(activity);
      }
      return trouble == Trouble.NONE
          ? new TerminationOutcome.Accepted(activity)
          : new TerminationOutcome.LostReply(failure(AwsFailure.Kind.LOST_REPLY));
    }
  }

  final class Machines {
    List<Ec2Instance> instancesOfGroups(Collection<GroupName> groups) {
      requireAws();
      return cluster.nodes.values().stream()
          .map(
              n ->
                  new Ec2Instance(
                      new InstanceId(n.instance),
                      new InstanceState(n.ec2State),
                      new InstanceKind(TYPE, new Zone(n.zone), false),
                      new InstanceAddress(Optional.of(n.ip), Optional.empty()),
                      n.launched,
                      Map.of(Ec2Instance.GROUP_TAG, GROUP.text())))
          .toList();
    }
  }

  /** Where an app's instances run, by agent. */
  static long tasksOn(FakeApp app, Node node) {
    return app.tasks.stream().filter(node.agent()::equals).count();
  }
}
