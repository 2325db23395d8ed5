package dev.pacer.autoscaler.act;

import dev.pacer.autoscaler.plan.Step;

/**
 * What was said when a step was sent. What became of it shows in the next readings.
 *
 * @param went whether it was taken, as far as the reply tells
 * @param reply in words, without secrets
 */
public record StepOutcome(Step step, Reply went, String reply) {

  /** Kinds of replies. */
  public enum Reply {
    TAKEN,
    REFUSED,
    LOST,
    /** A dry run, or no leave to send it any more. */
    NOT_SENT
  }
}
