package dev.pacer.autoscaler.plan;

import dev.pacer.cluster.aws.GroupName;
import dev.pacer.cluster.aws.InstanceId;
import java.util.function.Function;

/** One change of the world, with the reason for it. */
public sealed interface Step {

  /** Why, in words for the operator. */
  String reason();

  /** What the step does and to what, in few words. */
  String what();

  /** Sets a group's desired capacity to an absolute number above what it is (A2). */
  record RaiseDesired(GroupName group, int base, int target, String reason) implements Step {
    public RaiseDesired {
      if (target <= base) {
        throw new IllegalArgumentException(
            "desired capacity of %s is only ever raised, not from %d to %d"
                .formatted(group, base, target));
      }
    }

    @Override
    public String what() {
      return "raise desired capacity of %s from %d to %d".formatted(group, base, target);
    }
  }

  /** Stops offers of an agent that is to be removed (drain step 1). */
  record Deactivate(
      String agent, String hostname, GroupName group, InstanceId instance, String reason)
      implements Step {
    @Override
    public String what() {
      return "deactivate agent %s (%s, %s)".formatted(agent, hostname, instance);
    }
  }

  /** Takes a deactivation back (drain step 7). */
  record Reactivate(String agent, String reason) implements Step {
    @Override
    public String what() {
      return "reactivate agent " + agent;
    }
  }

  /** Terminates the machine under an agent that is empty, with decrement (A3). */
  record Terminate(GroupName group, InstanceId instance, String agent, String reason)
      implements Step {
    @Override
    public String what() {
      return "terminate %s of %s under agent %s".formatted(instance, group, agent);
    }
  }

  /** Declares an agent gone whose machine is terminated (drain step 6). */
  record MarkGone(String agent, InstanceId instance, String reason) implements Step {
    @Override
    public String what() {
      return "mark agent %s gone (%s)".formatted(agent, instance);
    }
  }

  default <T> T match(
      Function<RaiseDesired, T> onRaise,
      Function<Deactivate, T> onDeactivate,
      Function<Reactivate, T> onReactivate,
      Function<Terminate, T> onTerminate,
      Function<MarkGone, T> onMarkGone) {
    if (this instanceof RaiseDesired raise) {
      return onRaise.apply(raise);
    }
    if (this instanceof Deactivate deactivate) {
      return onDeactivate.apply(deactivate);
    }
    if (this instanceof Reactivate reactivate) {
      return onReactivate.apply(reactivate);
    }
    if (this instanceof Terminate terminate) {
      return onTerminate.apply(terminate);
    }
    return onMarkGone.apply((MarkGone) this);
  }
}
