package dev.pacer.autoscaler.decision;

import dev.pacer.autoscaler.journal.AgentDrain;
import dev.pacer.autoscaler.journal.AgentDrain.State;
import dev.pacer.autoscaler.plan.Step;
import dev.pacer.cluster.aws.GroupInstance;
import dev.pacer.cluster.mesos.Agent;
import dev.pacer.view.AgentOnMachine;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Takes every removal one step further, or back (drain state machine, 4.4). */
final class DrainReview {

  /** A machine outside of its group that still runs after so long was detached by somebody. */
  private static final Duration DETACHED = Duration.ofMinutes(10);

  /** An agent that is held deactivated without end is room that nobody can use (drain step 7). */
  private static final Duration DEADLINE = Duration.ofMinutes(15);

  private static final Duration AFTER_ABORT = Duration.ofMinutes(5);

  private final Situation situation;
  private final IntentReview intents;
  private final Instant now;
  private final Map<String, AgentDrain> drains = new TreeMap<>();
  private final Map<String, Instant> cooldowns = new TreeMap<>();
  private final List<Step> steps = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  DrainReview(Situation situation, IntentReview intents) {
    this.situation = situation;
    this.intents = intents;
    this.now = situation.now();
  }

  /**
   * @param wantedBack agents that demand needs again
   * @param mayRemove whether nothing speaks against going on with removals
   */
  void decide(Collection<AgentDrain> before, Set<String> wantedBack, boolean mayRemove) {
    for (AgentDrain drain : before) {
      Optional<AgentOnMachine> agent = situation.agent(drain.agent());
      switch (drain.state()) {
        case CANDIDATE -> candidate(drain, agent);
        case DEACTIVATED, EMPTY -> deactivated(drain, agent, wantedBack, mayRemove);
        case TERMINATING -> terminating(drain);
        case GONE -> markGone(drain);
        case ABORTING -> aborting(drain, agent);
      }
    }
  }

  private void candidate(AgentDrain drain, Optional<AgentOnMachine> agent) {
    if (agent.isEmpty()) {
      lost(drain);
    } else if (agent.get().agent().status().deactivated()) {
      keep(drain.in(State.DEACTIVATED, now));
    } else {
      keep(drain);
      steps.add(
          new Step.Deactivate(
              drain.agent(),
              drain.hostname(),
              drain.group(),
              drain.instance(),
              "it does not show as deactivated yet"));
    }
  }

  private void deactivated(
      AgentDrain drain, Optional<AgentOnMachine> agent, Set<String> wantedBack, boolean mayRemove) {
    if (agent.isEmpty()) {
      lost(drain);
      return;
    }
    if (!agent.get().agent().status().deactivated()) {
      notes.add("agent %s was reactivated by somebody else".formatted(drain.agent()));
      over(drain);
      return;
    }
    Optional<String> against = against(drain, agent.get(), wantedBack);
    if (against.isPresent()) {
      abort(drain, against.get());
    } else if (drain.state() == State.DEACTIVATED) {
      keep(drain.in(State.EMPTY, now));
    } else if (mayRemove && drain.since().isBefore(now)) {
      keep(drain.in(State.TERMINATING, now));
      steps.add(
          new Step.Terminate(
              drain.group(),
              drain.instance(),
              drain.agent(),
              "the agent is deactivated and was seen empty twice since"));
    } else {
      keep(drain);
    }
  }

  /** What speaks against going on (drain step 2: S0, S2, demand). */
  private Optional<String> against(AgentDrain drain, AgentOnMachine agent, Set<String> wantedBack) {
    if (wantedBack.contains(drain.agent())) {
      return Optional.of("something that waits fits on it");
    }
    if (!situation.isEmpty(agent)) {
      return Optional.of("it is not empty any more");
    }
    if (drain.since().plus(DEADLINE).isBefore(now)) {
      return Optional.of("its removal was held up for too long");
    }
    return Optional.ofNullable(situation.groups().get(drain.group()))
            .map(group -> group.capacity().desired() - 1 >= group.capacity().min())
            .orElse(false)
        ? Optional.empty()
        : Optional.of("group %s is at its minimum".formatted(drain.group()));
  }

  private void terminating(AgentDrain drain) {
    if (situation.isEnding(drain.group(), drain.instance())) {
      markGone(drain.in(State.GONE, now));
      return;
    }
    Optional<GroupInstance> member = situation.groupInstance(drain.group(), drain.instance());
    if (member.isEmpty() && drain.since().plus(DETACHED).isBefore(now)) {
      abort(drain, "its machine runs, but outside of group " + drain.group());
    } else if (intents.isTerminating(drain.instance())
        || member.map(instance -> instance.state().leaving()).orElse(true)) {
      keep(drain);
    } else {
      // The termination never began: look at the agent again before another one is sent.
      keep(drain.in(State.EMPTY, now));
    }
  }

  private void markGone(AgentDrain drain) {
    keep(drain);
    steps.add(
        new Step.MarkGone(
            drain.agent(), drain.instance(), "EC2 shows its machine ending, so it never returns"));
  }

  private void aborting(AgentDrain drain, Optional<AgentOnMachine> agent) {
    if (agent.isEmpty()) {
      lost(drain);
      return;
    }
    Agent there = agent.get().agent();
    if (there.status().active() && !there.status().deactivated()) {
      over(drain);
    } else {
      keep(drain);
      steps.add(new Step.Reactivate(drain.agent(), "its removal is being taken back"));
    }
  }

  private void abort(AgentDrain drain, String why) {
    keep(drain.in(State.ABORTING, now));
    steps.add(new Step.Reactivate(drain.agent(), why));
  }

  /** The agent is in no list: dead with its machine, or away (then nothing is known of it). */
  private void lost(AgentDrain drain) {
    if (situation.isEnding(drain.group(), drain.instance())) {
      markGone(drain.in(State.GONE, now));
      return;
    }
    notes.add(
        "agent %s is in no list of Mesos while it is being removed; its machine %s runs"
            .formatted(drain.agent(), drain.instance()));
    keep(drain);
  }

  private void keep(AgentDrain drain) {
    drains.put(drain.agent(), drain);
  }

  private void over(AgentDrain drain) {
    cooldowns.put(drain.agent(), now.plus(AFTER_ABORT));
  }

  Map<String, AgentDrain> drains() {
    return drains;
  }

  Map<String, Instant> cooldowns() {
    return cooldowns;
  }

  List<Step> steps() {
    return steps;
  }

  List<String> notes() {
    return notes;
  }
}
