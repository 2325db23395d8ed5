package dev.pacer.autoscaler.plan;

import dev.pacer.placement.pack.ShortfallPlan;
import java.time.Instant;
import java.util.List;

/**
 * What a cycle decided.
 *
 * @param steps to be sent now, in this order
 * @param deferred steps that are wanted and not yet due
 * @param holds why nothing is done in a direction or a pool
 * @param waiting what waits in the launch queue, and what will come of it
 * @param impossible what no machine of any pool can hold
 * @param findings what does not add up
 */
public record Plan(
    Instant at,
    List<Step> steps,
    List<Deferred> deferred,
    List<Hold> holds,
    List<Waiting> waiting,
    List<ShortfallPlan.Impossible> impossible,
    List<String> findings) {

  /** Which way a pool may not go. */
  public enum Direction {
    UP,
    DOWN
  }

  /**
   * A step that is wanted but must wait.
   *
   * @param until what it waits for
   */
  public record Deferred(Step step, String until) {}

  /**
   * A reason not to act.
   *
   * @param pool which pool; {@code *} for all
   */
  public record Hold(Direction direction, String pool, String why) {}

  /**
   * Instances of an app that wait.
   *
   * @param outlook what will come of them, and why
   */
  public record Waiting(String app, int count, String outlook) {}

  public Plan {
    steps = List.copyOf(steps);
    deferred = List.copyOf(deferred);
    holds = List.copyOf(holds);
    waiting = List.copyOf(waiting);
    impossible = List.copyOf(impossible);
    findings = List.copyOf(findings);
  }
}
