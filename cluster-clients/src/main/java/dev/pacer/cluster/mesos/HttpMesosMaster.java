package dev.pacer.cluster.mesos;

import dev.pacer.cluster.FailedCall;
import dev.pacer.cluster.PeerException;
import dev.pacer.cluster.PeerUnreachableException;
import dev.pacer.cluster.http.HttpPeer;
import dev.pacer.cluster.http.Limits;
import dev.pacer.cluster.http.PeerAddress;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * The leading master over HTTP, by its operator API v1, which (unlike the old endpoints) does not
 * answer before the registry is read (M1). Only roles come from an old endpoint, between two
 * questions to one and the same leader.
 */
public final class HttpMesosMaster implements MesosMaster {
  private final MasterCalls calls;
  private final InstantSource clock;

  /** With the usual limits: long lists may have 1 GiB and take a minute. */
  public HttpMesosMaster(
      Masters masters, Function<PeerAddress, HttpPeer> peers, InstantSource clock) {
    this(masters, peers, clock, Limits.LONG_LIST);
  }

  /**
   * With limits of its own.
   *
   * @param peers makes the HTTP side of an address, with credentials and retries; asked again when
   *     the masters change
   * @param reads for every reading
   */
  public HttpMesosMaster(
      Masters masters, Function<PeerAddress, HttpPeer> peers, InstantSource clock, Limits reads) {
    this.calls = new MasterCalls(masters, peers, reads);
    this.clock = clock;
  }

  @Override
  public MasterStanding standing() {
    return standing(metrics());
  }

  private MasterStanding standing(MasterReader.Metrics metrics) {
    MasterReader.About about = about();
    String told = calls.find().leaderPid();
    String leader = metrics.elected() ? (told == null ? about.pid() : told) : "";
    return new MasterStanding(
        about.id(), about.pid(), leader, about.version(), about.startedAt(), about.electedAt());
  }

  private MasterReader.About about() {
    return calls.ask(CallWriter.plain("GET_MASTER"), MasterReader::about);
  }

  private MasterReader.Metrics metrics() {
    return calls.ask(CallWriter.metrics(), MasterReader::metrics);
  }

  @Override
  public AgentCounts counts() {
    return metrics().counts();
  }

  @Override
  public MesosState state() {
    Instant readAt = clock.instant();
    MasterStanding before = standing();
    StateReader.Lists lists = calls.ask(CallWriter.plain("GET_STATE"), StateReader::read);
    MasterReader.Metrics metrics = metrics();
    MasterStanding after = standing(metrics);
    return new MesosState(
        readAt,
        new MesosState.Office(before, after),
        metrics.counts(),
        lists.agents(),
        lists.tasks(),
        lists.frameworks(),
        lists.executors());
  }

  @Override
  public AgentList agents() {
    return calls.ask(CallWriter.plain("GET_AGENTS"), AgentReader::read);
  }

  @Override
  public TaskList tasks() {
    return calls.ask(CallWriter.plain("GET_TASKS"), TaskReader::read);
  }

  @Override
  public FrameworkList frameworks() {
    return calls.ask(CallWriter.plain("GET_FRAMEWORKS"), FrameworkReader::readFrameworks);
  }

  @Override
  public List<Executor> executors() {
    return calls.ask(CallWriter.plain("GET_EXECUTORS"), FrameworkReader::readExecutors);
  }

  @Override
  public List<Role> roles() {
    MasterReader.About before = about();
    List<Role> roles = calls.get("/roles", RoleReader::read);
    MasterReader.About after = about();
    if (!before.equals(after)) {
      throw new PeerUnreachableException(
          new FailedCall(
              "GET",
              "/roles",
              0,
              "the leader changed from %s to %s meanwhile".formatted(before.pid(), after.pid()),
              "Try again in a while.",
              false),
          null);
    }
    return roles;
  }

  @Override
  public MasterFlags flags() {
    return calls.ask(CallWriter.plain("GET_FLAGS"), MasterReader::flags);
  }

  @Override
  public MaintenanceSchedule maintenanceSchedule() {
    return calls.ask(CallWriter.plain("GET_MAINTENANCE_SCHEDULE"), MaintenanceReader::schedule);
  }

  @Override
  public MaintenanceStatus maintenanceStatus() {
    return calls.ask(CallWriter.plain("GET_MAINTENANCE_STATUS"), MaintenanceReader::status);
  }

  @Override
  public ScheduleOutcome changeSchedule(UnaryOperator<MaintenanceSchedule> change) {
    MaintenanceSchedule sent;
    CallOutcome outcome;
    try {
      MaintenanceSchedule old = maintenanceSchedule();
      sent = change.apply(old);
      if (sent.equals(old)) {
        return new ScheduleOutcome.Unchanged(old);
      }
      outcome = calls.change(CallWriter.schedule(sent));
    } catch (PeerException e) {
      return new ScheduleOutcome.Failed(
          new CallOutcome(CallOutcome.Result.NOT_SENT, e.call().sentence()));
    }
    if (!outcome.accepted() && outcome.result() != CallOutcome.Result.UNKNOWN) {
      return new ScheduleOutcome.Failed(outcome);
    }
    MaintenanceSchedule found;
    try {
      found = maintenanceSchedule();
    } catch (PeerException e) {
      return new ScheduleOutcome.Failed(
          new CallOutcome(
              CallOutcome.Result.UNKNOWN, "sent, and not read back: " + e.call().sentence()));
    }
    if (found.equals(sent)) {
      return new ScheduleOutcome.Written(found);
    }
    return outcome.accepted()
        ? new ScheduleOutcome.Overtaken(sent, found)
        : new ScheduleOutcome.Failed(outcome);
  }

  @Override
  public CallOutcome machinesDown(Set<MachineId> machines) {
    return calls.change(CallWriter.machines("START_MAINTENANCE", sorted(machines)));
  }

  @Override
  public CallOutcome machinesUp(Set<MachineId> machines) {
    return calls.change(CallWriter.machines("STOP_MAINTENANCE", sorted(machines)));
  }

  private static List<MachineId> sorted(Set<MachineId> machines) {
    if (machines.isEmpty()) {
      throw new IllegalArgumentException("no machine was named");
    }
    return machines.stream().sorted(Comparator.comparing(MachineId::toString)).toList();
  }

  @Override
  public CallOutcome deactivate(AgentId agent) {
    return calls.change(CallWriter.agent("DEACTIVATE_AGENT", agent));
  }

  @Override
  public CallOutcome reactivate(AgentId agent) {
    return calls.change(CallWriter.agent("REACTIVATE_AGENT", agent));
  }

  @Override
  public CallOutcome drain(AgentId agent, DrainOrder order) {
    return calls.change(CallWriter.drain(agent, order));
  }

  @Override
  public CallOutcome markGone(AgentId agent) {
    return calls.change(CallWriter.agent("MARK_AGENT_GONE", agent));
  }
}
