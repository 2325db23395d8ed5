package dev.pacer.simulator.mesos;

import dev.pacer.simulator.kernel.FaultRules;
import dev.pacer.simulator.kernel.Simulation;
import dev.pacer.simulator.offer.AgentSpec;
import dev.pacer.simulator.offer.FrameworkSpec;
import dev.pacer.simulator.offer.Master;
import dev.pacer.simulator.offer.Scheduler;
import dev.pacer.simulator.offer.SchedulerSession;
import dev.pacer.simulator.offer.Workload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The simulated Mesos. Nothing happens by the clock alone: an idle week costs nothing. For one
 * thread at a time, as the simulation is.
 */
public final class MesosModel implements Master {

  /** {@code allocator_agent_recovery_factor} and {@code allocator_recovery_timeout}. */
  private static final double RECOVERY_FACTOR = 0.8;

  private static final Duration RECOVERY_TIMEOUT = Duration.ofMinutes(10);

  private final Simulation simulation;
  private final FaultRules faults;
  private final MesosSettings settings;
  private final Workload workload;
  private final Names names;
  private final Registry registry = new Registry();
  private final Masters masters;
  private final Allocator allocator = new Allocator(this);
  private final Roles roles = new Roles(this);
  private final AgentDesk agentDesk = new AgentDesk(this);
  private final FrameworkDesk frameworkDesk = new FrameworkDesk(this);
  private final TaskDesk taskDesk = new TaskDesk(this);
  private final AcceptDesk acceptDesk = new AcceptDesk(this);
  private final OperatorDesk operatorDesk = new OperatorDesk(this);
  private final Maintenance maintenance = new Maintenance(this);
  private final History history = new History(this);
  private final List<SimulatedAgent> agents = new ArrayList<>();
  private final List<Session> sessions = new ArrayList<>();
  private final List<ClusterListener> listeners = new ArrayList<>();
  private LeaderMemory memory = new LeaderMemory();

  public MesosModel(
      Simulation simulation, FaultRules faults, MesosSettings settings, Workload workload) {
    this.simulation = simulation;
    this.faults = faults;
    this.settings = settings;
    this.workload = workload;
    this.names = new Names(simulation);
    this.masters = new Masters(this);
    memory.ready = true;
  }

  @Override
  public SchedulerSession register(FrameworkSpec framework, Scheduler scheduler) {
    Session session = new Session(this, framework, scheduler);
    sessions.removeIf(old -> !old.alive());
    sessions.add(session);
    simulation.after(Duration.ZERO, () -> frameworkDesk.register(session));
    return session;
  }

  /** A machine with an agent's process that starts now. */
  public SimulatedAgent startAgent(AgentSpec spec) {
    SimulatedAgent agent = new SimulatedAgent(this, spec);
    agents.add(agent);
    agent.start();
    return agent;
  }

  /** Forgets an agent whose machine will never come back; what the masters know of it stays. */
  public void forgetAgent(SimulatedAgent agent) {
    if (agent.running()) {
      throw new IllegalStateException(
          "agent %s is still running".formatted(agent.spec().hostname()));
    }
    agents.remove(agent);
  }

  /** Every agent, running or not, in the order they were first started. */
  public List<SimulatedAgent> agents() {
    return List.copyOf(agents);
  }

  public OperatorDesk operatorDesk() {
    return operatorDesk;
  }

  public Maintenance maintenance() {
    return maintenance;
  }

  public Simulation simulation() {
    return simulation;
  }

  public FaultRules faults() {
    return faults;
  }

  public MesosSettings settings() {
    return settings;
  }

  /** Whether a master leads and has read the registry. */
  public boolean leading() {
    return masters.leads() && memory.ready;
  }

  /** Everything as it is now; cheap when nothing has changed since the last time. */
  public MesosState state() {
    return history.present();
  }

  /** Everything as it was that long ago, as far back as faults in force ask for. */
  public MesosState state(Duration ago) {
    return history.past(ago);
  }

  /** Kills a master's process. */
  public void killMaster(int index) {
    masters.kill(index);
  }

  /** Starts a dead master's process again. */
  public void startMaster(int index) {
    masters.start(index);
  }

