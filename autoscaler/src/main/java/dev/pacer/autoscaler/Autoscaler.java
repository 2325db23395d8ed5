package dev.pacer.autoscaler;

import dev.pacer.autoscaler.act.StepHook;
import dev.pacer.autoscaler.act.StepOutcome;
import dev.pacer.autoscaler.act.StepSender;
import dev.pacer.autoscaler.decision.Decider;
import dev.pacer.autoscaler.decision.Decision;
import dev.pacer.autoscaler.decision.Policy;
import dev.pacer.autoscaler.decision.Tenure;
import dev.pacer.autoscaler.journal.AgentDrain;
import dev.pacer.autoscaler.journal.Journal;
import dev.pacer.autoscaler.journal.JournalState;
import dev.pacer.autoscaler.plan.Step;
import dev.pacer.cluster.aws.GroupName;
import dev.pacer.view.ClusterSnapshot;
import dev.pacer.view.SnapshotReader;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The autoscaler: each cycle observes, decides and acts, and waits for nothing. Whatever has to be
 * awaited is looked for in the next cycle, so a crash between two steps is an ordinary start. One
 * thread calls {@link #cycle}.
 */
public final class Autoscaler {

  private static final Logger log = LoggerFactory.getLogger(Autoscaler.class);

  /** A cycle that took longer is given up before it acts (5.4). */
  static final Duration LONGEST_CYCLE = Duration.ofSeconds(30);

  private final SnapshotReader reader;
  private final TypeTemplates types;
  private final Policy policy;
  private final Journal journal;
  private final StepSender sender;
  private final InstantSource clock;
  private final BooleanSupplier stopping;
  private long cycles;

  /**
   * @param stopping asked before each step; true leaves the rest of the steps to the next run
   */
  public Autoscaler(
      SnapshotReader reader,
      TypeTemplates types,
      Policy policy,
      Journal journal,
      StepSender sender,
      InstantSource clock,
      BooleanSupplier stopping) {
    this.reader = reader;
    this.types = types;
    this.policy = policy;
    this.journal = journal;
    this.sender = sender;
    this.clock = clock;
    this.stopping = stopping;
  }

  /** Runs one cycle of an instance that is the only one. */
  public CycleReport cycle() {
    return cycle(Tenure.ALONE);
  }

  /**
   * Runs one cycle. A peer's failure is in the report, never an exception.
   *
   * @throws dev.pacer.autoscaler.journal.JournalException when the journal cannot be read, or does
   *     not take what must be written before anything is done: the rest of the cycle is left out
   */
  public CycleReport cycle(Tenure tenure) {
    cycles++;
    java.time.Instant started = clock.instant();
    JournalState before = journal.read();
    ClusterSnapshot snapshot = reader.read(groupsOfInterest(before));
    Policy known = policy.withTypes(types.templates(snapshot.groups().find().orElse(List.of())));
    Decision decision = new Decider(known).decide(snapshot, before, tenure, clock.instant());
    List<StepOutcome> outcomes = new ArrayList<>();
    boolean late = Duration.between(started, clock.instant()).compareTo(LONGEST_CYCLE) > 0;
    if (late) {
      log.warn("cycle given up, it took too long seconds={}", LONGEST_CYCLE.toSeconds());
    } else {
      write(before, decision);
      for (Step step : decision.plan().steps()) {
        outcomes.add(send(step));
      }
    }
    return new CycleReport(cycles, snapshot, decision.plan(), outcomes, journal.read());
  }

  /** Groups that something is being done to, or is about to be, are looked at more closely. */
  private Set<GroupName> groupsOfInterest(JournalState state) {
    Set<GroupName> groups = new LinkedHashSet<>();
    state.intents().forEach(intent -> groups.add(intent.group()));
    state.drains().values().forEach(drain -> groups.add(drain.group()));
    state.memory().sightings().gaps().keySet().forEach(gap -> groups.add(new GroupName(gap)));
    if (!state.memory().proposal().removals().isEmpty()) {
      groups.addAll(policy.groups());
    }
    groups.retainAll(policy.groups());
    return groups;
  }

  /**
   * Writes what was seen and what is about to be done. In a dry run only memories are kept:
   * removals that begin are steps that will not be sent.
   */
  private void write(JournalState before, Decision decision) {
    journal.remember(decision.memory());
    decision.settled().forEach(journal::close);
    if (policy.dry()) {
      return;
    }
    for (AgentDrain drain : before.drains().values()) {
      if (!decision.drains().containsKey(drain.agent())) {
        journal.forgetDrain(drain.agent());
      }
    }
    for (AgentDrain drain : decision.drains().values()) {
      if (!drain.equals(before.drains().get(drain.agent()))) {
        journal.put(drain);
      }
    }
    sender.hook().reached(StepHook.Point.DRAINS_WRITTEN, "");
  }

  private StepOutcome send(Step step) {
    if (policy.dry()) {
      log.info("would step=\"{}\" reason=\"{}\"", step.what(), step.reason());
      return new StepOutcome(step, StepOutcome.Reply.NOT_SENT, "dry run");
    }
    if (stopping.getAsBoolean()) {
      return new StepOutcome(
          step, StepOutcome.Reply.NOT_SENT, "the process is ending; the next run goes on");
    }
    StepOutcome outcome = sender.send(step);
    if (outcome.went() == StepOutcome.Reply.TAKEN) {
      log.info("did step=\"{}\" reason=\"{}\"", step.what(), step.reason());
    } else {
      log.warn(
          "step failed step=\"{}\" went={} reply=\"{}\"",
          step.what(),
          outcome.went(),
          outcome.reply());
    }
    return outcome;
  }
}
