package dev.pacer.conformance.matcher;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.TreeMap;

/** Answers of both matchers as text, to be compared. */
final class Answers {

  private Answers() {}

  static String match(String operation, Map<String, BigDecimal> taken, long ports) {
    Map<String, String> rounded = new TreeMap<>();
    taken.forEach(
        (what, amount) -> {
          // Both add up doubles; Mesos tells no more than three decimals apart.
          BigDecimal value = amount.setScale(5, RoundingMode.HALF_EVEN);
          if (value.signum() != 0) {
            rounded.put(what, value.stripTrailingZeros().toPlainString());
          }
        });
    return "match " + operation + " " + rounded + " ports " + ports;
  }
}
