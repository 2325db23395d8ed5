package dev.pacer.rehearsal.demo;

import dev.pacer.cluster.time.Pause;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Goes through the steps of a demo, one after the other, until one does not come true. */
public final class DemoRun {

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

  private final InstantSource clock;
  private final Pause pause;
  private final Show show;
  private final Supplier<Look> always;

  /**
   * @param always looked at with every look of a step: {@link Look.Broken} ends the demo
   */
  public DemoRun(InstantSource clock, Pause pause, Show show, Supplier<Look> always) {
    this.clock = clock;
    this.pause = pause;
    this.show = show;
    this.always = always;
  }

  /** What became of each step that began; the last one tells whether the demo came true. */
  public List<StepResult> run(List<Step> steps) {
    List<StepResult> results = new ArrayList<>();
    Instant began = clock.instant();
    for (Step step : steps) {
      int number = results.size() + 1;
      show.begins(number, steps.size(), step);
      StepResult result = run(step);
      results.add(result);
      show.ends(number, steps.size(), result);
      if (!result.cameTrue()) {
        break;
      }
    }
    show.summary(results, Duration.between(began, clock.instant()));
    return results;
  }

  private StepResult run(Step step) {
    Instant began = clock.instant();
    step.act().run();
    while (true) {
      Look look = step.look().get();
      Duration took = Duration.between(began, clock.instant());
      Look rule = always.get();
      if (look instanceof Look.Broken broken) {
        return new StepResult(step, false, broken.what(), took);
      }
      if (rule instanceof Look.Broken broken) {
        return new StepResult(step, false, broken.what(), took);
      }
      if (look instanceof Look.Seen seen) {
        return new StepResult(step, true, seen.what(), took);
      }
      if (took.compareTo(step.within()) > 0) {
        return new StepResult(step, false, look.text() + " after " + took.toSeconds() + " s", took);
      }
      show.waits(step, look.text(), took);
      pause.await(BETWEEN_LOOKS);
    }
  }
}
