package dev.pacer.cluster.mesos;

import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * The leading Mesos master. Readings throw {@link dev.pacer.cluster.PeerException} when they are
 * not known (no leader, or one that still reads its registry, is unreachable), and are never empty
 * for that reason; calls that change something do not throw it but say what came of them.
 */
public interface MesosMaster {

  /** Who leads. */
  MasterStanding standing();

  /** The leader's counts of agents, the unreachable ones included. */
  AgentCounts counts();

  /**
   * Agents, tasks, frameworks and executors in one answer, with the leader checked before and
   * after.
   */
  MesosState state();

  /** The agents alone, for a re-check. */
  AgentList agents();

  /** The tasks alone, for a re-check. */
  TaskList tasks();

  /** The frameworks alone. */
  FrameworkList frameworks();

  /** The executors alone. */
  List<Executor> executors();

  /** Roles with quota, what is used of it, and reservations. */
  List<Role> roles();

  /** The start flags of the leader. */
  MasterFlags flags();

  /** The maintenance schedule, of a leader that has read its registry. */
  MaintenanceSchedule maintenanceSchedule();

  /** Which machines are scheduled and down. */
  MaintenanceStatus maintenanceStatus();

  /**
   * Reads the whole schedule, changes it, writes it, and reads it back. The change may be called
   * once only and must keep the windows of others.
   */
  ScheduleOutcome changeSchedule(UnaryOperator<MaintenanceSchedule> change);

  /**
   * Takes scheduled machines down: their agents are removed, tasks are lost, and the agent
   * processes exit (M11). Only for empty agents.
   */
  CallOutcome machinesDown(Set<MachineId> machines);

  /** Brings machines up; they leave the schedule (M12), and a supervisor must start the agents. */
  CallOutcome machinesUp(Set<MachineId> machines);

  /** Stops offers of an agent; can be repeated and undone. */
  CallOutcome deactivate(AgentId agent);

  /** Undoes a deactivation or a finished drain. */
  CallOutcome reactivate(AgentId agent);

  /**
   * Kills all tasks of an agent; cannot be undone while it lasts (M8). Sent again it replaces the
   * order and heals a stuck drain (M7).
   */
  CallOutcome drain(AgentId agent, DrainOrder order);

  /** Declares an agent gone for ever: its id never registers again. */
  CallOutcome markGone(AgentId agent);
}
