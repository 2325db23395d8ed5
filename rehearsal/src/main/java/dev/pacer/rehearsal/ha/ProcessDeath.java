package dev.pacer.rehearsal.ha;

import dev.pacer.autoscaler.act.StepHook;

/** The process ends here, between two of its own lines; thrown by a {@link StepHook}. */
public final class ProcessDeath extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public ProcessDeath(StepHook.Point point, String what) {
    super("died at %s of %s".formatted(point, what));
  }

  /** Dies the first time that a point is reached in a step whose words begin so. */
  public static StepHook at(StepHook.Point where, String stepBegins) {
    boolean[] died = {false};
    return (point, what) -> {
      if (point == where && what.startsWith(stepBegins) && !died[0]) {
        died[0] = true;
        throw new ProcessDeath(point, what);
      }
    };
  }
}
