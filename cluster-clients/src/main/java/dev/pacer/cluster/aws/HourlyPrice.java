package dev.pacer.cluster.aws;

import java.math.BigDecimal;

/** A price in US dollars per hour, exact and above zero. */
public record HourlyPrice(BigDecimal dollars) implements Comparable<HourlyPrice> {
  public HourlyPrice {
    if (dollars.signum() <= 0) {
      throw new IllegalArgumentException("a price must be above 0, was " + dollars);
    }
    dollars = dollars.stripTrailingZeros();
  }

  @Override
  public int compareTo(HourlyPrice other) {
    return dollars.compareTo(other.dollars);
  }

  @Override
  public String toString() {
    return "$" + dollars.toPlainString() + "/h";
  }
}
