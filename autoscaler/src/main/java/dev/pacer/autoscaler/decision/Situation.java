package dev.pacer.autoscaler.decision;

import dev.pacer.cluster.aws.AutoScalingGroup;
import dev.pacer.cluster.aws.Ec2Instance;
import dev.pacer.cluster.aws.GroupInstance;
import dev.pacer.cluster.aws.GroupName;
import dev.pacer.cluster.aws.InstanceId;
import dev.pacer.cluster.marathon.App;
import dev.pacer.cluster.marathon.PodStatus;
import dev.pacer.cluster.mesos.Agent;
import dev.pacer.cluster.mesos.FaultDomain;
import dev.pacer.cluster.mesos.Task;
import dev.pacer.view.AgentOnMachine;
import dev.pacer.view.ClusterSnapshot;
import dev.pacer.view.Demand;
import dev.pacer.view.DemandReading;
import dev.pacer.view.Inventory;
import dev.pacer.view.Machine;
import dev.pacer.view.MarathonReading;
import dev.pacer.view.MesosReading;
import dev.pacer.view.Supply;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A snapshot of which every part was read, in the terms that decisions are made in. */
record Situation(
    Instant now,
    ClusterSnapshot snapshot,
    MarathonReading marathon,
    MesosReading mesos,
    Map<GroupName, AutoScalingGroup> groups,
    Inventory inventory,
    Demand demand) {

  /** The situation; empty when a part of the snapshot is missing. */
  static Optional<Situation> of(ClusterSnapshot snapshot, Instant now) {
    Optional<MarathonReading> marathon = snapshot.marathon().find();
    Optional<MesosReading> mesos = snapshot.mesos().find();
    Optional<List<AutoScalingGroup>> groups = snapshot.groups().find();
    Optional<List<Ec2Instance>> machines = snapshot.machines().find();
    if (marathon.isEmpty() || mesos.isEmpty() || groups.isEmpty() || machines.isEmpty()) {
      return Optional.empty();
    }
    Map<GroupName, AutoScalingGroup> byName = new LinkedHashMap<>();
    groups.get().forEach(group -> byName.put(group.name(), group));
    return Optional.of(
        new Situation(
            now,
            snapshot,
            marathon.get(),
            mesos.get(),
            byName,
            Inventory.of(mesos.get(), groups.get(), machines.get()),
            DemandReading.read(marathon.get(), mesos.get(), localRegion(mesos.get()))));
  }

  /**
   * The master does not tell its own region, so that of its agents stands in where they agree (F6).
   */
  private static @Nullable String localRegion(MesosReading mesos) {
    List<String> regions =
        mesos.state().agents().registered().stream()
            .map(Agent::domain)
            .flatMap(domain -> Optional.ofNullable(domain).map(FaultDomain::region).stream())
            .distinct()
            .toList();
    return regions.size() == 1 ? regions.get(0) : null;
  }

  Supply supply() {
    return new Supply(demand.perAgent(), demand.settings());
  }

  Optional<AgentOnMachine> agent(String id) {
    return inventory.agents().stream().filter(a -> a.agent().id().value().equals(id)).findFirst();
  }

  /** Is that machine ending, or gone from its group and from EC2's running ones? */
  boolean isEnding(GroupName group, InstanceId instance) {
    Optional<Ec2Instance> ec2 =
        snapshot.machines().find().orElse(List.of()).stream()
            .filter(machine -> machine.id().equals(instance))
            .findFirst();
    if (ec2.isPresent()) {
      return ec2.get().state().ending();
    }
    return groupInstance(group, instance).isEmpty();
  }

  Optional<GroupInstance> groupInstance(GroupName group, InstanceId instance) {
    return Optional.ofNullable(groups.get(group)).flatMap(g -> g.findInstance(instance));
  }

  /** Nothing on it but what belongs on every agent, and nobody keeps data or room there (S2). */
  boolean isEmpty(AgentOnMachine agent) {
    boolean tasksAreOverhead = agent.tasks().stream().allMatch(this::isPerAgent);
    boolean executorsAreOverhead =
        agent.executors().stream()
            .allMatch(
                executor ->
                    demand.perAgent().stream()
                        .anyMatch(
                            app ->
                                isMarathons(executor.framework().value())
                                    && executor.id().value().contains(app.taskPrefix())));
    boolean unused = !agent.tasks().isEmpty() || agent.agent().resources().allocated().nothing();
    return tasksAreOverhead
        && executorsAreOverhead
        && unused
        && !agent.holdsReservations()
        && !marathonRunsOn(agent.agent().id().value());
  }

  /** Two sources must agree that an agent is empty (L3): Marathon's word counts as well. */
  private boolean marathonRunsOn(String agent) {
    for (App app : marathon.apps()) {
      boolean overhead = "true".equals(app.spec().labels().get(Demand.PER_AGENT_LABEL));
      for (dev.pacer.cluster.marathon.Task task : app.tasks()) {
        if (!overhead
            && task.state().isAlive()
            && task.location().agent().map(id -> id.value().equals(agent)).orElse(false)) {
          return true;
        }
      }
    }
    return marathon.pods().stream()
        .filter(pod -> !"true".equals(pod.spec().labels().get(Demand.PER_AGENT_LABEL)))
        .flatMap(pod -> pod.instances().stream())
        .filter(instance -> instance.state() != PodStatus.State.TERMINAL)
        .anyMatch(instance -> instance.agent().map(id -> id.value().equals(agent)).orElse(false));
  }

  private boolean isPerAgent(Task task) {
    return isMarathons(task.place().framework().value())
        && demand.perAgent().stream()
            .anyMatch(app -> task.id().value().startsWith(app.taskPrefix()));
  }

  private boolean isMarathons(String framework) {
    return marathon.info().frameworkId().map(framework::equals).orElse(false);
  }

  /** How long the machine has been up; unknown to EC2 is new. */
  java.time.Duration age(Machine machine) {
    return machine
        .ec2()
        .map(ec2 -> java.time.Duration.between(ec2.launchedAt(), now))
        .orElse(java.time.Duration.ZERO);
  }
}
