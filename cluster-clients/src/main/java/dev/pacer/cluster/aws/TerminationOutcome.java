package dev.pacer.cluster.aws;

import java.util.function.Function;

/** What came of asking a group to terminate one of its instances. */
public sealed interface TerminationOutcome {

  /** AWS will do it; the activity follows it. */
  record Accepted(ScalingActivity activity) implements TerminationOutcome {}

  /** Refused: desired capacity is at the minimum already, and nothing changed. */
  record AtMinimum(String message) implements TerminationOutcome {}

  /** Refused: no group manages this instance, so it is gone, detached or was never a member. */
  record UnknownInstance(String message) implements TerminationOutcome {}

  /** Refused for now: another scaling activity blocks it, and nothing changed. */
  record InProgress(String message) implements TerminationOutcome {}

  /**
   * Nobody knows: the request went out and no answer told how it ended. Never send it again before
   * the group and its activities have been read.
   */
  record LostReply(AwsFailure failure) implements TerminationOutcome {}

  /** Calls the function of this case. */
  default <T> T match(
      Function<Accepted, T> onAccepted,
      Function<AtMinimum, T> onAtMinimum,
      Function<UnknownInstance, T> onUnknownInstance,
      Function<InProgress, T> onInProgress,
      Function<LostReply, T> onLostReply) {
    if (this instanceof Accepted accepted) {
      return onAccepted.apply(accepted);
    }
    if (this instanceof AtMinimum atMinimum) {
      return onAtMinimum.apply(atMinimum);
    }
    if (this instanceof UnknownInstance unknown) {
      return onUnknownInstance.apply(unknown);
    }
    if (this instanceof InProgress inProgress) {
      return onInProgress.apply(inProgress);
    }
    if (this instanceof LostReply lost) {
      return onLostReply.apply(lost);
    }
    throw new IllegalStateException("no such outcome: " + this);
  }
}
