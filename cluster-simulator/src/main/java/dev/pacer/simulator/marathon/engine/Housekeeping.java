package dev.pacer.simulator.marathon.engine;

import dev.pacer.simulator.marathon.definition.GroupNode;
import dev.pacer.simulator.marathon.definition.RunSpec;
import dev.pacer.simulator.marathon.instance.Condition;
import dev.pacer.simulator.marathon.instance.Instance;
import dev.pacer.simulator.marathon.instance.TaskEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What Marathon looks after from time to time. Each look is planned only while there is something
 * to find, at the moment at which the real, periodic one would come.
 */
public final class Housekeeping {

  private static final Duration FIRST = Duration.ofSeconds(15);
  private static final Duration FIRST_EXPUNGE = Duration.ofMinutes(5);

  private final Parts parts;
  private final Core core;
  private final Timing timing;
  private final Statuses statuses;
  private final Deployments deployments;
  private final Supplier<GroupNode> root;
  private Consumer<List<String>> reconcile = ids -> {};
  private Instant electedAt = Instant.EPOCH;
  private boolean reconciliationPlanned;
  private boolean scaleCheckPlanned;
  private boolean expungePlanned;

  public Housekeeping(
      Parts parts,
      Timing timing,
      Statuses statuses,
      Deployments deployments,
      Supplier<GroupNode> root) {
    this.parts = parts;
    this.core = parts.core();
    this.timing = timing;
    this.statuses = statuses;
    this.deployments = deployments;
    this.root = root;
    parts.tracker().listen(this::changed);
  }

  void elected(Consumer<List<String>> asker) {
    reconcile = asker;
    electedAt = core.now();
    reconciliationPlanned = false;
    scaleCheckPlanned = false;
    expungePlanned = false;
    planReconciliation();
    planScaleCheck();
    for (List<Instance> instances : parts.tracker().all().values()) {
      instances.forEach(this::watchLaunch);
    }
  }

  /** Something is in doubt until Mesos is asked again. */
  void doubt() {
    planReconciliation();
    planScaleCheck();
  }

  private void changed(@Nullable Instance before, @Nullable Instance after) {
    if (after != null
        && after.condition() == Condition.PROVISIONED
        && (before == null || before.attempt() != after.attempt())) {
      watchLaunch(after);
    }
    if (after != null && after.condition() == Condition.UNREACHABLE_INACTIVE) {
      planExpunge();
    }
  }

  /** A task that is staging or starting for too long is killed (marathon.md T29). */
  private void watchLaunch(Instance instance) {
    Condition condition = instance.condition();
    if (condition != Condition.PROVISIONED
        && condition != Condition.STAGING
        && condition != Condition.STARTING) {
      return;
    }
    int attempt = instance.attempt();
    core.later(
        timing.launchTimeout(),
        () -> {
          Instance now = parts.tracker().find(instance.id());
          if (now != null
              && now.attempt() == attempt
              && (now.condition() == Condition.PROVISIONED
                  || now.condition() == Condition.STAGING
                  || now.condition() == Condition.STARTING)) {
            core.record("launch timed out: " + now.id());
            parts.killer().restart(now);
          }
        });
  }

  private Instant beat(Duration first, Duration period) {
    Instant start = electedAt.plus(core.simulation().scaled(first));
    if (core.now().isBefore(start)) {
      return start;
    }
    long step = Math.max(1, core.simulation().scaled(period).toNanos());
    long passed = Duration.between(start, core.now()).toNanos() / step;
    return start.plusNanos((passed + 1) * step);
  }

  private void planReconciliation() {
    if (reconciliationPlanned) {
      return;
    }
    reconciliationPlanned = true;
    core.at(
        beat(FIRST, timing.reconciliation()),
        () -> {
          reconciliationPlanned = false;
          List<String> tasks = new ArrayList<>();
          boolean doubtful = false;
          for (List<Instance> instances : parts.tracker().all().values()) {
            for (Instance instance : instances) {
              if (instance.condition().active()
                  || instance.condition() == Condition.UNREACHABLE_INACTIVE) {
                instance.tasks().stream().map(TaskEntry::taskId).forEach(tasks::add);
              }
              doubtful |=
                  instance.condition() == Condition.UNREACHABLE
                      || instance.condition() == Condition.UNREACHABLE_INACTIVE;
            }
          }
          if (!tasks.isEmpty()) {
            reconcile.accept(tasks);
          }
          if (doubtful) {
            planReconciliation();
          }
        });
  }

  private void planExpunge() {
    if (expungePlanned) {
      return;
    }
    expungePlanned = true;
    core.at(
        beat(FIRST_EXPUNGE, timing.expungeCheck()),
        () -> {
          expungePlanned = false;
          statuses.expunge();
          boolean left =
              parts.tracker().all().values().stream()
                  .flatMap(List::stream)
                  .anyMatch(i -> i.condition() == Condition.UNREACHABLE_INACTIVE);
          if (left) {
            planExpunge();
          }
        });
  }

  /** Apps without a deployment are brought to their number. */
  void planScaleCheck() {
    if (scaleCheckPlanned) {
      return;
    }
    scaleCheckPlanned = true;
    core.at(
        beat(FIRST, timing.scaleCheck()),
        () -> {
          scaleCheckPlanned = false;
          if (checkScales()) {
            planScaleCheck();
          }
        });
  }

  /** True when some are off their number and locked, so that it must be looked again. */
  private boolean checkScales() {
    Set<String> locked = deployments.locked();
    boolean off = false;
    for (RunSpec spec : root.get().allSpecs()) {
      int there = parts.tracker().wanted(spec.id()).size() + parts.queue().coming(spec.id());
      if (there == spec.instances()) {
        continue;
      }
      if (locked.contains(spec.id())) {
        off = true;
      } else {
        core.record("scale check of " + spec.id());
        new Scaling(parts, spec, Set.of()).start();
      }
    }
    return off;
  }
}
