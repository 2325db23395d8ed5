package dev.pacer.cluster.aws.sdk;

import dev.pacer.cluster.aws.AwsException;
import dev.pacer.cluster.aws.AwsFailure;
import dev.pacer.cluster.aws.TerminationOutcome;
import java.util.Locale;

/** Tells apart the refusals of a termination; AWS gives most of them one code, so by their text. */
final class TerminationReading {
  private TerminationReading() {}

  /** The outcome that a failure stands for, or the failure itself. */
  static TerminationOutcome refused(AwsException e) {
    AwsFailure failure = e.failure();
    if (failure.mayHaveBeenDone()) {
      return new TerminationOutcome.LostReply(failure);
    }
    if (failure.kind() == AwsFailure.Kind.SCALING_ACTIVITY_IN_PROGRESS) {
      return new TerminationOutcome.InProgress(failure.detail());
    }
    if (failure.kind() == AwsFailure.Kind.VALIDATION) {
      String text = failure.detail().toLowerCase(Locale.ROOT);
      if (text.contains("min size constraint") || text.contains("equals minsize")) {
        return new TerminationOutcome.AtMinimum(failure.detail());
      }
      if (text.contains("no managed instance found") || text.contains("instance id not found")) {
        return new TerminationOutcome.UnknownInstance(failure.detail());
      }
    }
    throw e;
  }
}
