package dev.pacer.autoscaler;

import dev.pacer.cluster.FailedCall;
import dev.pacer.cluster.PeerUnreachableException;
import dev.pacer.cluster.aws.ActivityPlace;
import dev.pacer.cluster.aws.ActivityProgress;
import dev.pacer.cluster.aws.ScalingActivity;
import dev.pacer.cluster.aws.Zone;
import dev.pacer.cluster.marathon.Constraint;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A cluster by hand: the test says what it is like, and moves it on. It does nothing by itself; the
 * calls it gets are in {@link #sent}.
 */
final class FakeCluster implements InstantSource {

  static final Instant START = Instant.parse("2026-03-01T08:00:00Z");

  /** A machine of the group, and the agent on it once it registered. */
  static final class Node {
    final String instance;
    final String ip;
    final String zone;
    final Instant launched;
    String lifecycle = "Pending";
    String ec2State = "running";
    boolean registered;
    boolean deactivated;
    boolean recovered;
    boolean maintenance;
    boolean reserved;
    String role = "*";
    int agentsOnIt = 1;

    Node(String instance, String ip, String zone, Instant launched) {
      this.instance = instance;
      this.ip = ip;
      this.zone = zone;
      this.launched = launched;
    }

    String agent() {
      return "agent-" + instance;
    }
  }

  /** An app; its tasks are the agents that they run on. */
  static final class FakeApp {
    final String id;
    double cpus;
    double mem;
    int instances;
    boolean overdue = true;
    boolean queued = true;
    int staging;
    List<Constraint> constraints = List.of();
    Map<String, String> labels = Map.of();
    final List<String> tasks = new ArrayList<>();

    FakeApp(String id) {
      this.id = id;
    }
  }

  Instant now = START;
  final List<String> sent = new ArrayList<>();
  final Map<String, Node> nodes = new LinkedHashMap<>();
  final Map<String, FakeApp> apps = new LinkedHashMap<>();
  List<String> zones = List.of("us-east-1a");
  int min = 1;
  int max = 10;
  int desired;
  double agentCpus = 2;
  double agentMem = 7000;
  Instant elected = START.minus(Duration.ofDays(3));
  boolean deploying;
  boolean rebalanceSuspended = true;
  boolean refreshing;
  Map<String, Long> quotaLimitMilli = Map.of();

  /**
   * What the next call that changes something does besides: nothing, lose its reply, or drop it.
   */
  enum Trouble {
    NONE,
    LOSE_REPLY,
    DROP_REQUEST
  }

  Trouble trouble = Trouble.NONE;
  boolean mesosDown;
  boolean mesosForgetsTasks;
  boolean marathonDown;
  boolean awsDown;
  final List<ScalingActivity> failedLaunches = new ArrayList<>();
  private int launched;

  static FakeCluster withAgents(int count) {
    FakeCluster cluster = new FakeCluster();
    cluster.desired = count;
    cluster.launchGap();
    cluster.now = cluster.now.plus(Duration.ofHours(2));
    cluster.nodes.values().forEach(cluster::register);
    return cluster;
  }

  @Override
  public Instant instant() {
    return now;
  }

  Node node(int index) {
    return List.copyOf(nodes.values()).get(index);
  }

  void launchGap() {
    while (nodes.values().stream().filter(n -> !n.lifecycle.startsWith("Termin")).count()
        < desired) {
      launched++;
      Node node =
          new Node(
              "i-%017x".formatted(launched),
              "10.0.0." + launched,
              zones.get((launched - 1) % zones.size()),
              now);
      nodes.put(node.instance, node);
    }
  }

  /** AWS tried to launch a machine just now, and had none. */
  void failLaunch() {
    failedLaunches.add(
        0,
        new ScalingActivity(
            "failed-" + failedLaunches.size(),
            FakePorts.GROUP,
            "Launching a new EC2 instance.  Status Reason: We currently do not have sufficient"
                + " capacity",
            "",
            new ActivityProgress(
                "Failed",
                100,
                Optional.of("We currently do not have sufficient m5.large capacity"),
                now,
                Optional.of(now)),
            new ActivityPlace(Optional.of(new Zone("us-east-1a")), Optional.empty())));
  }

  void register(Node node) {
    node.lifecycle = "InService";
    node.registered = true;
  }

  /** The machine of a termination that AWS took is gone. */
  void finishTerminations() {
    for (Node node : nodes.values()) {
      if (node.lifecycle.equals("Terminating")) {
        node.lifecycle = "Terminated";
        node.ec2State = "terminated";
        node.registered = false;
      }
    }
  }

  FakeApp app(String id, double cpus, double mem, int instances) {
    FakeApp app = new FakeApp(id);
    app.cpus = cpus;
    app.mem = mem;
    app.instances = instances;
    apps.put(id, app);
    return app;
  }

  Optional<Node> nodeOfAgent(String agent) {
    return nodes.values().stream().filter(n -> n.agent().equals(agent)).findFirst();
  }

  void requireUp(boolean down, String url) {
    if (down) {
      throw new PeerUnreachableException(
          new FailedCall("GET", url, 0, "connection refused", "", false), null);
    }
  }
}
