package dev.pacer.autoscaler.act;

import dev.pacer.autoscaler.act.StepOutcome.Reply;
import dev.pacer.autoscaler.journal.Intent;
import dev.pacer.autoscaler.journal.Journal;
import dev.pacer.autoscaler.plan.Step;
import dev.pacer.cluster.aws.AutoScaling;
import dev.pacer.cluster.aws.AwsException;
import dev.pacer.cluster.aws.AwsFailure;
import dev.pacer.cluster.aws.TerminationOutcome;
import dev.pacer.cluster.mesos.AgentId;
import dev.pacer.cluster.mesos.CallOutcome;
import dev.pacer.cluster.mesos.MesosMaster;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;

/**
 * Sends steps. What must not be sent twice is written to the journal first, and again with what the
 * reply said; nothing is repeated here.
 */
public final class StepSender {

  private final Journal journal;
  private final AutoScaling autoScaling;
  private final MesosMaster mesos;
  private final InstantSource clock;

  public StepSender(
      Journal journal, AutoScaling autoScaling, MesosMaster mesos, InstantSource clock) {
    this.journal = journal;
    this.autoScaling = autoScaling;
    this.mesos = mesos;
    this.clock = clock;
  }

  /** Sends one step; a failing peer is an outcome, not an exception. */
  public StepOutcome send(Step step) {
    return step.match(
        this::raise,
        d -> call(d, mesos.deactivate(new AgentId(d.agent()))),
        r -> call(r, mesos.reactivate(new AgentId(r.agent()))),
        this::terminate,
        this::markGone);
  }

  private StepOutcome raise(Step.RaiseDesired step) {
    Instant now = clock.instant();
    Intent intent =
        new Intent.Raise(
            "raise-%s-%d".formatted(step.group(), now.toEpochMilli()),
            step.group(),
            step.base(),
            step.target(),
            now,
            Intent.Answer.NONE);
    journal.put(intent);
    try {
      autoScaling.setDesiredCapacity(step.group(), step.target());
      journal.put(intent.answered(Intent.Answer.ACCEPTED));
      return new StepOutcome(step, Reply.TAKEN, "accepted");
    } catch (AwsException e) {
      return failed(step, intent, e);
    }
  }

  private StepOutcome terminate(Step.Terminate step) {
    Instant now = clock.instant();
    Intent intent =
        new Intent.Termination(
            "terminate-%s-%d".formatted(step.instance(), now.toEpochMilli()),
            step.group(),
            step.instance(),
            step.agent(),
            now,
            Intent.Answer.NONE);
    journal.put(intent);
    try {
      TerminationOutcome outcome = autoScaling.terminate(step.instance(), true);
      return outcome.match(
          accepted -> told(step, intent, Intent.Answer.ACCEPTED, "accepted"),
          atMinimum -> told(step, intent, Intent.Answer.REFUSED, atMinimum.message()),
          unknown -> told(step, intent, Intent.Answer.REFUSED, unknown.message()),
          inProgress -> told(step, intent, Intent.Answer.REFUSED, inProgress.message()),
          lost -> told(step, intent, Intent.Answer.LOST, lost.failure().sentence()));
    } catch (AwsException e) {
      return failed(step, intent, e);
    }
  }

  private StepOutcome told(Step step, Intent intent, Intent.Answer answer, String reply) {
    journal.put(intent.answered(answer));
    Reply kind =
        switch (answer) {
          case ACCEPTED -> Reply.TAKEN;
          case REFUSED -> Reply.REFUSED;
          case LOST, NONE -> Reply.LOST;
        };
    return new StepOutcome(step, kind, reply);
  }

  private StepOutcome failed(Step step, Intent intent, AwsException e) {
    Intent.Answer answer = mayHaveHappened(e) ? Intent.Answer.LOST : Intent.Answer.REFUSED;
    return told(step, intent, answer, Objects.requireNonNullElse(e.getMessage(), "failed"));
  }

  private static boolean mayHaveHappened(AwsException e) {
    return e.failure().mayHaveBeenDone() || e.kind() == AwsFailure.Kind.UNREADABLE;
  }

  private StepOutcome markGone(Step.MarkGone step) {
    CallOutcome outcome = mesos.markGone(new AgentId(step.agent()));
    if (outcome.accepted() || outcome.result() == CallOutcome.Result.UNKNOWN_AGENT) {
      journal.forgetDrain(step.agent());
    }
    return call(step, outcome);
  }

  private static StepOutcome call(Step step, CallOutcome outcome) {
    Reply reply =
        switch (outcome.result()) {
          case ACCEPTED -> Reply.TAKEN;
          case UNKNOWN -> Reply.LOST;
          case UNKNOWN_AGENT,
              NOT_DEACTIVATED,
              STILL_DRAINING,
              IN_MAINTENANCE_SCHEDULE,
              NOT_CAPABLE,
              AWAY,
              IN_TRANSITION,
              WRONG_MACHINE_STATE,
              FORBIDDEN,
              REFUSED,
              NOT_SENT ->
              Reply.REFUSED;
        };
    return new StepOutcome(step, reply, outcome.detail());
  }
}
