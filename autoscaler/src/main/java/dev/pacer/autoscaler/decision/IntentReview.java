package dev.pacer.autoscaler.decision;

import dev.pacer.autoscaler.journal.Intent;
import dev.pacer.cluster.aws.AutoScalingGroup;
import dev.pacer.cluster.aws.GroupName;
import dev.pacer.cluster.aws.InstanceId;
import dev.pacer.view.GroupDetails;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks what became of intents: an outcome is what AWS shows, not what it replied (A2, A3, L2). */
final class IntentReview {

  /** How long AWS may take to show what it was told (5.2: at least 60 s). */
  static final Duration CONSISTENCY = Duration.ofSeconds(60);

  private static final Duration TERMINATION_ACCEPTED = Duration.ofMinutes(10);

  private final Situation situation;
  private final List<String> settled = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private final Map<GroupName, Intent.Raise> raises = new HashMap<>();
  private final Map<InstanceId, Intent.Termination> terminations = new HashMap<>();

  IntentReview(Situation situation, List<Intent> intents) {
    this.situation = situation;
    for (Intent intent : intents) {
      if (intent instanceof Intent.Raise raise) {
        review(raise);
      } else if (intent instanceof Intent.Termination termination) {
        review(termination);
      }
    }
  }

  private void review(Intent.Raise raise) {
    AutoScalingGroup group = situation.groups().get(raise.group());
    if (group == null) {
      settle(raise, "group %s is not known to AWS any more".formatted(raise.group()));
      return;
    }
    int desired = group.capacity().desired();
    if (desired >= raise.target() || raise.answer() == Intent.Answer.REFUSED) {
      settled.add(raise.id());
    } else if (desired != raise.base()) {
      settle(
          raise,
          "desired capacity of %s is %d, neither %d nor %d: somebody else changed it"
              .formatted(raise.group(), desired, raise.base(), raise.target()));
    } else if (isOlderThan(raise, CONSISTENCY)) {
      settle(
          raise,
          "desired capacity of %s is still %d a minute after it was to be raised"
              .formatted(raise.group(), desired));
    } else {
      raises.put(raise.group(), raise);
    }
  }

  private void review(Intent.Termination termination) {
    boolean seen =
        situation.isEnding(termination.group(), termination.instance())
            || situation
                .groupInstance(termination.group(), termination.instance())
                .map(instance -> instance.state().leaving())
                .orElse(true);
    if (seen || termination.answer() == Intent.Answer.REFUSED) {
      settled.add(termination.id());
      return;
    }
    Duration patience =
        termination.answer() == Intent.Answer.ACCEPTED ? TERMINATION_ACCEPTED : CONSISTENCY;
    if (isOlderThan(termination, patience) && noActivityNames(termination)) {
      settle(
          termination,
          "%s is still in service and no activity of %s names it: the termination never began"
              .formatted(termination.instance(), termination.group()));
    } else {
      terminations.put(termination.instance(), termination);
    }
  }

  private boolean noActivityNames(Intent.Termination termination) {
    return Optional.ofNullable(situation.snapshot().details().get(termination.group()))
        .map(GroupDetails::activities)
        .map(
            history ->
                history.newestFirst().stream()
                    .noneMatch(
                        activity ->
                            activity.terminating()
                                && activity.instanceIds().contains(termination.instance())))
        .orElse(false);
  }

  private boolean isOlderThan(Intent intent, Duration age) {
    return !intent.createdAt().plus(age).isAfter(situation.now());
  }

  private void settle(Intent intent, String note) {
    settled.add(intent.id());
    notes.add(note);
  }

  List<String> settled() {
    return settled;
  }

  List<String> notes() {
    return notes;
  }

  /** Raises that are still to show. */
  Optional<Intent.Raise> openRaise(GroupName group) {
    return Optional.ofNullable(raises.get(group));
  }

  /** Terminations that are still to show. */
  boolean isTerminating(InstanceId instance) {
    return terminations.containsKey(instance);
  }

  /** What the group's desired capacity is, or is about to be: a raise counts once it is written. */
  int desired(AutoScalingGroup group) {
    int shown = group.capacity().desired();
    return openRaise(group.name()).map(raise -> Math.max(shown, raise.target())).orElse(shown);
  }
}
