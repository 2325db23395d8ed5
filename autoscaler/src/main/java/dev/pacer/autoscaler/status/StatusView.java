package dev.pacer.autoscaler.status;

import dev.pacer.autoscaler.CycleReport;
import dev.pacer.autoscaler.plan.Plan;
import dev.pacer.cluster.aws.AutoScalingGroup;
import dev.pacer.placement.pack.ShortfallPlan;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * What the autoscaler tells about its last cycle, for people and programs.
 *
 * @param steps what was done, or would be, with what was replied
 * @param notYet what is wanted and still waits for something
 * @param holds why nothing is done
 */
public record StatusView(
    String cluster,
    boolean dryRun,
    long cycle,
    Instant at,
    List<Group> groups,
    List<Done> steps,
    List<NotYet> notYet,
    List<Plan.Hold> holds,
    List<Plan.Waiting> waiting,
    List<Impossible> impossible,
    List<String> findings,
    List<Removal> removals) {

  /** A group's size. */
  public record Group(String name, int min, int desired, int max, long inService) {}

  /** A step and what was said to it. */
  public record Done(String step, String reason, String reply) {}

  /** A step that is not due. */
  public record NotYet(String step, String reason, String until) {}

  /** Instances that no machine can hold. */
  public record Impossible(String app, int count, List<String> misses) {}

  /** An agent that is being removed. */
  public record Removal(String agent, String instance, String state, Instant since) {}

  /** What a cycle's report says. */
  public static StatusView of(String cluster, boolean dryRun, CycleReport report) {
    Plan plan = report.plan();
    return new StatusView(
        cluster,
        dryRun,
        report.number(),
        plan.at(),
        report.snapshot().groups().find().orElse(List.of()).stream()
            .map(StatusView::group)
            .toList(),
        report.outcomes().stream()
            .map(
                o ->
                    new Done(
                        o.step().what(),
                        o.step().reason(),
                        o.reply().isBlank()
                            ? o.went().name().toLowerCase(java.util.Locale.ROOT)
                            : o.reply()))
            .toList(),
        plan.deferred().stream()
            .map(d -> new NotYet(d.step().what(), d.step().reason(), d.until()))
            .toList(),
        plan.holds(),
        plan.waiting(),
        plan.impossible().stream().map(StatusView::impossible).toList(),
        plan.findings(),
        report.journal().drains().values().stream()
            .map(d -> new Removal(d.agent(), d.instance().text(), d.state().name(), d.since()))
            .toList());
  }

  private static Group group(AutoScalingGroup group) {
    return new Group(
        group.name().text(),
        group.capacity().min(),
        group.capacity().desired(),
        group.capacity().max(),
        group.inService().count());
  }

  private static Impossible impossible(ShortfallPlan.Impossible impossible) {
    return new Impossible(
        impossible.spec(),
        impossible.count(),
        impossible.misses().stream().map(Objects::toString).toList());
  }
}
