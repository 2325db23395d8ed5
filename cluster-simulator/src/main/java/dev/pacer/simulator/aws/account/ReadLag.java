package dev.pacer.simulator.aws.account;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How far reads lag behind writes: usually up to a few seconds, now and then much more. Every read
 * draws anew, so that two may disagree.
 *
 * @param usual the longest usual lag; zero for none
 * @param rare the lag of an unlucky read
 * @param rareChance how likely that is, 0 to 1
 */
public record ReadLag(Duration usual, Duration rare, double rareChance) {

  public static final ReadLag NONE = new ReadLag(Duration.ZERO, Duration.ZERO, 0);

  /** What is believed of AWS: 0 to 5 s, one read in fifty 60 s. */
  public static final ReadLag TYPICAL =
      new ReadLag(Duration.ofSeconds(5), Duration.ofMinutes(1), 0.02);

  public ReadLag {
    if (usual.isNegative() || rare.isNegative() || !(rareChance >= 0 && rareChance <= 1)) {
      throw new IllegalArgumentException(
          "need lags of 0 or more and a chance of 0 to 1, was %s %s %s"
              .formatted(usual, rare, rareChance));
    }
  }

  /** The lag of one read, in simulated time. */
  public Duration draw(RandomGenerator chance) {
    if (rareChance > 0 && chance.nextDouble() < rareChance) {
      return rare;
    }
    return usual.isZero()
        ? Duration.ZERO
        : Duration.ofMillis(chance.nextLong(usual.toMillis() + 1));
  }
}
