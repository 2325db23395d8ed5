package dev.pacer.autoscaler;

import dev.pacer.autoscaler.FakeCluster.FakeApp;
import dev.pacer.autoscaler.FakeCluster.Node;
import dev.pacer.cluster.marathon.App;
import dev.pacer.cluster.marathon.AppId;
import dev.pacer.cluster.marathon.AppSpec;
import dev.pacer.cluster.marathon.Deployment;
import dev.pacer.cluster.marathon.DeploymentId;
import dev.pacer.cluster.marathon.MarathonApps;
import dev.pacer.cluster.marathon.MarathonDeployments;
import dev.pacer.cluster.marathon.MarathonInfo;
import dev.pacer.cluster.marathon.MarathonPods;
import dev.pacer.cluster.marathon.MarathonQueue;
import dev.pacer.cluster.marathon.PodStatus;
import dev.pacer.cluster.marathon.Ports;
import dev.pacer.cluster.marathon.QueueItem;
import dev.pacer.cluster.marathon.RunSpec;
import dev.pacer.cluster.marathon.Task;
import dev.pacer.cluster.marathon.TaskId;
import dev.pacer.cluster.marathon.TaskResources;
import dev.pacer.cluster.marathon.TaskState;
import dev.pacer.cluster.marathon.UnreachableStrategy;
import dev.pacer.cluster.marathon.Version;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** What {@code MarathonClient} answers for a {@link FakeCluster}. */
final class FakeMarathon {

  private static final Version VERSION = new Version(Instant.parse("2026-03-01T07:00:00Z"));
  private final FakeCluster cluster;

  FakeMarathon(FakeCluster cluster) {
    this.cluster = cluster;
  }

  static String taskId(FakeApp app, int index) {
    String name = app.id.substring(1).replace('/', '_');
    return "%s.instance-00000000-0000-0000-0000-%012d._app.1".formatted(name, index);
  }

  MarathonInfo info() {
    cluster.requireUp(cluster.marathonDown, "http://marathon:8080/v2/info");
    return new MarathonInfo(
        "marathon",
        "1.11.24",
        true,
        Optional.of("10.0.1.1:8080"),
        Optional.of(FakeMesos.FRAMEWORK),
        new MarathonInfo.Settings(
            Optional.of("*"),
            Set.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty()));
  }

  MarathonApps apps() {
    return StubCall.stub(MarathonApps.class, new Apps());
  }

  MarathonQueue queue() {
    cluster.requireUp(cluster.marathonDown, "http://marathon:8080/v2/queue");
    return StubCall.stub(MarathonQueue.class, new Queue());
  }

  MarathonPods pods() {
    return StubCall.stub(MarathonPods.class, new Pods());
  }

  MarathonDeployments deployments() {
    return StubCall.stub(MarathonDeployments.class, new Deployments());
  }

  static final class Pods {
    List<PodStatus> statuses() {
      return List.of();
    }
  }

  final class Deployments {
    List<Deployment> list() {
      return cluster.deploying
          ? List.of(
              new Deployment(
                  new DeploymentId("d1"),
                  VERSION,
                  Set.of(),
                  Set.of(),
                  List.of(),
                  new Deployment.Progress(1, 1, List.of(), List.of())))
          : List.of();
    }
  }

  final class Apps {
    void forEach(MarathonApps.Detail detail, Consumer<? super App> each) {
      cluster.apps.values().forEach(app -> each.accept(appOf(app)));
    }
  }

  final class Queue {
    void forEach(MarathonQueue.Offers offers, Consumer<? super QueueItem> each) {
      for (FakeApp app : cluster.apps.values()) {
        int count = app.instances - app.tasks.size();
        if (count > 0 && app.queued) {
          each.accept(
              new QueueItem(
                  spec(app),
                  count,
                  Optional.of("*"),
                  new QueueItem.Delay(Duration.ZERO, app.overdue),
                  cluster.now,
                  new QueueItem.OfferSummary(
                      0, 0, Optional.empty(), Optional.empty(), List.of(), List.of()),
                  Optional.empty()));
        }
      }
    }
  }

  private App appOf(FakeApp app) {
    List<Task> tasks = new ArrayList<>();
    for (int i = 0; i < app.tasks.size() + app.staging; i++) {
      boolean running = i < app.tasks.size();
      String agent = running ? app.tasks.get(i) : cluster.node(0).agent();
      String host = cluster.nodeOfAgent(agent).map(n -> n.ip).orElse("gone");
      tasks.add(
          new Task(
              new TaskId(taskId(app, i)),
              new AppId(app.id),
              running ? TaskState.RUNNING : TaskState.STAGING,
              new Task.Location(
                  host,
                  Optional.of(new dev.pacer.cluster.AgentId(agent)),
                  Optional.empty(),
                  Optional.empty(),
                  List.of(),
                  List.of(),
                  Optional.empty()),
              new Task.Times(Optional.empty(), Optional.empty(), Optional.of(VERSION)),
              List.of(),
              List.of()));
    }
    return new App(spec(app), Optional.empty(), tasks, List.of(), Optional.empty(), List.of());
  }

  private static AppSpec spec(FakeApp app) {
    return new AppSpec(
        new AppSpec.Identity(
            new AppId(app.id),
            Optional.of(VERSION),
            Optional.of(new AppSpec.VersionInfo(VERSION, VERSION)),
            app.instances),
        new AppSpec.Size(
            new TaskResources(
                BigDecimal.valueOf(app.cpus), BigDecimal.valueOf(app.mem), BigDecimal.ZERO, 0),
            Optional.empty()),
        new RunSpec.Placement(app.constraints, Optional.empty(), Optional.empty()),
        new Ports(List.of(), List.of(), List.of(), false),
        new RunSpec.Rollout(
            new RunSpec.UpgradeStrategy(BigDecimal.ONE, BigDecimal.ONE),
            new UnreachableStrategy.Disabled(),
            new RunSpec.Backoff(
                Duration.ofSeconds(1), BigDecimal.valueOf(1.15), Duration.ofMinutes(5)),
            RunSpec.KillSelection.YOUNGEST_FIRST,
            Optional.empty()),
        new AppSpec.Checks(List.of(), List.of()),
        new AppSpec.Extras(
            Map.copyOf(app.labels), List.of(), List.of(), List.of(), Optional.empty()));
  }

  /** Starts what waits wherever there is cpu for it; returns how many started. */
  static int start(FakeCluster cluster) {
    int started = 0;
    for (FakeApp app : cluster.apps.values()) {
      for (Node node : cluster.nodes.values()) {
        while (app.tasks.size() < app.instances
            && node.registered
            && !node.deactivated
            && freeCpus(cluster, node) >= app.cpus) {
          app.tasks.add(node.agent());
          started++;
        }
      }
    }
    return started;
  }

  private static double freeCpus(FakeCluster cluster, Node node) {
    double used = 0;
    for (FakeApp app : cluster.apps.values()) {
      used += app.cpus * FakePorts.tasksOn(app, node);
    }
    return cluster.agentCpus - used;
  }
}