  /** Kills the leader; another master follows it once ZooKeeper has noticed. */
  public void failOver() {
    if (masters.leaderIndex() >= 0) {
      masters.kill(masters.leaderIndex());
    }
  }

  public void loseZooKeeper() {
    masters.loseZooKeeper();
  }

  public void restoreZooKeeper() {
    masters.restoreZooKeeper();
  }

  /** Tells the watcher what masters there are, and what becomes of them from now on. */
  public void watch(MastersWatcher watcher) {
    masters.watch(watcher);
  }

  /** Tells the listener what changes in the leader's memory, until it is taken off. */
  public void listen(ClusterListener listener) {
    listeners.add(listener);
  }

  public void unlisten(ClusterListener listener) {
    listeners.remove(listener);
  }

  /** The leader's process is dead; agents and frameworks have not understood it yet. */
  void leaderLost() {
    memory = new LeaderMemory();
    agents.forEach(SimulatedAgent::unknownToLeader);
    List<ClusterListener> told = List.copyOf(listeners);
    listeners.clear();
    told.forEach(ClusterListener::ended);
  }

  /** ZooKeeper has dropped the leader. */
  void leaderGone() {
    sessions.forEach(session -> session.cutOff(false));
  }

  void leaderElected() {
    LeaderMemory term = new LeaderMemory();
    memory = term;
    simulation.after(settings.elections().registryRecovery(), () -> recovered(term));
  }

  private void recovered(LeaderMemory term) {
    if (memory != term) {
      return;
    }
    term.ready = true;
    registry.admitted.forEach(term.recovered::put);
    record("registry recovered agents=%d".formatted(term.recovered.size()));
    touch();
    awaitAgents(term);
    long within = Math.max(1, settings.agents().returnsWithin().toMillis());
    for (SimulatedAgent agent : agents) {
      if (agent.reachable()) {
        agent.register(
            Duration.ofMillis(simulation.chance("mesos.agents").nextLong(within / 8, within + 1)));
      }
    }
    for (Session session : List.copyOf(sessions)) {
      simulation.after(
          Duration.ofMillis(simulation.chance("mesos.agents").nextLong(within / 8, within + 1)),
          () -> frameworkDesk.register(session));
    }
    simulation.after(
        settings.agents().reregisterTimeout(),
        () -> {
          if (memory == term) {
            List.copyOf(term.recovered.keySet()).forEach(this::giveUp);
          }
        });
  }

  /** With quotas nothing is offered until 80 % of the agents are back, or 10 minutes are over. */
  private void awaitAgents(LeaderMemory term) {
    int awaited = (int) (term.recovered.size() * RECOVERY_FACTOR);
    if (registry.quotas.isEmpty() || awaited == 0) {
      return;
    }
    term.awaitedAgents = awaited;
    record("allocator paused until agents=%d are back".formatted(awaited));
    simulation.after(
        RECOVERY_TIMEOUT,
        () -> {
          if (memory == term) {
            term.awaitedAgents = 0;
            allocator.soon();
          }
        });
  }

  private void giveUp(String agentId) {
    memory.recovered.remove(agentId);
    registry.admitted.remove(agentId);
    registry.unreachable.put(agentId, simulation.instant());
    memory.counters.count("recovery_slave_removals");
    memory.counters.count("slave_unreachable_completed");
    memory.counters.count("slave_unreachable_scheduled");
    record("agent unreachable id=%s: did not return to the new leader".formatted(agentId));
    touch();
  }

  void record(String what) {
    simulation.record("mesos", what);
  }

  /** Something that readers can see has changed. */
  void touch() {
    history.changed();
  }

  LeaderMemory memory() {
    return memory;
  }

  Registry registry() {
    return registry;
  }

  Names names() {
    return names;
  }

  Workload workload() {
    return workload;
  }

  Masters masters() {
    return masters;
  }

  Allocator allocator() {
    return allocator;
  }

  Roles roles() {
    return roles;
  }

  AgentDesk agentDesk() {
    return agentDesk;
  }

  FrameworkDesk frameworkDesk() {
    return frameworkDesk;
  }

  TaskDesk taskDesk() {
    return taskDesk;
  }

  AcceptDesk acceptDesk() {
    return acceptDesk;
  }

  List<ClusterListener> listeners() {
    return List.copyOf(listeners);
  }
}
