package dev.pacer.rehearsal.week;

import dev.pacer.simulator.aws.autoscaling.Group;
import dev.pacer.simulator.aws.ec2.Instance;
import dev.pacer.simulator.kernel.Call;
import dev.pacer.simulator.kernel.EventLog;
import dev.pacer.simulator.kernel.Fault;
import dev.pacer.simulator.kernel.FaultRules;
import dev.pacer.simulator.mesos.SimulatedAgent;
import dev.pacer.simulator.mesos.TaskView;
import dev.pacer.simulator.world.World;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Checks after every event, on the simulator's own state and by no code of the tool: what must
 * never happen, and what it cost.
 */
public final class Truth {

  /** What is checked. */
  public enum Check {
    /** Desired capacity and machines stay within the group's maximum, and ours. */
    NEVER_ABOVE_MAX,
    /** Nobody asks to terminate a machine while a task lives on its agent. */
    NO_LIVE_TASK_TERMINATED,
    /** Nobody asks to terminate a machine that is on its way out already. */
    TERMINATED_ONCE,
    /** Desired capacity never falls by more machines than ended. */
    ONE_DECREMENT_PER_MACHINE,
    /** Few of the machines that were bought end without ever having run a task. */
    BOUGHT_AND_USED
  }

  private final World world;
  private final int ourMax;
  private final Map<Check, Long> checked = new EnumMap<>(Check.class);
  private final List<String> violations = new ArrayList<>();
  private final Set<String> used = new HashSet<>();
  private final Set<String> bought = new HashSet<>();
  private final Map<String, Integer> lastDesired = new LinkedHashMap<>();
  private int neverUsed;
  private int ended;
  private int decrements;

  private Truth(World world, int ourMax) {
    this.world = world;
    this.ourMax = ourMax;
  }

  /**
   * Watches a world from now on.
   *
   * @param ourMax the tool's own limit, in machines per group
   */
  public static Truth watch(World world, int ourMax) {
    Truth truth = new Truth(world, ourMax);
    for (Instance instance : world.aws().instances().all()) {
      truth.used.add(instance.id());
    }
    world.aws().autoScaling().all().forEach(g -> truth.lastDesired.put(g.name(), desired(g)));
    world.simulation().log().watch(truth::event);
    world.faults().add(FaultRules.Rule.always("truth", truth::sees, new Fault.Partition()));
    world.aws().instances().onEnding(truth::ending);
    return truth;
  }

  private static int desired(Group group) {
    return group.now().capacity().desired();
  }

  /** Sees every call as it arrives at a server, before it is acted on; never hits it. */
  private boolean sees(Call call) {
    if (call.operation().equals("TerminateInstanceInAutoScalingGroup")) {
      boolean leaving =
          world.aws().autoScaling().all().stream()
              .flatMap(group -> group.findMember(call.subject()).stream())
              .allMatch(member -> member.now().state().leaving());
      check(
          Check.TERMINATED_ONCE,
          !leaving,
          "termination of %s is asked for, though it is leaving".formatted(call.subject()));
      List<String> live =
          world
              .fleet()
              .agentOn(call.subject())
              .map(SimulatedAgent::tasks)
              .orElse(List.of())
              .stream()
              .filter(task -> !task.state().terminal())
              .map(TaskView::id)
              .toList();
      check(
          Check.NO_LIVE_TASK_TERMINATED,
          live.isEmpty(),
          "termination of %s is asked for, and %s live there".formatted(call.subject(), live));
    }
    return false;
  }

  private void event(EventLog.Entry entry) {
    for (Group group : world.aws().autoScaling().all()) {
      int max = Math.min(ourMax, group.now().capacity().max());
      check(
          Check.NEVER_ABOVE_MAX,
          desired(group) <= max,
          "desired capacity of %s is %d, above %d".formatted(group.name(), desired(group), max));
      int before = lastDesired.getOrDefault(group.name(), desired(group));
      if (desired(group) < before) {
        decrements += before - desired(group);
      }
      lastDesired.put(group.name(), desired(group));
    }
    for (SimulatedAgent agent : world.mesos().agents()) {
      if (agent.registered() && !agent.tasks().isEmpty()) {
        instanceOf(agent).ifPresent(used::add);
      }
    }
    for (Instance instance : world.aws().instances().all()) {
      if (!used.contains(instance.id())) {
        bought.add(instance.id());
      }
    }
  }

  private Optional<String> instanceOf(SimulatedAgent agent) {
    return world.aws().instances().findByPrivateIp(agent.spec().ip()).map(Instance::id);
  }

  private void ending(Instance instance) {
    ended++;
    check(
        Check.ONE_DECREMENT_PER_MACHINE,
        decrements <= ended,
        "desired capacity fell by %d though only %d machines ended".formatted(decrements, ended));
    if (bought.contains(instance.id())) {
      boolean wasUsed = used.contains(instance.id());
      neverUsed += wasUsed ? 0 : 1;
      check(
          Check.BOUGHT_AND_USED,
          neverUsed * 100 < bought.size() * 3 || wasUsed,
          "%s was bought and never ran a task".formatted(instance.id()));
    }
  }

  private void check(Check kind, boolean holds, String violation) {
    checked.merge(kind, 1L, Long::sum);
    if (!holds) {
      violations.add("%s %s: %s".formatted(world.simulation().instant(), kind, violation));
    }
  }

  /** Everything that should not have happened, in order. */
  public List<String> violations() {
    return List.copyOf(violations);
  }

  /** How often each check was made. */
  public Map<Check, Long> checked() {
    return Map.copyOf(checked);
  }

  /** How many machines were launched since the watch began. */
  public int bought() {
    return bought.size();
  }

  /** How many of them ended without a task. */
  public int neverUsed() {
    return neverUsed;
  }
}
