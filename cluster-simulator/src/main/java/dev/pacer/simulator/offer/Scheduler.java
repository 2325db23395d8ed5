package dev.pacer.simulator.offer;

import java.util.List;

/**
 * The framework's side of the conversation with the master. Called at simulated moments, never from
 * within a call.
 */
public interface Scheduler {

  /** The framework is (again) connected to a leading master. */
  void registered(String frameworkId);

  /** The master is gone; what was on offer is void. */
  void disconnected();

  void offers(List<Offer> offers);

  void rescinded(String offerId);

  void update(TaskStatus status);

  /** An agent was removed; statuses of its tasks are told apart. */
  void agentLost(String agentId);
}
