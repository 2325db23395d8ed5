package dev.pacer.simulator.marathon.tiny;

import dev.pacer.simulator.kernel.Simulation;
import dev.pacer.simulator.offer.AgentSpec;
import dev.pacer.simulator.offer.FrameworkSpec;
import dev.pacer.simulator.offer.Launch;
import dev.pacer.simulator.offer.Master;
import dev.pacer.simulator.offer.Offer;
import dev.pacer.simulator.offer.Resource;
import dev.pacer.simulator.offer.Scheduler;
import dev.pacer.simulator.offer.SchedulerSession;
import dev.pacer.simulator.offer.TaskState;
import dev.pacer.simulator.offer.TaskStatus;
import dev.pacer.simulator.offer.Workload;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Just enough of a Mesos master to test a framework against: it offers what is free, obeys refusals
 * and lets tasks live as the workload says. No reservations, quotas or failover.
 */
public final class TinyMaster implements Master {

  private static final Duration ALLOCATION = Duration.ofSeconds(1);

  private final Simulation simulation;
  private final Workload workload;
  private final Map<String, Agent> agents = new TreeMap<>();
  private final Map<String, Task> tasks = new LinkedHashMap<>();
  private Session session;
  private int offers;
  private int frameworks;
  private boolean allocationPlanned;

  private static final class Agent {
    private final AgentSpec spec;
    private final String id;
    private boolean reachable = true;
    private String offered = "";
    private Instant refusedUntil = Instant.MIN;

    Agent(String id, AgentSpec spec) {
      this.id = id;
      this.spec = spec;
    }
  }

  private static final class Task {
    private final Launch launch;
    private final Agent agent;
    private final Workload.Behaviour behaviour;
    private TaskState state = TaskState.STAGING;

    Task(Launch launch, Agent agent, Workload.Behaviour behaviour) {
      this.launch = launch;
      this.agent = agent;
      this.behaviour = behaviour;
    }
  }

  public TinyMaster(Simulation simulation, Workload workload) {
    this.simulation = simulation;
    this.workload = workload;
  }

  /** Adds an agent; returns its id. */
  public String add(AgentSpec spec) {
    String id = "tiny-S" + agents.size();
    agents.put(id, new Agent(id, spec));
    planAllocation(Duration.ofMillis(10));
    return id;
  }

  /** Ends an agent: its tasks are lost from sight. */
  public void loseSightOf(String agentId) {
    Agent agent = agents.get(agentId);
    agent.reachable = false;
    for (Task task : List.copyOf(tasks.values())) {
      if (task.agent == agent && !task.state.terminal()) {
        tell(task, TaskState.UNREACHABLE, "health check timed out", true);
      }
    }
  }

  /** The agent is back, with its tasks. */
  public void seeAgain(String agentId) {
    Agent agent = agents.get(agentId);
    agent.reachable = true;
    for (Task task : List.copyOf(tasks.values())) {
      if (task.agent == agent && task.state == TaskState.UNREACHABLE) {
        tell(task, TaskState.RUNNING, "Unreachable agent re-reregistered", true);
      }
    }
    planAllocation(Duration.ofMillis(10));
  }

  public long running() {
    return tasks.values().stream().filter(t -> t.state == TaskState.RUNNING).count();
  }

  @Override
  public SchedulerSession register(FrameworkSpec framework, Scheduler scheduler) {
    Session next =
        new Session(
            framework.id() == null ? "tiny-F" + frameworks++ : framework.id(),
            framework.roles().get(0),
            scheduler);
    session = next;
    simulation.after(
        Duration.ofMillis(5),
        () -> {
          if (session == next) {
            scheduler.registered(next.id);
            planAllocation(Duration.ofMillis(10));
          }
        });
    return next;
  }

  private void planAllocation(Duration delay) {
    if (!allocationPlanned) {
      allocationPlanned = true;
      simulation.after(
          delay,
          () -> {
            allocationPlanned = false;
            allocate();
          });
    }
  }

  private void allocate() {
    Session to = session;
    if (to == null || to.suppressed) {
      return;
    }
    List<Offer> round = new ArrayList<>();
    for (Agent agent : agents.values()) {
      if (agent.reachable
          && agent.offered.isEmpty()
          && !simulation.instant().isBefore(agent.refusedUntil)) {
        List<Resource> free = free(agent);
        if (!free.isEmpty()) {
          agent.offered = "tiny-O" + offers++;
          round.add(
              new Offer(
                  agent.offered,
                  to.id,
                  agent.id,
                  agent.spec.hostname(),
                  free,
                  agent.spec.attributes(),
                  agent.spec.region(),
                  agent.spec.zone(),
                  to.role,
                  null));
        }
      }
    }
    if (!round.isEmpty()) {
      to.scheduler.offers(round);
    }
  }

