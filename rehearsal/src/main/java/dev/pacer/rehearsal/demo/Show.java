package dev.pacer.rehearsal.demo;

import java.time.Duration;
import java.util.List;

/** Where a demo is seen: a live table on a terminal, plain lines elsewhere. */
public interface Show {

  /** A step begins; {@code number} counts from 1. */
  void begins(int number, int total, Step step);

  /** What the world shows while the step waits. Called often. */
  void waits(Step step, String seen, Duration soFar);

  void ends(int number, int total, StepResult result);

  /** Everything that happened, at the end. */
  void summary(List<StepResult> results, Duration took);
}
