package dev.pacer.simulator.mesos.port;

import dev.pacer.cluster.mesos.Agent;
import dev.pacer.cluster.mesos.AgentAddress;
import dev.pacer.cluster.mesos.AgentId;
import dev.pacer.cluster.mesos.AgentResources;
import dev.pacer.cluster.mesos.AgentSoftware;
import dev.pacer.cluster.mesos.AgentStatus;
import dev.pacer.cluster.mesos.Drain;
import dev.pacer.cluster.mesos.Executor;
import dev.pacer.cluster.mesos.ExecutorId;
import dev.pacer.cluster.mesos.FaultDomain;
import dev.pacer.cluster.mesos.Framework;
import dev.pacer.cluster.mesos.FrameworkId;
import dev.pacer.cluster.mesos.FrameworkInfo;
import dev.pacer.cluster.mesos.RecoveredAgent;
import dev.pacer.cluster.mesos.Task;
import dev.pacer.cluster.mesos.TaskId;
import dev.pacer.cluster.mesos.TaskPlace;
import dev.pacer.cluster.mesos.TaskState;
import dev.pacer.cluster.mesos.TaskStatus;
import dev.pacer.simulator.mesos.AgentView;
import dev.pacer.simulator.mesos.DrainInfo;
import dev.pacer.simulator.mesos.ExecutorView;
import dev.pacer.simulator.mesos.FrameworkView;
import dev.pacer.simulator.mesos.MesosState;
import dev.pacer.simulator.mesos.RecordedStatus;
import dev.pacer.simulator.mesos.TaskView;
import dev.pacer.simulator.offer.AgentSpec;
import dev.pacer.simulator.offer.FrameworkSpec;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The simulator's agents, tasks and frameworks in the words of the port. */
final class Words {

  private static final AgentSoftware SOFTWARE =
      new AgentSoftware(
          "1.12.0",
          Set.of(
              "MULTI_ROLE",
              "HIERARCHICAL_ROLE",
              "RESERVATION_REFINEMENT",
              "RESOURCE_PROVIDER",
              "RESIZE_VOLUME",
              "AGENT_OPERATION_FEEDBACK",
              "AGENT_DRAINING",
              "TASK_RESOURCE_LIMITS"));

  private Words() {}

  static Agent agent(AgentView agent) {
    return new Agent(
        new AgentId(agent.id()),
        new AgentAddress(agent.spec().hostname(), agent.spec().port(), agent.pid()),
        ResourceWords.attributes(agent.spec().attributes()),
        new AgentResources(
            ResourceWords.of(agent.total(), null),
            ResourceWords.of(agent.used()),
            ResourceWords.of(agent.offered())),
        new AgentStatus(
            agent.active(),
            agent.deactivated(),
            drain(agent.drain()),
            agent.registered(),
            agent.reregistered()),
        SOFTWARE,
        domain(agent.spec()));
  }

  private static @Nullable Drain drain(@Nullable DrainInfo drain) {
    return drain == null
        ? null
        : new Drain(
            drain.drained() ? Drain.State.DRAINED : Drain.State.DRAINING,
            drain.maxGrace(),
            drain.markGone(),
            drain.startedAt().truncatedTo(ChronoUnit.SECONDS));
  }

  private static @Nullable FaultDomain domain(AgentSpec spec) {
    String region = spec.region();
    String zone = spec.zone();
    return region == null || zone == null ? null : new FaultDomain(region, zone);
  }

  static RecoveredAgent recovered(MesosState.RecoveredAgent agent) {
    return new RecoveredAgent(
        new AgentId(agent.id()),
        agent.spec().hostname(),
        agent.spec().port(),
        ResourceWords.attributes(agent.spec().attributes()),
        ResourceWords.of(dev.pacer.simulator.mesos.Resources.of(agent.spec().resources()), null),
        domain(agent.spec()));
  }

  static Task task(TaskView task) {
    List<TaskStatus> statuses = new ArrayList<>();
    task.statuses().forEach(status -> statuses.add(status(status)));
    return new Task(
        new TaskId(task.id()),
        new TaskPlace(
            new FrameworkId(task.frameworkId()),
            new AgentId(task.agentId()),
            task.executorId().isEmpty() ? null : new ExecutorId(task.executorId())),
        TaskState.valueOf(task.state().name()),
        ResourceWords.of(task.resources(), task.role()),
        task.labels(),
        task.killGrace(),
        statuses);
  }

  private static TaskStatus status(RecordedStatus recorded) {
    dev.pacer.simulator.offer.TaskStatus status = recorded.status();
    return new TaskStatus(
        TaskState.valueOf(status.state().name()),
        status.timestamp(),
        status.source(),
        status.reason(),
        status.message(),
        null,
        status.unreachableTime());
  }

  static Framework framework(FrameworkView framework) {
    FrameworkSpec spec = framework.spec();
    return new Framework(
        new FrameworkId(framework.id()),
        new FrameworkInfo(
            spec.name(),
            spec.principal(),
            spec.webuiUrl().isEmpty() ? null : spec.webuiUrl(),
            spec.roles().isEmpty() ? List.of("*") : spec.roles(),
            Set.copyOf(spec.capabilities()),
            spec.failoverTimeout(),
            spec.checkpoint()),
        new Framework.Connection(framework.active(), framework.connected(), framework.recovered()),
        framework.registered(),
        framework.reregistered(),
        ResourceWords.of(framework.used()),
        ResourceWords.of(framework.offered()));
  }

  static Executor executor(ExecutorView executor) {
    return new Executor(
        new ExecutorId(executor.id()),
        new FrameworkId(executor.frameworkId()),
        new AgentId(executor.agentId()),
        "DEFAULT",
        ResourceWords.of(executor.resources(), executor.role()));
  }
}
