package dev.pacer.registryauth.fleet;

import dev.pacer.cluster.marathon.App;
import dev.pacer.cluster.marathon.AppId;
import dev.pacer.cluster.marathon.Constraint;
import dev.pacer.cluster.marathon.Deployment;
import dev.pacer.cluster.marathon.DeploymentId;
import dev.pacer.cluster.marathon.MarathonClient;
import dev.pacer.cluster.marathon.MarathonQueue;
import dev.pacer.cluster.marathon.Task;
import dev.pacer.cluster.marathon.TaskState;
import dev.pacer.cluster.marathon.UnreachableStrategy;
import dev.pacer.cluster.mesos.Agent;
import dev.pacer.cluster.mesos.Doubt;
import dev.pacer.cluster.mesos.MachineId;
import dev.pacer.cluster.mesos.MaintenanceSchedule;
import dev.pacer.cluster.mesos.MesosMaster;
import dev.pacer.cluster.mesos.MesosState;
import dev.pacer.cluster.mesos.RecoveredAgent;
import dev.pacer.registryauth.fleet.plan.FleetFacts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads agents and the per-agent app. Throws {@link dev.pacer.cluster.PeerException} when either is
 * not known.
 */
public final class FleetReader {

  /** The label by which an autoscaler knows an app that belongs on every agent. */
  public static final String LABEL = "autoscaler/per-agent";

  private static final UnreachableStrategy AT_ONCE =
      new UnreachableStrategy.ReplaceAfter(Duration.ZERO, Duration.ZERO);

  private final MarathonClient marathon;
  private final MesosMaster mesos;
  private final AppId app;
  private final Duration returnTime;

  /**
   * @param returnTime how long agents have to come back to a new leader
   */
  public FleetReader(MarathonClient marathon, MesosMaster mesos, AppId app, Duration returnTime) {
    this.marathon = marathon;
    this.mesos = mesos;
    this.app = app;
    this.returnTime = returnTime;
  }

  /** Agents first: an instance that came up in between then counts as one too many, not too few. */
  public FleetFacts read() {
    MesosState state = mesos.state();
    MaintenanceSchedule schedule = mesos.maintenanceSchedule();
    Set<String> hosts = new HashSet<>();
    Map<String, FleetFacts.Where> byId = new HashMap<>();
    for (Agent agent : state.agents().registered()) {
      if (isLeaving(agent, schedule)) {
        byId.put(agent.id().value(), FleetFacts.Where.LEAVING);
      } else if (agent.status().active()) {
        byId.put(agent.id().value(), FleetFacts.Where.ACTIVE);
        hosts.add(agent.address().hostname());
      }
      // One that lost its connection has a minute to come back. Let go in time, its instance is not
      // replaced by one that waits when Mesos gives the agent up.
    }
    // Those that a new leader still waits for run on, and are present.
    for (RecoveredAgent agent : state.agents().recovered()) {
      byId.put(agent.id().value(), FleetFacts.Where.ACTIVE);
      hosts.add(agent.hostname());
    }
    return new FleetFacts(
        state.readAt(),
        hosts,
        doubt(state),
        marathon.apps().find(app).map(found -> facts(found, hosts, byId)));
  }

  private static boolean isLeaving(Agent agent, MaintenanceSchedule schedule) {
    MachineId machine = agent.address().machine();
    return agent.status().deactivated()
        || agent.status().drain() != null
        || (machine != null && schedule.holds(machine));
  }

  /** Unreachable agents are not active ones, and recovering ones are counted as present. */
  private Optional<String> doubt(MesosState state) {
    String text =
        state.doubts(returnTime).stream()
            .filter(
                doubt ->
                    doubt.kind() != Doubt.Kind.AGENTS_RECOVERING
                        && doubt.kind() != Doubt.Kind.AGENTS_UNREACHABLE)
            .map(Doubt::text)
            .collect(Collectors.joining("; "));
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }

  private FleetFacts.AppFacts facts(
      App found, Set<String> hosts, Map<String, FleetFacts.Where> byId) {
    List<FleetFacts.Place> places = new ArrayList<>();
    for (Task task : found.tasks()) {
      if (!task.state().isTerminal()) {
        places.add(place(task, where(task, hosts, byId)));
      }
    }
    return new FleetFacts.AppFacts(
        found.spec().instances(),
        queued(),
        places,
        found.deployments().stream().findFirst().map(this::lock),
        faults(found),
        advice(found));
  }

  /** By the agent's id: a new machine may have a lost one's name. */
  private static FleetFacts.Where where(
      Task task, Set<String> hosts, Map<String, FleetFacts.Where> byId) {
    return task.location()
        .agent()
        .map(id -> byId.getOrDefault(id.value(), FleetFacts.Where.NOWHERE))
        .orElse(
            hosts.contains(task.location().host())
                ? FleetFacts.Where.ACTIVE
                : FleetFacts.Where.NOWHERE);
  }

  private static FleetFacts.Place place(Task task, FleetFacts.Where where) {
    return new FleetFacts.Place(
        task.id(),
        task.location().host(),
        task.state() == TaskState.RUNNING && (task.health().isEmpty() || task.isHealthy()),
        where,
        task.state() == TaskState.KILLING);
  }

  private int queued() {
    int[] count = new int[1];
    marathon
        .queue()
        .forEach(
            MarathonQueue.Offers.SUMMARY,
            item -> count[0] += item.id().equals(app) ? item.count() : 0);
    return count[0];
  }

  private FleetFacts.Lock lock(DeploymentId id) {
    return new FleetFacts.Lock(
        id,
        marathon.deployments().list().stream()
            .filter(deployment -> deployment.id().equals(id))
            .anyMatch(this::scalesThisAppOnly));
  }

  private boolean scalesThisAppOnly(Deployment deployment) {
    return deployment.apps().equals(Set.of(app))
        && deployment.pods().isEmpty()
        && deployment.steps().stream()
            .flatMap(step -> step.actions().stream())
            .allMatch(action -> action.kind() == Deployment.Kind.SCALE);
  }

  private static List<String> faults(App found) {
    boolean unique =
        found.spec().placement().constraints().stream()
            .anyMatch(
                constraint ->
                    constraint.operator() == Constraint.Operator.UNIQUE
                        && (constraint.field().equals("hostname")
                            || constraint.field().equals("@hostname")));
    return unique
        ? List.of()
        : List.of("%s lacks the constraint [\"hostname\",\"UNIQUE\"]".formatted(found.id()));
  }

  private static List<String> advice(App found) {
    List<String> advice = new ArrayList<>();
    if (!"true".equals(found.spec().labels().get(LABEL))) {
      advice.add(
          "%s lacks the label %s: \"true\"; an autoscaler buys agents for it and waits for it"
              .formatted(found.id(), LABEL));
    }
    if (!found.spec().rollout().unreachable().equals(AT_ONCE)) {
      advice.add(
          ("%s has an unreachableStrategy of its own: Marathon goes on listing the instance of a"
                  + " lost agent, and starts none on a new agent of the same name; leave it out")
              .formatted(found.id()));
    }
    return advice;
  }
}
