package dev.pacer.rehearsal.demo;

import dev.pacer.rehearsal.demo.ClusterReader.Activity;
import dev.pacer.rehearsal.demo.ClusterReader.Agent;
import dev.pacer.rehearsal.demo.ClusterReader.AppCounts;
import dev.pacer.rehearsal.demo.ClusterReader.Group;
import dev.pacer.rehearsal.demo.ClusterReader.Member;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The autoscaler's part of the demo: an app that does not fit makes it buy one agent, the app runs;
 * the app goes, one agent is drained and removed. Everything is read from the cluster itself.
 */
public final class GrowAndShrink {

  private static final String APP = "/demo/render";
  private static final int INSTANCES = 4;

  private final Supplier<ClusterReader> served;
  private final String group;
  private final int agents;
  private final Set<String> instancesBefore = new HashSet<>();
  private String deactivatedHost = "";

  /**
   * @param served the cluster, once it is there
   * @param group the Auto Scaling group that gives the agents
   * @param agents how many it has at first; each holds one instance of the app, and no second one
   */
  public GrowAndShrink(Supplier<ClusterReader> served, String group, int agents) {
    this.served = served;
    this.group = group;
    this.agents = agents;
  }

  private ClusterReader cluster() {
    return served.get();
  }

  /** Looked at all the time: the group never grows by more than the one agent that is missing. */
  public Look neverTooMany() {
    int desired = cluster().group(group).desired();
    return desired > agents + 1
        ? new Look.Broken(
            "desired capacity is %d, one more than %d was enough".formatted(desired, agents))
        : new Look.Seen("desired capacity " + desired);
  }

  /** The steps, in order. */
  public List<Step> steps() {
    return List.of(
        Step.watch(
            "The cluster is up",
            "%d agents in Mesos, desired capacity %d".formatted(agents, agents),
            this::clusterIsUp,
            Duration.ofSeconds(30)),
        new Step(
            "An app is posted that does not fit",
            "%d of %d instances of %s run, 1 waits in the queue".formatted(agents, INSTANCES, APP),
            () -> cluster().postApp(definition()),
            this::oneWaits,
            Duration.ofSeconds(30)),
        Step.watch(
            "The autoscaler asks AWS for one agent",
            "desired capacity %d".formatted(agents + 1),
            this::oneIsAskedFor,
            Duration.ofSeconds(30)),
        Step.watch(
            "AWS launches it",
            "a new instance, InService",
            this::oneIsInService,
            Duration.ofSeconds(60)),
        Step.watch(
            "Its agent registers with Mesos",
            "%d active agents".formatted(agents + 1),
            this::itIsRegistered,
            Duration.ofSeconds(60)),
        Step.watch(
            "The app runs",
            "%d of %d instances run".formatted(INSTANCES, INSTANCES),
            this::allRun,
            Duration.ofSeconds(30)),
        new Step(
            "The app is removed",
            APP + " is gone",
            () -> cluster().deleteApp(APP),
            this::appIsGone,
            Duration.ofSeconds(30)),
        Step.watch(
            "The autoscaler deactivates an idle agent",
            "one agent with deactivated:true",
            this::oneIsDeactivated,
            Duration.ofSeconds(60)),
        Step.watch(
            "AWS is told to terminate just this instance",
            "an activity that names it and shrinks the group to " + agents,
            this::itIsTerminated,
            Duration.ofSeconds(30)),
        Step.watch(
            "The agent is gone from Mesos",
            "%d agents, all active".formatted(agents),
            this::itIsGone,
            Duration.ofSeconds(60)),
        Step.watch(
            "The group is back at its size",
            "desired capacity %d, %d instances InService, no other".formatted(agents, agents),
            this::groupIsBack,
            Duration.ofSeconds(60)));
  }

  private static String definition() {
    return """
    {"id": "%s", "cmd": "sleep 86400", "cpus": 1.5, "mem": 1024, "instances": %d,
     "portDefinitions": []}\
    """
        .formatted(APP, INSTANCES);
  }

