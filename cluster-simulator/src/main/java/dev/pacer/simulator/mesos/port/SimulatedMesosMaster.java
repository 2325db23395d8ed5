package dev.pacer.simulator.mesos.port;

import dev.pacer.cluster.PeerException;
import dev.pacer.cluster.mesos.AgentCounts;
import dev.pacer.cluster.mesos.AgentId;
import dev.pacer.cluster.mesos.AgentList;
import dev.pacer.cluster.mesos.CallOutcome;
import dev.pacer.cluster.mesos.CallOutcome.Result;
import dev.pacer.cluster.mesos.DrainOrder;
import dev.pacer.cluster.mesos.Executor;
import dev.pacer.cluster.mesos.FrameworkList;
import dev.pacer.cluster.mesos.MachineId;
import dev.pacer.cluster.mesos.MaintenanceSchedule;
import dev.pacer.cluster.mesos.MaintenanceStatus;
import dev.pacer.cluster.mesos.MasterFlags;
import dev.pacer.cluster.mesos.MasterStanding;
import dev.pacer.cluster.mesos.MesosMaster;
import dev.pacer.cluster.mesos.MesosState;
import dev.pacer.cluster.mesos.Role;
import dev.pacer.cluster.mesos.ScheduleOutcome;
import dev.pacer.cluster.mesos.TaskList;
import dev.pacer.simulator.mesos.MasterView;
import dev.pacer.simulator.mesos.MesosModel;
import dev.pacer.simulator.mesos.MesosSettings;
import dev.pacer.simulator.mesos.Window;
import dev.pacer.simulator.offer.Offer.Unavailability;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * The simulated Mesos, asked in-process. Each reading and each order meets the fault rules once,
 * under the name of the operator call that stands for it.
 */
public final class SimulatedMesosMaster implements MesosMaster {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final MesosModel model;
  private final Calls calls;
  private Reading last;

  public SimulatedMesosMaster(MesosModel model) {
    this.model = model;
    this.calls = new Calls(model, PATIENCE);
    this.last = new Reading(model.state());
  }

  private Reading read(String operation) {
    dev.pacer.simulator.mesos.MesosState state = calls.read(operation);
    if (last.state().version() != state.version()) {
      last = new Reading(state, last);
    }
    return last;
  }

  @Override
  public MasterStanding standing() {
    return standing(read("GET_MASTER").state());
  }

  private static MasterStanding standing(dev.pacer.simulator.mesos.MesosState state) {
    MasterView leader = Objects.requireNonNull(state.leader(), "a read state has a leader");
    return new MasterStanding(
        leader.info().id(),
        leader.info().pid(),
        leader.info().pid(),
        "1.12.0",
        leader.started(),
        leader.elected());
  }

  @Override
  public AgentCounts counts() {
    return read("GET_METRICS").counts;
  }

  @Override
  public MesosState state() {
    Reading reading = read("GET_STATE");
    MasterStanding standing = standing(reading.state());
    return new MesosState(
        model.simulation().instant(),
        new MesosState.Office(standing, standing),
        reading.counts,
        reading.agentList,
        reading.taskList,
        reading.frameworkList,
        reading.executors);
  }

  @Override
  public AgentList agents() {
    return read("GET_AGENTS").agentList;
  }

  @Override
  public TaskList tasks() {
    return read("GET_TASKS").taskList;
  }

  @Override
  public FrameworkList frameworks() {
    return read("GET_FRAMEWORKS").frameworkList;
  }

  @Override
  public List<Executor> executors() {
    return read("GET_EXECUTORS").executors;
  }

  @Override
  public List<Role> roles() {
    return RoleWords.of(read("/roles").state());
  }

  @Override
  public MasterFlags flags() {
    read("GET_FLAGS");
    MesosSettings settings = model.settings();
    return new MasterFlags(
        Map.of(
            "agent_ping_timeout", millis(settings.agents().pingTimeout()),
            "max_agent_ping_timeouts", String.valueOf(settings.agents().maxPingTimeouts()),
            "agent_reregister_timeout", millis(settings.agents().reregisterTimeout()),
            "cluster", settings.cluster()));
  }

