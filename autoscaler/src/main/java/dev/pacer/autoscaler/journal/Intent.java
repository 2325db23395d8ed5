package dev.pacer.autoscaler.journal;

import dev.pacer.cluster.aws.GroupName;
import dev.pacer.cluster.aws.InstanceId;
import java.time.Instant;

/** An action at AWS that was about to be sent, or was sent; written before it is (5.1). */
public sealed interface Intent {

  String id();

  GroupName group();

  Instant createdAt();

  /** What the call itself said; what became of it is only known by looking. */
  Answer answer();

  Intent answered(Answer answer);

  /** How a call ended. */
  enum Answer {
    /** Written, and nothing known of a reply: perhaps never sent. */
    NONE,
    ACCEPTED,
    /** Sent, and no reply came. */
    LOST,
    /** Refused: nothing changed. */
    REFUSED
  }

  /** Desired capacity goes from base to target. */
  record Raise(String id, GroupName group, int base, int target, Instant createdAt, Answer answer)
      implements Intent {
    @Override
    public Intent answered(Answer other) {
      return new Raise(id, group, base, target, createdAt, other);
    }
  }

  /** One machine is terminated, and desired capacity falls with it. */
  record Termination(
      String id,
      GroupName group,
      InstanceId instance,
      String agent,
      Instant createdAt,
      Answer answer)
      implements Intent {
    @Override
    public Intent answered(Answer other) {
      return new Termination(id, group, instance, agent, createdAt, other);
    }
  }
}
