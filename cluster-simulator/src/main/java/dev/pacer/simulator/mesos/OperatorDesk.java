package dev.pacer.simulator.mesos;

import dev.pacer.simulator.offer.Resource;
import dev.pacer.simulator.offer.TaskState;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What operators may ask of the leader about agents (mesos.md 6). */
public final class OperatorDesk {

  /** From the master to an agent. */
  private static final Duration MESSAGE = Duration.ofMillis(2);

  private static final Answer UNKNOWN = Answer.bad("Unknown agent");

  private final MesosModel model;
  private final Set<String> stuck = new HashSet<>();

  OperatorDesk(MesosModel model) {
    this.model = model;
  }

  public Answer deactivate(String agentId) {
    if (!model.registry().knows(agentId)) {
      return UNKNOWN;
    }
    model.registry().deactivated.add(agentId);
    model.record("agent deactivated id=%s".formatted(agentId));
    AgentRecord agent = model.memory().agents.get(agentId);
    if (agent != null) {
      agent.deactivated = true;
      agent.changed();
      model.allocator().rescind(agent);
    }
    model.touch();
    return Answer.OK;
  }

  public Answer reactivate(String agentId) {
    Registry registry = model.registry();
    if (!registry.deactivated.contains(agentId)) {
      return Answer.bad("Agent is not deactivated");
    }
    DrainInfo drain = registry.drains.get(agentId);
    if (drain != null && !drain.drained()) {
      return Answer.bad("Agent is still in the DRAINING state");
    }
    registry.deactivated.remove(agentId);
    registry.drains.remove(agentId);
    stuck.remove(agentId);
    model.record("agent reactivated id=%s".formatted(agentId));
    model.touch();
    AgentRecord agent = model.memory().agents.get(agentId);
    if (agent == null) {
      return new Answer(409, "Agent removed while processing the call");
    }
    agent.deactivated = false;
    agent.drain = null;
    agent.process().stopDraining();
    agent.changed();
    model.allocator().soon();
    return Answer.OK;
  }

  /** {@code maxGrace} null: none given. */
  public Answer drain(String agentId, @Nullable Duration maxGrace, boolean markGone) {
    Registry registry = model.registry();
    if (!registry.knows(agentId)) {
      return UNKNOWN;
    }
    AgentRecord agent = model.memory().agents.get(agentId);
    if (agent != null && registry.scheduled(agent.machine())) {
      return Answer.bad(
          "Agent %s is part of a maintenance schedule under Machine %s (%s)"
              .formatted(agentId, agent.machine().hostname(), agent.machine().ip()));
    }
    boolean first = !registry.drains.containsKey(agentId);
    DrainInfo drain = new DrainInfo(false, maxGrace, markGone, model.simulation().instant());
    registry.drains.put(agentId, drain);
    registry.deactivated.add(agentId);
    model.record(
        "agent draining id=%s grace=%s markGone=%s".formatted(agentId, maxGrace, markGone));
    if (!first) {
      stuck.remove(agentId);
    }
    if (agent != null) {
      agent.deactivated = true;
      agent.drain = drain;
      agent.changed();
      model.allocator().rescind(agent);
      model.simulation().after(MESSAGE, () -> tellToDrain(agent, drain));
      checkDrainedSoon(agent);
    }
    model.touch();
    return Answer.OK;
  }

  private static void tellToDrain(AgentRecord agent, DrainInfo drain) {
    if (drain.equals(agent.drain) && agent.connected && agent.process().reachable()) {
      agent.process().drain(drain);
    }
  }

  public Answer markGone(String agentId) {
    Registry registry = model.registry();
    if (registry.gone.contains(agentId)) {
      return Answer.OK;
    }
    if (!registry.knows(agentId)) {
      return new Answer(404, "Agent '%s' not found".formatted(agentId));
    }
    model.record("agent marked gone id=%s".formatted(agentId));
    AgentRecord agent = model.memory().agents.get(agentId);
    if (agent != null) {
      gone(agent);
    } else {
      model.memory().recovered.remove(agentId);
      model.agentDesk().endUnreachable(agentId);
      registry.forget(agentId);
      registry.gone.add(agentId);
    }
    model.touch();
    return Answer.OK;
  }

