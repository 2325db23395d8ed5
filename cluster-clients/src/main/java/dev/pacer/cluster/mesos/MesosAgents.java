package dev.pacer.cluster.mesos;

import java.util.List;

/**
 * What agents themselves tell; throws {@link dev.pacer.cluster.PeerException} when one does not.
 */
public interface MesosAgents {

  /** Its flags and what runs on it. */
  AgentReport report(AgentAddress agent);

  /** What its executors use; empty when it is idle. */
  List<ExecutorUse> statistics(AgentAddress agent);
}
