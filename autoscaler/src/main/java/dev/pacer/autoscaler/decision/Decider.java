package dev.pacer.autoscaler.decision;

import dev.pacer.autoscaler.journal.AgentDrain;
import dev.pacer.autoscaler.journal.JournalState;
import dev.pacer.autoscaler.journal.Memory;
import dev.pacer.autoscaler.plan.Plan;
import dev.pacer.autoscaler.plan.Plan.Direction;
import dev.pacer.autoscaler.plan.Plan.Hold;
import dev.pacer.autoscaler.plan.Step;
import dev.pacer.cluster.aws.AutoScalingGroup;
import dev.pacer.cluster.aws.ScalingProcess;
import dev.pacer.view.ClusterSnapshot;
import dev.pacer.view.Finding;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The autoscaler's brain: the same inputs give the same plan, on every machine, at any time. */
public final class Decider {

  private static final String ALL = "*";

  private final Policy policy;

  public Decider(Policy policy) {
    this.policy = policy;
  }

  /** Decides what to do now. */
  public Decision decide(
      ClusterSnapshot snapshot, JournalState journal, Tenure tenure, Instant now) {
    return Situation.of(snapshot, now)
        .map(situation -> decide(situation, journal, tenure))
        .orElseGet(() -> blind(snapshot, journal, now));
  }

  /** Without one of the sources nothing is concluded: missing is never empty (G1). */
  private static Decision blind(ClusterSnapshot snapshot, JournalState journal, Instant now) {
    List<Hold> holds = new ArrayList<>();
    for (String objection : snapshot.objections()) {
      holds.add(new Hold(Direction.UP, ALL, objection + " (G1)"));
      holds.add(new Hold(Direction.DOWN, ALL, objection + " (G1)"));
    }
    Plan plan = new Plan(now, List.of(), List.of(), holds, List.of(), List.of(), List.of());
    return new Decision(
        plan, List.of(), journal.drains(), journal.memory().withProposal(Memory.Proposal.NONE));
  }

  private Decision decide(Situation situation, JournalState journal, Tenure tenure) {
    if (!situation.snapshot().objections().isEmpty()) {
      // All parts are there, but one may not tell the whole: leave everything as it is.
      return blind(situation.snapshot(), journal, situation.now());
    }
    IntentReview intents = new IntentReview(situation, journal.intents());
    Memory memory =
        new Remembering(situation, policy, journal.memory())
            .after(journal.drains().values(), intents);
    List<PoolView> pools =
        policy.pools().stream()
            .map(pool -> new PoolView(situation, policy, pool, memory, intents))
            .toList();
    int knownBefore =
        journal.memory().agents().present().size() + journal.memory().agents().lost().size();
    List<Hold> holds = new ArrayList<>(new Gates(situation, policy, memory, knownBefore).holds());
    pools.forEach(pool -> holds.addAll(pool.holds()));
    holds.addAll(frozen(journal, situation.now()));
    if (!tenure.removesAt(situation.now())) {
      holds.add(
          new Hold(
              Direction.DOWN,
              ALL,
              "this instance leads since %s, and removes nothing for %d s (H3)"
                  .formatted(tenure.since(), tenure.removeAfter().toSeconds())));
    }

    Buying buying = new Buying(situation, intents, memory, pools, journal.drains().values());
    buying.decide(blocked(holds, Direction.UP));
    Set<String> notDown = blocked(holds, Direction.DOWN);
    DrainReview drains = new DrainReview(situation, intents);
    for (PoolView pool : pools) {
      drains.decide(
          journal.drains().values().stream()
              .filter(drain -> pool.pool().groups().contains(drain.group()))
              .toList(),
          buying.wantedBack(),
          !notDown.contains(pool.pool().name()));
    }
    Map<String, AgentDrain> after = new TreeMap<>(drains.drains());
    keepUnconfigured(journal, after);

    Memory cooled = memory.withCooldowns(drains.cooldowns());
    Removing removing = new Removing(situation, intents, cooled, after);
    for (PoolView pool : pools) {
      removing.decide(pool, buying.expectedToFill(), against(pool, holds, buying));
    }
    for (Step step : removing.steps()) {
      if (step instanceof Step.Deactivate d) {
        after.put(
            d.agent(),
            new AgentDrain(
                d.agent(),
                d.hostname(),
                d.group(),
                d.instance(),
                AgentDrain.State.CANDIDATE,
                situation.now()));
      }
    }
    List<Step> steps = new ArrayList<>(drains.steps());
    steps.addAll(buying.steps());
    steps.addAll(removing.steps());
    List<Plan.Deferred> deferred = new ArrayList<>(buying.deferred());
    deferred.addAll(removing.deferred());
    List<String> findings = findings(situation, intents, drains);
    findings.addAll(deactivatedByOthers(situation, after));
    pools.forEach(pool -> findings.addAll(pool.notes()));
    Plan plan =
        new Plan(
            situation.now(),
            steps,
            deferred,
            holds,
            buying.waiting(),
            buying.impossible(),
            findings);
    List<Memory.Entry> ledger = new ArrayList<>();
    if (!policy.dry()) {
      ledger.addAll(buying.bought());
      ledger.addAll(removing.removed());
    }
    return new Decision(
        plan,
        intents.settled(),
        after,
        cooled
            .withEntries(ledger)
            .withProposal(new Memory.Proposal(buying.wanted(), removing.wanted())));
  }