  private static String millis(Duration duration) {
    return duration.toMillis() + "ms";
  }

  @Override
  public MaintenanceSchedule maintenanceSchedule() {
    return read("GET_MAINTENANCE_SCHEDULE").schedule();
  }

  @Override
  public MaintenanceStatus maintenanceStatus() {
    return read("GET_MAINTENANCE_STATUS").maintenanceStatus();
  }

  @Override
  public ScheduleOutcome changeSchedule(UnaryOperator<MaintenanceSchedule> change) {
    MaintenanceSchedule old;
    try {
      old = maintenanceSchedule();
    } catch (PeerException e) {
      return new ScheduleOutcome.Failed(
          new CallOutcome(Result.NOT_SENT, String.valueOf(e.getMessage())));
    }
    MaintenanceSchedule wanted = change.apply(old);
    if (wanted.equals(old)) {
      return new ScheduleOutcome.Unchanged(old);
    }
    List<Window> windows = windows(wanted);
    CallOutcome outcome =
        calls.order("UPDATE_MAINTENANCE_SCHEDULE", "", () -> model.maintenance().update(windows));
    if (!outcome.accepted() && outcome.result() != Result.UNKNOWN) {
      return new ScheduleOutcome.Failed(outcome);
    }
    try {
      MaintenanceSchedule found = maintenanceSchedule();
      if (found.equals(wanted)) {
        return new ScheduleOutcome.Written(found);
      }
      return outcome.accepted()
          ? new ScheduleOutcome.Overtaken(wanted, found)
          : new ScheduleOutcome.Failed(outcome);
    } catch (PeerException e) {
      return new ScheduleOutcome.Failed(
          new CallOutcome(Result.UNKNOWN, "sent, and not read back: " + e.getMessage()));
    }
  }

  private static List<Window> windows(MaintenanceSchedule schedule) {
    List<Window> windows = new ArrayList<>();
    for (MaintenanceSchedule.Window window : schedule.windows()) {
      windows.add(
          new Window(
              window.machines().stream().map(SimulatedMesosMaster::machine).toList(),
              new Unavailability(window.start(), window.duration())));
    }
    return windows;
  }

  private static dev.pacer.simulator.mesos.MachineId machine(MachineId machine) {
    return new dev.pacer.simulator.mesos.MachineId(machine.hostname(), machine.ip());
  }

  private static List<dev.pacer.simulator.mesos.MachineId> sorted(Set<MachineId> machines) {
    if (machines.isEmpty()) {
      throw new IllegalArgumentException("no machine was named");
    }
    return machines.stream()
        .sorted(Comparator.comparing(MachineId::toString))
        .map(SimulatedMesosMaster::machine)
        .toList();
  }

  @Override
  public CallOutcome machinesDown(Set<MachineId> machines) {
    List<dev.pacer.simulator.mesos.MachineId> down = sorted(machines);
    return calls.order("START_MAINTENANCE", "", () -> model.maintenance().down(down));
  }

  @Override
  public CallOutcome machinesUp(Set<MachineId> machines) {
    List<dev.pacer.simulator.mesos.MachineId> up = sorted(machines);
    return calls.order("STOP_MAINTENANCE", "", () -> model.maintenance().up(up));
  }

  @Override
  public CallOutcome deactivate(AgentId agent) {
    return calls.order(
        "DEACTIVATE_AGENT", agent.value(), () -> model.operatorDesk().deactivate(agent.value()));
  }

  @Override
  public CallOutcome reactivate(AgentId agent) {
    return calls.order(
        "REACTIVATE_AGENT", agent.value(), () -> model.operatorDesk().reactivate(agent.value()));
  }

  @Override
  public CallOutcome drain(AgentId agent, DrainOrder order) {
    return calls.order(
        "DRAIN_AGENT",
        agent.value(),
        () -> model.operatorDesk().drain(agent.value(), order.maxGrace(), order.markGone()));
  }

  @Override
  public CallOutcome markGone(AgentId agent) {
    return calls.order(
        "MARK_AGENT_GONE", agent.value(), () -> model.operatorDesk().markGone(agent.value()));
  }
}
