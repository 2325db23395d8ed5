package dev.pacer.simulator.aws.account;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long things take, in simulated time; each delay is drawn within {@code jitter} of its figure.
 *
 * @param request from a change of desired capacity to the first launch or termination
 * @param pending from launch to {@code InService}; the machine runs well before
 * @param terminating from {@code Terminating} until the instance has left its group
 * @param shortStep of entering and leaving standby, attaching and detaching
 * @param boot from launch until the operating system is up
 * @param healthDetection until a machine that died is noticed by its group
 * @param jitter the largest deviation as a share of the figure, 0 to 1
 */
public record Delays(
    Duration request,
    Duration pending,
    Duration terminating,
    Duration shortStep,
    Duration boot,
    Duration healthDetection,
    double jitter) {

  /** What reports of AWS suggest; see the section on the simulator's defaults in the reference. */
  public static final Delays TYPICAL =
      new Delays(
          Duration.ofSeconds(15),
          Duration.ofMinutes(1),
          Duration.ofMinutes(1),
          Duration.ofSeconds(10),
          Duration.ofSeconds(45),
          Duration.ofMinutes(2),
          0.1);

  public Delays {
    if (!(jitter >= 0 && jitter <= 1)) {
      throw new IllegalArgumentException("need 0 <= jitter <= 1, was " + jitter);
    }
    for (Duration delay :
        new Duration[] {request, pending, terminating, shortStep, boot, healthDetection}) {
      if (delay.isNegative()) {
        throw new IllegalArgumentException("a delay must not be negative, was " + delay);
      }
    }
  }

  /** These delays to the second, for tests that count. */
  public Delays exact() {
    return new Delays(request, pending, terminating, shortStep, boot, healthDetection, 0);
  }

  /** A delay drawn around a figure. */
  public Duration drawn(Duration figure, RandomGenerator chance) {
    if (jitter == 0) {
      return figure;
    }
    double factor = 1 + jitter * (2 * chance.nextDouble() - 1);
    return Duration.ofMillis(Math.round(figure.toMillis() * factor));
  }
}