  private List<Resource> free(Agent agent) {
    Map<String, BigDecimal> used = new TreeMap<>();
    List<Long> ports = new ArrayList<>();
    for (Task task : tasks.values()) {
      if (task.agent == agent && !task.state.terminal()) {
        for (Resource resource : task.launch.resources()) {
          if (resource.value() instanceof Resource.Value.Scalar scalar) {
            used.merge(resource.name(), scalar.amount(), BigDecimal::add);
          } else if (resource.value() instanceof Resource.Value.Ranges ranges) {
            ranges.ranges().forEach(r -> ports.add(r.begin()));
          }
        }
      }
    }
    List<Resource> free = new ArrayList<>();
    for (Resource resource : agent.spec.resources()) {
      if (resource.value() instanceof Resource.Value.Scalar scalar) {
        BigDecimal left =
            scalar.amount().subtract(used.getOrDefault(resource.name(), BigDecimal.ZERO));
        if (left.signum() > 0) {
          free.add(
              new Resource(
                  resource.name(), new Resource.Value.Scalar(left), resource.role(), null, null));
        }
      } else if (resource.value() instanceof Resource.Value.Ranges ranges) {
        List<Resource.Range> left = new ArrayList<>();
        for (Resource.Range range : ranges.ranges()) {
          long begin = range.begin();
          for (long port = range.begin(); port <= range.end(); port++) {
            if (ports.contains(port)) {
              if (begin < port) {
                left.add(new Resource.Range(begin, port - 1));
              }
              begin = port + 1;
            }
          }
          if (begin <= range.end()) {
            left.add(new Resource.Range(begin, range.end()));
          }
        }
        free.add(
            new Resource(
                resource.name(), new Resource.Value.Ranges(left), resource.role(), null, null));
      }
    }
    return free;
  }

  private void start(Launch launch, Agent agent) {
    Workload.Behaviour behaviour = workload.of(launch);
    Task task = new Task(launch, agent, behaviour);
    tasks.put(launch.taskId(), task);
    simulation.after(
        behaviour.fetch(),
        () -> {
          if (behaviour.failure() != null) {
            tell(task, TaskState.FAILED, behaviour.failure(), false);
            return;
          }
          tell(task, TaskState.STARTING, null, false);
          simulation.after(behaviour.start(), () -> run(task));
        });
  }

  private void run(Task task) {
    tell(task, TaskState.RUNNING, null, false);
    if (task.behaviour.runsFor() != null) {
      int code = task.behaviour.exitCode();
      simulation.after(
          task.behaviour.runsFor(),
          () ->
              tell(
                  task,
                  code == 0 ? TaskState.FINISHED : TaskState.FAILED,
                  "Command exited with status " + code,
                  false));
    }
  }

  private void tell(Task task, TaskState state, String message, boolean ofTheMaster) {
    if (task.state.terminal() || (!task.agent.reachable && !ofTheMaster)) {
      return;
    }
    task.state = state;
    if (state.terminal()) {
      planAllocation(ALLOCATION);
    }
    if (session != null) {
      session.scheduler.update(status(task, message));
    }
  }

  private TaskStatus status(Task task, String message) {
    return new TaskStatus(
        task.launch.taskId(),
        task.agent.id,
        task.state,
        "SOURCE_EXECUTOR",
        null,
        message,
        simulation.instant(),
        task.state == TaskState.UNREACHABLE ? simulation.instant() : null);
  }

  private final class Session implements SchedulerSession {
    private final String id;
    private final String role;
    private final Scheduler scheduler;
    private boolean suppressed;

    Session(String id, String role, Scheduler scheduler) {
      this.id = id;
      this.role = role;
      this.scheduler = scheduler;
    }

    private Agent release(Collection<String> offerIds, Duration refuse) {
      Agent found = null;
      for (Agent agent : agents.values()) {
        if (offerIds.contains(agent.offered)) {
          agent.offered = "";
          agent.refusedUntil = simulation.in(refuse);
          found = agent;
          simulation.after(refuse.plusMillis(1), () -> planAllocation(ALLOCATION));
        }
      }
      return found;
    }

    @Override
    public void accept(
        Collection<String> offerIds, List<SchedulerSession.Operation> operations, Duration refuse) {
      Agent agent = release(offerIds, refuse);
      for (SchedulerSession.Operation operation : operations) {
        if (operation instanceof SchedulerSession.Operation.LaunchTasks launch) {
          launch.tasks().forEach(each -> start(each, agent));
        } else if (operation instanceof SchedulerSession.Operation.LaunchGroup group) {
          group.tasks().forEach(each -> start(each, agent));
        } else {
          throw new UnsupportedOperationException("a tiny master reserves nothing");
        }
      }
    }

    @Override
    public void decline(Collection<String> offerIds, Duration refuse) {
      release(offerIds, refuse);
    }

    @Override
    public void revive() {
      suppressed = false;
      agents.values().forEach(agent -> agent.refusedUntil = Instant.MIN);
      planAllocation(Duration.ofMillis(10));
    }

    @Override
    public void suppress() {
      suppressed = true;
    }

    @Override
    public void kill(String taskId) {
      Task task = tasks.get(taskId);
      if (task == null || !task.agent.reachable) {
        return;
      }
      simulation.after(
          task.behaviour.stopsAfter(),
          () -> tell(task, TaskState.KILLED, "Command terminated with signal Terminated", false));
    }

    @Override
    public void reconcile(Collection<String> taskIds) {
      for (String taskId : taskIds) {
        Task task = tasks.get(taskId);
        if (task != null) {
          simulation.after(
              Duration.ofMillis(5),
              () -> scheduler.update(status(task, "Reconciliation: Latest task state")));
        } else {
          simulation.after(
              Duration.ofMillis(5),
              () ->
                  scheduler.update(
                      new TaskStatus(
                          taskId,
                          "",
                          TaskState.UNKNOWN,
                          "SOURCE_MASTER",
                          "REASON_RECONCILIATION",
                          "Reconciliation: Task is unknown",
                          simulation.instant(),
                          null)));
        }
      }
    }

    @Override
    public void teardown() {
      session = null;
    }

    @Override
    public void disconnect() {
      if (session == this) {
        session = null;
      }
      agents.values().forEach(agent -> agent.offered = "");
    }
  }
}
