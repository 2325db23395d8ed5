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
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Sends steps. What must not be sent twice is written to the journal first, and again with what the
 * reply said; nothing is repeated here.
 */
public final class StepSender {

  private final Journal journal;
  private final AutoScaling autoScaling;
  private final MesosMaster mesos;
  private final InstantSource clock;
  private final Mandate mandate;
  private final StepHook hook;

  /** One of the only instance. */
  public StepSender(
      Journal journal, AutoScaling autoScaling, MesosMaster mesos, InstantSource clock) {
    this(journal, autoScaling, mesos, clock, Mandate.ALONE, StepHook.NONE);
  }

  /**
   * @param mandate asked right before each call
   * @param hook told of every point at which the process may die
   */
  public StepSender(
      Journal journal,
      AutoScaling autoScaling,
      MesosMaster mesos,
      InstantSource clock,
      Mandate mandate,
      StepHook hook) {
    this.journal = journal;
    this.autoScaling = autoScaling;
    this.mesos = mesos;
    this.clock = clock;
    this.mandate = mandate;
    this.hook = hook;
  }

  public StepHook hook() {
    return hook;
  }

  /** Sends one step; a failing peer is an outcome, not an exception. */
  public StepOutcome send(Step step) {
    return step.match(
        this::raise,
        d -> call(d, () -> mesos.deactivate(new AgentId(d.agent()))),
        r -> call(r, () -> mesos.reactivate(new AgentId(r.agent()))),
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
    Optional<StepOutcome> forbidden = write(step, intent);
    if (forbidden.isPresent()) {
      return forbidden.get();
    }
    try {
      autoScaling.setDesiredCapacity(step.group(), step.target());
      return told(step, intent, Intent.Answer.ACCEPTED, "accepted");
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
    Optional<StepOutcome> forbidden = write(step, intent);
    if (forbidden.isPresent()) {
      return forbidden.get();
    }
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
    hook.reached(StepHook.Point.CALL_DONE, step.what());
    journal.put(intent.answered(answer));
    hook.reached(StepHook.Point.ANSWER_WRITTEN, step.what());
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
    StepOutcome outcome = call(step, () -> mesos.markGone(new AgentId(step.agent())));
    if (outcome.went() == Reply.TAKEN) {
      journal.forgetDrain(step.agent());
    }
    return outcome;
  }

  /** Writes an intent; says why its call must not be sent all the same. */
  private Optional<StepOutcome> write(Step step, Intent intent) {
    journal.put(intent);
    hook.reached(StepHook.Point.INTENT_WRITTEN, step.what());
    return forbidden(step);
  }

  private Optional<StepOutcome> forbidden(Step step) {
    return mandate.objection().map(why -> new StepOutcome(step, Reply.NOT_SENT, why));
  }

  private StepOutcome call(Step step, Supplier<CallOutcome> call) {
    Optional<StepOutcome> forbidden = forbidden(step);
    if (forbidden.isPresent()) {
      return forbidden.get();
    }
    CallOutcome outcome = call.get();
    hook.reached(StepHook.Point.CALL_DONE, step.what());
    Reply reply =
        switch (outcome.result()) {
          case ACCEPTED -> Reply.TAKEN;
          case UNKNOWN -> Reply.LOST;
          // An agent that the master never knew is as gone as it can be.
          case UNKNOWN_AGENT -> step instanceof Step.MarkGone ? Reply.TAKEN : Reply.REFUSED;
          case NOT_DEACTIVATED,
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