  private void gone(AgentRecord agent) {
    model.registry().gone.add(agent.id());
    stuck.remove(agent.id());
    model
        .agentDesk()
        .remove(
            agent,
            TaskState.GONE_BY_OPERATOR,
            "REASON_AGENT_REMOVED_BY_OPERATOR",
            "Agent has been marked gone");
    if (agent.process().reachable()) {
      agent.process().shutDown();
    }
  }

  /**
   * Makes the agent's next drain hang after its last task (M7), until DRAIN_AGENT is sent again.
   */
  public void stickNextDrain(String agentId) {
    stuck.add(agentId);
  }

  void checkDrainedSoon(AgentRecord agent) {
    LeaderMemory then = model.memory();
    model
        .simulation()
        .after(
            model.settings().agents().drainsAfter(),
            () -> {
              if (model.memory() == then && then.agents.get(agent.id()) == agent) {
                checkDrained(agent);
              }
            });
  }

  /** The real one looks only here: after a call and after an acknowledged end (mesos.md 6.4). */
  void checkDrained(AgentRecord agent) {
    DrainInfo drain = agent.drain;
    if (drain == null
        || drain.drained()
        || !agent.connected
        || stuck.contains(agent.id())
        || agent.process().hasLiveTasks()
        || !model.memory().tasksOn(agent.id()).isEmpty()) {
      return;
    }
    model.record("agent drained id=%s".formatted(agent.id()));
    if (drain.markGone()) {
      gone(agent);
      return;
    }
    agent.drain = drain.done();
    model.registry().drains.put(agent.id(), drain.done());
    agent.changed();
    model.touch();
  }

  /** Reserves an agent's free resources for a role. */
  public Answer reserve(String agentId, List<Resource> resources) {
    return convert(agentId, Conversions.unreserved(resources), resources);
  }

  public Answer unreserve(String agentId, List<Resource> resources) {
    return convert(agentId, resources, Conversions.unreserved(resources));
  }

  private Answer convert(String agentId, List<Resource> from, List<Resource> to) {
    AgentRecord agent = model.memory().agents.get(agentId);
    if (agent == null) {
      return Answer.bad("No agent found with specified ID");
    }
    Resources consumed = Resources.of(from);
    if (!agent.free().contains(consumed)) {
      model.allocator().rescind(agent);
    }
    if (!agent.free().contains(consumed)) {
      return new Answer(
          409,
          "Invalid RESERVE Operation: %s does not contain %s".formatted(agent.free(), consumed));
    }
    agent.convert(consumed, Resources.of(to));
    model.record("agent converted id=%s from=\"%s\"".formatted(agentId, consumed));
    model.allocator().later();
    model.touch();
    return Answer.ACCEPTED;
  }

  /** Ends a framework and kills its tasks. */
  public Answer teardown(String frameworkId) {
    FrameworkRecord framework = model.memory().framework(frameworkId);
    if (framework == null) {
      return Answer.bad("No framework found with ID " + frameworkId);
    }
    Session session = framework.session;
    model.frameworkDesk().remove(framework);
    if (session != null) {
      session.cutOff(true);
    }
    return Answer.OK;
  }

  public Answer setWeight(String role, double weight) {
    if (!(weight > 0)) {
      return Answer.bad("Invalid weight '%s' for role '%s'".formatted(weight, role));
    }
    model.registry().weights.put(role, weight);
    model.allocator().later();
    model.touch();
    return Answer.OK;
  }

  /** Replaces a role's quota; both empty: takes it away. */
  public Answer setQuota(String role, Map<String, Double> guarantees, Map<String, Double> limits) {
    if (guarantees.isEmpty() && limits.isEmpty()) {
      model.registry().quotas.remove(role);
    } else {
      model.registry().quotas.put(role, new Registry.Quota(guarantees, limits));
    }
    model.allocator().later();
    model.touch();
    return Answer.OK;
  }
}