  /** What operators have stopped (L23). */
  private static List<Hold> frozen(JournalState journal, Instant now) {
    return journal.freezes().stream()
        .filter(freeze -> now.isBefore(freeze.until()))
        .map(
            freeze ->
                new Hold(
                    switch (freeze.direction()) {
                      case UP -> Direction.UP;
                      case DOWN -> Direction.DOWN;
                    },
                    freeze.pool(),
                    "frozen until %s by %s%s"
                        .formatted(
                            freeze.until(),
                            freeze.by(),
                            freeze.reason().isEmpty() ? "" : ": " + freeze.reason())))
        .toList();
  }

  /** A removal whose group is in no pool any more is not forgotten (E57). */
  private void keepUnconfigured(JournalState journal, Map<String, AgentDrain> after) {
    journal.drains().values().stream()
        .filter(drain -> policy.poolOf(drain.group()).isEmpty())
        .forEach(drain -> after.put(drain.agent(), drain));
  }

  private Set<String> blocked(List<Hold> holds, Direction direction) {
    boolean all = holds.stream().anyMatch(h -> h.direction() == direction && h.pool().equals(ALL));
    return policy.pools().stream()
        .map(Pool::name)
        .filter(
            name ->
                all
                    || holds.stream()
                        .anyMatch(h -> h.direction() == direction && h.pool().equals(name)))
        .collect(Collectors.toSet());
  }

  private static Optional<String> against(PoolView pool, List<Hold> holds, Buying buying) {
    String name = pool.pool().name();
    if (buying.growing().contains(name)) {
      return Optional.of("the pool has stopped growing");
    }
    return holds.stream()
        .filter(h -> h.direction() == Direction.DOWN)
        .filter(h -> h.pool().equals(ALL) || h.pool().equals(name))
        .findFirst()
        .map(h -> "this has passed: " + h.why());
  }

  private List<String> findings(Situation situation, IntentReview intents, DrainReview drains) {
    List<String> findings = new ArrayList<>();
    situation.inventory().findings().stream().map(Finding::text).forEach(findings::add);
    findings.addAll(intents.notes());
    findings.addAll(drains.notes());
    for (AutoScalingGroup group : situation.groups().values()) {
      if (Capacity.perZone(group).size() > 1
          && !group.rules().isSuspended(ScalingProcess.AZ_REBALANCE)) {
        findings.add(
            "group %s has several zones and AZRebalance is not suspended: machines are removed only while its zones stay level (A5)"
                .formatted(group.name()));
      }
      if (!group.rules().newInstancesProtected()) {
        findings.add(
            "group %s does not protect new instances from scale-in (A4)".formatted(group.name()));
      }
    }
    return findings;
  }

  /** E26: they are not ours to reactivate, and cost money without taking anything. */
  private static List<String> deactivatedByOthers(
      Situation situation, Map<String, AgentDrain> drains) {
    return situation.inventory().agents().stream()
        .filter(a -> a.machine().isPresent() && a.agent().status().deactivated())
        .map(a -> a.agent().id().value())
        .filter(id -> !drains.containsKey(id))
        .map(
            id ->
                "agent %s was deactivated, and not by this process: it takes nothing until somebody reactivates it (E26)"
                    .formatted(id))
        .toList();
  }
}
