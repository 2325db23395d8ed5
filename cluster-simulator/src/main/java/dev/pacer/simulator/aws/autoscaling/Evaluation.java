package dev.pacer.simulator.aws.autoscaling;

import dev.pacer.simulator.kernel.Scheduled;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Brings groups to what they desire. Nothing is looked at unless something has happened to it: a
 * request, an arrival, a departure, a sick member, or the end of a pause after a failed launch.
 */
final class Evaluation {

  private static final Duration FIRST_RETRY = Duration.ofSeconds(15);
  private static final Duration LONGEST_RETRY = Duration.ofMinutes(15);
  private static final String REPLACED =
      "an instance was launched in response to an unhealthy instance needing to be replaced.";

  private final World world;
  private final Groups groups;
  private final ScaleOut scaleOut;
  private final ScaleIn scaleIn;
  private final Departures departures;
  private final Rebalancing rebalancing;

  Evaluation(
      World world, Groups groups, Activities activities, LaunchChoices choices, Holds holds) {
    this.world = world;
    this.groups = groups;
    Arrivals arrivals = new Arrivals(world, activities, holds, this::settled, this::abandoned);
    this.departures = new Departures(world, activities, holds, arrivals, this::settled);
    this.scaleOut = new ScaleOut(world, activities, arrivals, choices);
    this.scaleIn = new ScaleIn(world, activities, departures, choices);
    this.rebalancing = new Rebalancing(world, scaleOut);
    this.arrivals = arrivals;
  }

  private final Arrivals arrivals;

  Arrivals arrivals() {
    return arrivals;
  }

  Departures departures() {
    return departures;
  }

  /** Looks at the group after the delay that follows a request, unless it is looked at sooner. */
  void wake(Group group) {
    wakeAfter(group, world.drawn(group, delays -> delays.request()));
  }

  private void wakeAfter(Group group, Duration delay) {
    Instant moment = world.simulation().in(delay);
    if (group.evaluation().isPresent()) {
      Scheduled planned = group.evaluation().get();
      if (!planned.moment().isAfter(moment)) {
        return;
      }
      planned.cancel();
    }
    group.evaluation(world.simulation().at(moment, () -> evaluate(group)));
  }

  /** Called when a hook abandoned a launch: the member goes and is replaced. */
  private void abandoned(Group group, Member member) {
    departures.terminate(group, member, Causes.at(world.now(), Causes.abandoned(member.id())));
    settled(group);
  }

  ScaleOut scaleOut() {
    return scaleOut;
  }

  /** Called when a member has come or gone. */
  private void settled(Group group) {
    if (group.now().deleting()) {
      removeIfEmpty(group);
    } else {
      wakeIfUneven(group);
    }
  }

  /** Looks at a group soon that has not what it desires, or has it in the wrong places. */
  void wakeIfUneven(Group group) {
    if (group.countedUnits() != group.now().capacity().desired() || rebalancing.wanted(group)) {
      wake(group);
    }
  }

  Rebalancing rebalancing() {
    return rebalancing;
  }

  private void evaluate(Group group) {
    group.evaluation(null);
    if (group.now().deleting()) {
      return;
    }
    boolean replacing = terminateUnhealthy(group);
    int counted = group.countedUnits();
    int desired = group.now().capacity().desired();
    if (counted < desired && !group.now().suspends(ScalingProcess.LAUNCH)) {
      fill(group, counted, desired, replacing);
    } else if (counted > desired && !group.now().suspends(ScalingProcess.TERMINATE)) {
      scaleIn.trim(group, group.takeExplanations());
    } else if (counted == desired) {
      group.takeExplanations();
      rebalance(group);
    }
  }

  private void fill(Group group, int counted, int desired, boolean replacing) {
    List<String> sentences = new ArrayList<>(group.takeExplanations());
    sentences.add(
        replacing && sentences.isEmpty()
            ? Causes.at(world.now(), REPLACED)
            : Causes.started(world.now(), counted, desired));
    if (scaleOut.fill(group, Causes.join(sentences))) {
      group.retryPause(Duration.ZERO);
      return;
    }
    retry(group);
  }

  private void retry(Group group) {
    Duration last = group.retryPause();
    Duration doubled = last.multipliedBy(2);
    Duration pause =
        last.isZero()
            ? FIRST_RETRY
            : doubled.compareTo(LONGEST_RETRY) < 0 ? doubled : LONGEST_RETRY;
    group.retryPause(pause);
    wakeAfter(group, pause);
  }

  private void rebalance(Group group) {
    if (!rebalancing.wanted(group)) {
      return;
    }
    if (rebalancing.launch(group)) {
      group.retryPause(Duration.ZERO);
    } else {
      retry(group);
    }
  }

  private boolean terminateUnhealthy(Group group) {
    if (group.now().suspends(ScalingProcess.REPLACE_UNHEALTHY)
        || group.now().suspends(ScalingProcess.TERMINATE)) {
      return false;
    }
    List<Member> sick =
        group.members().stream()
            .filter(member -> member.state().counts() && !member.now().healthy())
            .toList();
    for (Member member : sick) {
      departures.terminate(group, member, Causes.at(world.now(), member.ailment()));
    }
    return !sick.isEmpty();
  }

  /** Begins to delete a group with all that is in it. */
  void dissolve(Group group) {
    group.evaluation().ifPresent(Scheduled::cancel);
    group.evaluation(null);
    for (Member member : List.copyOf(group.members())) {
      if (!member.state().leaving()) {
        departures.terminate(group, member, Causes.deleted(world.now(), member.id()));
      } else {
        departures.release(member);
      }
    }
    removeIfEmpty(group);
  }

  private void removeIfEmpty(Group group) {
    if (group.members().isEmpty()) {
      groups.remove(group, world.now());
      world.record("deleted group " + group.name());
    }
  }
}