  private Look clusterIsUp() {
    Group now = cluster().group(group);
    instancesBefore.clear();
    now.members().forEach(member -> instancesBefore.add(member.instanceId()));
    List<Agent> registered = cluster().agents();
    long active = registered.stream().filter(Agent::active).count();
    return Look.when(
        active == agents && registered.size() == agents && now.desired() == agents,
        "%d active agents, desired capacity %d".formatted(active, now.desired()));
  }

  private Look oneWaits() {
    int running = cluster().app(APP).map(AppCounts::running).orElse(0);
    int waiting = cluster().waiting(APP);
    return Look.when(
        running == agents && waiting == INSTANCES - agents,
        "%d run, %d wait".formatted(running, waiting));
  }

  private Look oneIsAskedFor() {
    Group now = cluster().group(group);
    return Look.when(now.desired() == agents + 1, "desired capacity " + now.desired());
  }

  private Look oneIsInService() {
    Optional<Member> fresh =
        cluster().group(group).members().stream()
            .filter(member -> !instancesBefore.contains(member.instanceId()))
            .findFirst();
    return fresh
        .map(
            member ->
                Look.when(
                    member.lifecycleState().equals("InService"),
                    "%s in %s is %s"
                        .formatted(member.instanceId(), member.zone(), member.lifecycleState())))
        .orElse(new Look.NotYet("no new instance in the group"));
  }

  private Look itIsRegistered() {
    long active = cluster().agents().stream().filter(Agent::active).count();
    return Look.when(active == agents + 1, active + " active agents");
  }

  private Look allRun() {
    int running = cluster().app(APP).map(AppCounts::running).orElse(0);
    return Look.when(
        running == INSTANCES && cluster().waiting(APP) == 0,
        "%d of %d run".formatted(running, INSTANCES));
  }

  private Look appIsGone() {
    return cluster()
        .app(APP)
        .map(app -> (Look) new Look.NotYet(app.running() + " still run"))
        .orElse(new Look.Seen("no such app"));
  }

  private Look oneIsDeactivated() {
    List<Agent> deactivated = cluster().agents().stream().filter(Agent::deactivated).toList();
    if (deactivated.size() > 1) {
      return new Look.Broken(deactivated.size() + " agents deactivated, one was to go");
    }
    if (deactivated.isEmpty()) {
      return new Look.NotYet("no agent is deactivated");
    }
    deactivatedHost = deactivated.get(0).hostname();
    return new Look.Seen(deactivatedHost + " is deactivated");
  }

  private Look itIsTerminated() {
    for (Activity activity : cluster().activities(group)) {
      if (activity.cause().contains("in response to a user request")
          && activity.description().startsWith("Terminating EC2 instance: ")) {
        String id = activity.description().substring("Terminating EC2 instance: ".length()).trim();
        String host = cluster().privateDnsName(id);
        if (!host.isEmpty() && !host.equals(deactivatedHost)) {
          return new Look.Broken(
              "%s (%s) was terminated, but %s was drained".formatted(id, host, deactivatedHost));
        }
        boolean shrinks =
            activity
                .cause()
                .contains("shrinking the capacity from %d to %d".formatted(agents + 1, agents));
        return Look.when(shrinks, id + " is the one that was drained: " + activity.status());
      }
    }
    return new Look.NotYet("no such activity");
  }

  private Look itIsGone() {
    List<Agent> registered = cluster().agents();
    boolean listed = registered.stream().anyMatch(a -> a.hostname().equals(deactivatedHost));
    return Look.when(
        !listed && registered.size() == agents && registered.stream().allMatch(Agent::active),
        "%d agents%s".formatted(registered.size(), listed ? ", it is still listed" : ""));
  }

  private Look groupIsBack() {
    Group now = cluster().group(group);
    return Look.when(
        now.desired() == agents && now.inService() == agents && now.members().size() == agents,
        "desired capacity %d, %d of %d instances InService"
            .formatted(now.desired(), now.inService(), now.members().size()));
  }
}
