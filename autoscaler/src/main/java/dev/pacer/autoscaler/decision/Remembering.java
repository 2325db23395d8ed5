package dev.pacer.autoscaler.decision;

import dev.pacer.autoscaler.journal.AgentDrain;
import dev.pacer.autoscaler.journal.Memory;
import dev.pacer.cluster.aws.AutoScalingGroup;
import dev.pacer.cluster.aws.GroupName;
import dev.pacer.cluster.aws.InstanceType;
import dev.pacer.view.AgentOnMachine;
import dev.pacer.view.MachineTemplate;
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
import java.util.TreeMap;

/** Carries on what is remembered with what a complete snapshot shows. Pure. */
final class Remembering {

  private static final Duration LOSSES_KEPT = Duration.ofMinutes(15);

  private static final Duration LEDGER_KEPT = Duration.ofHours(1);

  private final Situation situation;
  private final Policy policy;
  private final Memory before;
  private final Instant now;

  Remembering(Situation situation, Policy policy, Memory before) {
    this.situation = situation;
    this.policy = policy;
    this.before = before;
    this.now = situation.now();
  }

  /** The memory but for the proposal, which is what this cycle will want. */
  Memory after(Collection<AgentDrain> drains, IntentReview intents) {
    return new Memory(
        new Memory.Sightings(
            since(
                situation.demand().pending().stream().map(p -> p.spec().id()).toList(),
                before.sightings().demand()),
            since(emptyAgents(), before.sightings().spareAgents()),
            since(gaps(intents), before.sightings().gaps()),
            registered()),
        templates(),
        agents(drains),
        marathonLeader(),
        before.proposal(),
        new Memory.Restraint(
            cooldowns(), Breakers.after(before.restraint().breakers(), situation, now), ledger()),
        Sizes.after(before.sizes(), situation));
  }

  private List<Memory.Entry> ledger() {
    return before.restraint().ledger().stream()
        .filter(entry -> entry.at().plus(LEDGER_KEPT).isAfter(now))
        .toList();
  }

  private Map<String, Instant> since(Collection<String> seen, Map<String, Instant> earlier) {
    Map<String, Instant> since = new TreeMap<>();
    seen.forEach(key -> since.put(key, earlier.getOrDefault(key, now)));
    return since;
  }

  private List<String> emptyAgents() {
    return situation.inventory().agents().stream()
        .filter(situation::isEmpty)
        .map(a -> a.agent().id().value())
        .toList();
  }

  private List<String> gaps(IntentReview intents) {
    List<String> gaps = new ArrayList<>();
    for (AutoScalingGroup group : situation.groups().values()) {
      if (intents.desired(group) > Capacity.members(group)) {
        gaps.add(group.name().text());
      }
    }
    return gaps;
  }

  private Set<String> registered() {
    Set<String> registered = new HashSet<>();
    for (AutoScalingGroup group : situation.groups().values()) {
      group.instances().stream()
          .map(instance -> instance.id().text())
          .filter(before.sightings().registered()::contains)
          .forEach(registered::add);
    }
    situation.inventory().agents().stream()
        .flatMap(a -> a.machine().stream())
        .forEach(machine -> registered.add(machine.id().text()));
    return registered;
  }

  /** The median agent of a group and type stands for the next machine (N1, L11). */
  private Map<String, MachineTemplate> templates() {
    Map<String, MachineTemplate> templates = new HashMap<>(before.templates());
    Map<String, List<AgentOnMachine>> kinds = new TreeMap<>();
    for (AgentOnMachine agent : situation.inventory().agents()) {
      agent
          .machine()
          .filter(machine -> policy.poolOf(machine.group()).isPresent())
          .ifPresent(
              machine ->
                  kinds
                      .computeIfAbsent(
                          templateKey(machine.group(), machine.instance().type()),
                          key -> new ArrayList<>())
                      .add(agent));
    }
    kinds.forEach(
        (key, agents) -> {
          agents.sort(
              Comparator.comparingLong(
                      (AgentOnMachine a) -> a.agent().resources().total().milli("mem"))
                  .thenComparing(a -> a.agent().id().value()));
          AgentOnMachine median = agents.get((agents.size() - 1) / 2);
          String zone = median.machine().map(m -> m.instance().zone().text()).orElse("");
          templates.put(key, MachineTemplate.learned(median.agent(), zone));
        });
    return templates;
  }

  static String templateKey(GroupName group, InstanceType type) {
    return group + "/" + type;
  }

  /** Agents that are being removed are not watched: that they vanish is our doing. */
  private Memory.AgentWatch agents(Collection<AgentDrain> drains) {
    Set<String> present = new HashSet<>();
    situation.mesos().state().agents().registered().forEach(a -> present.add(a.id().value()));
    Set<String> lostNow = new HashSet<>(before.agents().present());
    lostNow.removeAll(present);
    drains.forEach(drain -> present.remove(drain.agent()));
    drains.forEach(drain -> lostNow.remove(drain.agent()));
    Map<String, Instant> lost = new TreeMap<>();
    before
        .agents()
        .lost()
        .forEach(
            (agent, at) -> {
              if (at.plus(LOSSES_KEPT).isAfter(now) && !present.contains(agent)) {
                lost.put(agent, at);
              }
            });
    lostNow.forEach(agent -> lost.put(agent, now));
    return new Memory.AgentWatch(present, lost);
  }

  private Optional<Memory.LeaderSeen> marathonLeader() {
    String leader = situation.marathon().info().leader().orElse("");
    return before
        .marathonLeader()
        .filter(seen -> seen.leader().equals(leader))
        .or(() -> Optional.of(new Memory.LeaderSeen(leader, now)));
  }

  private Map<String, Instant> cooldowns() {
    Map<String, Instant> cooldowns = new TreeMap<>(before.restraint().cooldowns());
    cooldowns.values().removeIf(until -> !until.isAfter(now));
    return cooldowns;
  }
}
