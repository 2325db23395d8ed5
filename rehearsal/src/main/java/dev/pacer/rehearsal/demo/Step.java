package dev.pacer.rehearsal.demo;

import java.time.Duration;
import java.util.function.Supplier;

/**
 * One step of a demo.
 *
 * @param title what comes true, in the present tense
 * @param expected what must be seen, for the message when it is not
 * @param act what is done first; nothing for steps that only watch
 * @param look asked again and again until it has come true
 * @param within how long that may take
 */
public record Step(
    String title, String expected, Runnable act, Supplier<Look> look, Duration within) {

  /** A step that only watches. */
  public static Step watch(String title, String expected, Supplier<Look> look, Duration within) {
    return new Step(title, expected, () -> {}, look, within);
  }
}
