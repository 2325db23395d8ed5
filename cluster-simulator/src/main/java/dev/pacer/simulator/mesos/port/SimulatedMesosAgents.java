package dev.pacer.simulator.mesos.port;

import dev.pacer.cluster.FailedCall;
import dev.pacer.cluster.PeerUnreachableException;
import dev.pacer.cluster.mesos.AgentAddress;
import dev.pacer.cluster.mesos.AgentReport;
import dev.pacer.cluster.mesos.ExecutorId;
import dev.pacer.cluster.mesos.ExecutorUse;
import dev.pacer.cluster.mesos.FrameworkId;
import dev.pacer.cluster.mesos.MesosAgents;
import dev.pacer.cluster.mesos.TaskId;
import dev.pacer.simulator.mesos.ExecutorOnAgent;
import dev.pacer.simulator.mesos.MesosModel;
import dev.pacer.simulator.mesos.SimulatedAgent;
import dev.pacer.simulator.mesos.TaskView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The simulated agents, asked in-process at the address they are registered with. */
public final class SimulatedMesosAgents implements MesosAgents {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final MesosModel model;
  private final Calls calls;

  public SimulatedMesosAgents(MesosModel model) {
    this.model = model;
    this.calls = new Calls(model, PATIENCE);
  }

  private SimulatedAgent agent(String operation, AgentAddress address) {
    SimulatedAgent found =
        model.agents().stream()
            .filter(
                agent ->
                    agent.running()
                        && agent.spec().port() == address.port()
                        && agent.spec().ip().equals(address.ip()))
            .findFirst()
            .orElseThrow(
                () ->
                    new PeerUnreachableException(
                        new FailedCall(
                            "GET",
                            address.hostname() + " " + operation,
                            0,
                            "connection refused",
                            "Look whether the agent runs.",
                            false),
                        null));
    calls.meet("agent " + operation, found.id() == null ? "" : found.id());
    return found;
  }

  @Override
  public AgentReport report(AgentAddress address) {
    SimulatedAgent agent = agent("/state", address);
    List<AgentReport.RunningExecutor> executors = new ArrayList<>();
    for (ExecutorOnAgent executor : agent.executors()) {
      if (!executor.completed()) {
        executors.add(
            new AgentReport.RunningExecutor(
                new FrameworkId(executor.frameworkId()),
                new ExecutorId(executor.id()),
                executor.containerId(),
                "/var/lib/mesos/executors/" + executor.id() + "/runs/" + executor.containerId(),
                executor.tasks().stream().map(task -> new TaskId(task.id())).toList(),
                List.of()));
      }
    }
    return new AgentReport(
        Objects.requireNonNullElse(agent.id(), ""),
        "slave(1)@" + agent.spec().ip() + ":" + agent.spec().port(),
        agent.spec().hostname(),
        "1.12.0",
        Map.of("http_command_executor", String.valueOf(agent.spec().httpCommandExecutor())),
        executors);
  }

  @Override
  public List<ExecutorUse> statistics(AgentAddress address) {
    SimulatedAgent agent = agent("/monitor/statistics", address);
    Instant now = model.simulation().instant();
    List<ExecutorUse> uses = new ArrayList<>();
    for (ExecutorOnAgent executor : agent.executors()) {
      if (!executor.completed()) {
        long memory = (long) (executor.resources().scalar("mem").doubleValue() * 1024 * 1024);
        uses.add(
            new ExecutorUse(
                new FrameworkId(executor.frameworkId()),
                new ExecutorId(executor.id()),
                cpuTime(executor.tasks().get(0), now),
                ResourceWords.milli(executor.resources().scalar("cpus")),
                memory / 2,
                memory,
                now));
      }
    }
    return uses;
  }

  /** Everything that runs takes six hundredths of one processor. */
  private static Duration cpuTime(TaskView task, Instant now) {
    return task.statuses().isEmpty()
        ? Duration.ZERO
        : Duration.between(task.statuses().get(0).status().timestamp(), now)
            .multipliedBy(6)
            .dividedBy(100);
  }
}
