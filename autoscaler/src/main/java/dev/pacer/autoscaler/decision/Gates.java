package dev.pacer.autoscaler.decision;

import dev.pacer.autoscaler.journal.Memory;
import dev.pacer.autoscaler.plan.Plan.Direction;
import dev.pacer.autoscaler.plan.Plan.Hold;
import dev.pacer.cluster.aws.AutoScalingGroup;
import dev.pacer.cluster.aws.GroupName;
import dev.pacer.cluster.marathon.App;
import dev.pacer.view.Demand;
import dev.pacer.view.Machine;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Reasons not to trust what is seen enough to act on it, for the whole cluster (5.3). */
final class Gates {

  private static final String ALL = "*";
  private static final Duration FRESH = Duration.ofSeconds(15);
  private static final Duration LOSS_WINDOW = Duration.ofMinutes(10);
  private static final Duration DISASTER_WINDOW = Duration.ofSeconds(30);

  private final Situation situation;
  private final Policy policy;
  private final Memory memory;
  private final int knownBefore;
  private final List<Hold> holds = new ArrayList<>();

  /**
   * @param memory what is remembered with this snapshot in it
   * @param knownBefore how many agents the last complete snapshot had; 0 when there was none
   */
  Gates(Situation situation, Policy policy, Memory memory, int knownBefore) {
    this.situation = situation;
    this.policy = policy;
    this.memory = memory;
    this.knownBefore = knownBefore;
  }

  List<Hold> holds() {
    fresh();
    Sizes.doubts(memory.sizes()).forEach(this::both);
    masterHasItsAgents();
    losses();
    marathonSettled();
    poison();
    agentsRegistered();
    deployments();
    return holds;
  }

  private void both(String why) {
    up(why);
    down(why);
  }

  private void up(String why) {
    holds.add(new Hold(Direction.UP, ALL, why));
  }

  private void down(String why) {
    holds.add(new Hold(Direction.DOWN, ALL, why));
  }

  private void fresh() {
    Duration age = situation.snapshot().ageAt(situation.now());
    if (age.compareTo(FRESH) > 0) {
      both("the readings are %d s old (G2)".formatted(age.toSeconds()));
    }
  }

  private void masterHasItsAgents() {
    Duration inOffice = situation.mesos().state().master().inOfficeAt(situation.now());
    if (inOffice.compareTo(situation.mesos().flags().reregisterTimeout()) >= 0) {
      return;
    }
    long there =
        situation.mesos().state().agents().registered().size()
            + situation.mesos().state().counts().unreachable();
    // The first count of a young leader proves nothing; that no machine lacks its agent does.
    boolean allThere = there >= knownBefore && everyMachineCarriesItsAgent();
    if (!allThere) {
      both(
          "the Mesos master leads for %d s only, and has %d agents of %s (G3)"
              .formatted(
                  inOffice.toSeconds(),
                  there,
                  knownBefore == 0 ? "an unknown number" : "the " + knownBefore + " before"));
    }
  }

  private boolean everyMachineCarriesItsAgent() {
    return situation.groups().keySet().stream()
        .noneMatch(
            group ->
                situation
                    .inventory()
                    .withoutAgentIn(group)
                    .anyMatch(machine -> isDue(machine, boot(group))));
  }

  private void losses() {
    Instant now = situation.now();
    int total = memory.agents().present().size() + memory.agents().lost().size();
    long recent =
        memory.agents().lost().values().stream()
            .filter(at -> at.plus(LOSS_WINDOW).isAfter(now))
            .count();
    if (recent > Math.max(2, total / 20)) {
      down("%d agents of %d were lost within 10 minutes (G5)".formatted(recent, total));
    }
    for (Instant loss : memory.agents().lost().values()) {
      long together =
          memory.agents().lost().values().stream()
              .filter(at -> Duration.between(loss, at).abs().compareTo(DISASTER_WINDOW) <= 0)
              .count();
      // One agent of a few is a fifth soon; as above, fewer than three are no disaster.
      if (together > 2 && together * 5 >= total) {
        both(
            "%d agents of %d were lost within 30 s: nothing is changed for 15 minutes (G5)"
                .formatted(together, total));
        return;
      }
    }
  }

  private void marathonSettled() {
    memory
        .marathonLeader()
        .filter(seen -> seen.since().plus(policy.settle()).isAfter(situation.now()))
        .ifPresent(
            seen ->
                down(
                    "Marathon's leader is watched for less than %d s (G6)"
                        .formatted(policy.settle().toSeconds())));
    for (App app : situation.marathon().apps()) {
      if ("true".equals(app.spec().labels().get(Demand.PER_AGENT_LABEL))) {
        continue;
      }
      long alive = app.tasks().stream().filter(t -> t.state().isAlive()).count();
      boolean queued =
          situation.marathon().queue().stream().anyMatch(item -> item.id().equals(app.id()));
      if (alive < app.spec().instances() && !queued) {
        down(
            "%s has %d of %d instances and is not in Marathon's queue (G6)"
                .formatted(app.id(), alive, app.spec().instances()));
      }
    }
  }

  private void poison() {
    situation
        .demand()
        .poison()
        .forEach(
            (app, why) ->
                both(
                    "%s stops Marathon from launching anything: %s. Delete it, then restart the Marathon leader (F11)"
                        .formatted(app, why)));
  }

  /** G4, over all pools together. */
  private void agentsRegistered() {
    long expected = 0;
    long registered = 0;
    for (AutoScalingGroup group : situation.groups().values()) {
      Duration boot = boot(group.name());
      Stream<Machine> with =
          situation.inventory().agentsOf(group.name()).flatMap(a -> a.machine().stream());
      registered += with.filter(m -> isDue(m, boot)).count();
      expected +=
          situation.inventory().withoutAgentIn(group.name()).filter(m -> isDue(m, boot)).count();
    }
    expected += registered;
    if (registered * 100 < expected * 95) {
      down(
          "only %d of %d machines that are up long enough carry an agent (G4)"
              .formatted(registered, expected));
    }
  }

  private Duration boot(GroupName group) {
    return policy.poolOf(group).map(pool -> pool.patience().boot()).orElse(Duration.ZERO);
  }

  private boolean isDue(Machine machine, Duration boot) {
    return machine.instance().state().inService() && situation.age(machine).compareTo(boot) > 0;
  }

  /** Apps of one group start one after another (E5): what is idle now may be wanted in a moment. */
  private void deployments() {
    if (!situation.marathon().deployments().isEmpty()) {
      down(
          "deployment %s is under way (D5, E5)"
              .formatted(situation.marathon().deployments().get(0).id()));
    }
  }
}
