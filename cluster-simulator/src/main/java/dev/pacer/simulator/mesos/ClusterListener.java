package dev.pacer.simulator.mesos;

/** Told what changes in the leader's memory; the operator event stream is written by it. */
public interface ClusterListener {
  void taskAdded(TaskView task);

  void taskUpdated(TaskView task, RecordedStatus status);

  void agentAdded(AgentView agent);

  void agentRemoved(String agentId);

  void frameworkAdded(FrameworkView framework);

  void frameworkRemoved(FrameworkView framework);

  /** The leader is no more. */
  void ended();
}
