package dev.pacer.autoscaler.decision;

import dev.pacer.autoscaler.journal.AgentDrain;
import dev.pacer.autoscaler.journal.Memory;
import dev.pacer.autoscaler.plan.Plan;
import dev.pacer.autoscaler.plan.Step;
import dev.pacer.cluster.aws.AutoScalingGroup;
import dev.pacer.cluster.aws.GroupName;
import dev.pacer.cluster.aws.ScalingProcess;
import dev.pacer.view.AgentOnMachine;
import dev.pacer.view.GroupDetails;
import dev.pacer.view.Machine;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Picks empty agents that may go (S0, S2, S5, S6), as many at once as is safe (G9, G11). */
final class Removing {

  private static final String PUBLIC_ROLE = "slave_public";

  private final Situation situation;
  private final IntentReview intents;
  private final Memory memory;
  private final Map<String, AgentDrain> drains;
  private final List<Step> steps = new ArrayList<>();
  private final List<Plan.Deferred> deferred = new ArrayList<>();
  private final Set<String> wanted = new HashSet<>();
  private final List<Memory.Entry> removed = new ArrayList<>();

  /** Removals of this cycle and earlier ones that a group's desired capacity may not show yet. */
  private final Map<GroupName, Long> leaving = new HashMap<>();

  Removing(
      Situation situation, IntentReview intents, Memory memory, Map<String, AgentDrain> drains) {
    this.situation = situation;
    this.intents = intents;
    this.memory = memory;
    this.drains = drains;
  }

  /**
   * Decides for one pool.
   *
   * @param expectedToFill agents on which something that waits is about to start
   * @param against why none of the pool may go now; empty when nothing speaks against it
   */
  void decide(PoolView view, Set<String> expectedToFill, Optional<String> against) {
    Pool pool = view.pool();
    Collection<AgentDrain> under =
        drains.values().stream().filter(d -> pool.groups().contains(d.group())).toList();
    view.groups()
        .forEach(group -> leaving.put(group.name(), PoolView.leaving(group.name(), under)));
    int atOnce = Math.min(view.removable(), Math.max(1, view.size() / 10) - under.size());
    List<AgentOnMachine> empty =
        situation.inventory().agents().stream()
            .filter(a -> a.machine().map(m -> pool.groups().contains(m.group())).orElse(false))
            .filter(a -> !drains.containsKey(a.agent().id().value()))
            .filter(AgentOnMachine::isOfferable)
            .filter(a -> !expectedToFill.contains(a.agent().id().value()))
            .filter(situation::isEmpty)
            .sorted(
                Comparator.comparing(this::emptySince).thenComparing(a -> a.agent().id().value()))
            .toList();
    int begun = 0;
    int spare = empty.size() - pool.idleAgents();
    int size = view.size() - under.size();
    for (AgentOnMachine agent : empty) {
      Optional<Machine> machine = agent.machine();
      if (machine.isEmpty() || spare <= 0 || size <= pool.limits().min()) {
        continue;
      }
      Step.Deactivate step = step(agent, machine.get());
      Optional<String> until =
          against
              .or(() -> notYet(pool, agent, machine.get()))
              .or(() -> groupForbids(machine.get()));
      if (until.isEmpty() && begun >= atOnce) {
        until = Optional.of("another removal in the pool is done (G9, G11)");
      }
      if (until.isPresent()) {
        deferred.add(new Plan.Deferred(step, until.get()));
        continue;
      }
      wanted.add(step.agent());
      spare--;
      size--;
      leaving.merge(machine.get().group(), 1L, Long::sum);
      if (memory.proposal().removals().contains(step.agent())) {
        steps.add(step);
        begun++;
        removed.add(new Memory.Entry(situation.now(), pool.name(), -1, 0));
      } else {
        deferred.add(new Plan.Deferred(step, "the next cycle sees the same"));
      }
    }
  }

  private Step.Deactivate step(AgentOnMachine agent, Machine machine) {
    Duration empty = Duration.between(emptySince(agent), situation.now());
    return new Step.Deactivate(
        agent.agent().id().value(),
        agent.agent().address().hostname(),
        machine.group(),
        machine.id(),
        "it is empty for %d s, and group %s is above its minimum"
            .formatted(empty.toSeconds(), machine.group()));
  }

  private Instant emptySince(AgentOnMachine agent) {
    return memory
        .sightings()
        .spareAgents()
        .getOrDefault(agent.agent().id().value(), situation.now());
  }

  private Optional<String> notYet(Pool pool, AgentOnMachine agent, Machine machine) {
    String id = agent.agent().id().value();
    if (!machine.instance().state().inService()) {
      return Optional.of("its machine is in service");
    }
    if (agent.inMaintenance()) {
      return Optional.of("its maintenance is over (E25)");
    }
    if (agent.agent().resources().total().reservedRoles().contains(PUBLIC_ROLE)) {
      return Optional.of("never: agents of role %s are not removed (E40)".formatted(PUBLIC_ROLE));
    }
    Instant cool = memory.restraint().cooldowns().get(id);
    if (cool != null && cool.isAfter(situation.now())) {
      return Optional.of("its cooldown ends at " + cool);
    }
    Instant dueByAge = situation.now().plus(pool.patience().minAge()).minus(situation.age(machine));
    if (dueByAge.isAfter(situation.now())) {
      return Optional.of("it is old enough at " + dueByAge);
    }
    Instant due = emptySince(agent).plus(pool.patience().emptyFor());
    return due.isAfter(situation.now())
        ? Optional.of("it is empty long enough at " + due)
        : Optional.empty();
  }

  /** S0 and S5 for the group, with everything that is on its way out already gone. */
  private Optional<String> groupForbids(Machine machine) {
    AutoScalingGroup group = situation.groups().get(machine.group());
    if (group == null) {
      return Optional.of("its group is known to AWS");
    }
    long left = intents.desired(group) - leaving.getOrDefault(group.name(), 0L) - 1;
    if (left < group.capacity().min()) {
      return Optional.of(
          "group %s is above its minimum of %d".formatted(group.name(), group.capacity().min()));
    }
    GroupDetails details = situation.snapshot().details().get(group.name());
    if (details != null && details.isBeingRefreshed()) {
      return Optional.of("the instance refresh of %s is over (G8)".formatted(group.name()));
    }
    if (details == null && memory.proposal().removals().contains(agentOf(machine))) {
      return Optional.of("the history of %s can be read (G8)".formatted(group.name()));
    }
    int skew = Capacity.skewWithout(group, machine.instance().zone().text());
    boolean rebalances =
        Capacity.perZone(group).size() > 1
            && !group.rules().isSuspended(ScalingProcess.AZ_REBALANCE);
    if (skew > Math.max(1, Capacity.skew(Capacity.perZone(group))) || (rebalances && skew > 1)) {
      return Optional.of(
          "the zones of %s are level: AZRebalance would move machines (A5, S5)"
              .formatted(group.name()));
    }
    return Optional.empty();
  }

  private String agentOf(Machine machine) {
    return situation.inventory().agents().stream()
        .filter(a -> a.machine().map(m -> m.id().equals(machine.id())).orElse(false))
        .map(a -> a.agent().id().value())
        .findFirst()
        .orElse("");
  }

  List<Step> steps() {
    return steps;
  }

  List<Plan.Deferred> deferred() {
    return deferred;
  }

  /** What the steps remove, for the caps of the next hour. */
  List<Memory.Entry> removed() {
    return removed;
  }

  /** Agents that were to go, for the next cycle to compare with. */
  Set<String> wanted() {
    return wanted;
  }
}
