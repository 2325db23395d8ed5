package dev.pacer.placement.fit;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * A requested quantity: what was asked for as Marathon holds it, and the least whole number of
 * milli-units that satisfies it (requests are rounded up, F3).
 */
public record Amount(long millis, double exact) {

  public static final Amount NONE = new Amount(0, 0);

  public Amount {
    if (!(exact >= 0) || Double.isInfinite(exact)) {
      throw new IllegalArgumentException("an amount must be a finite number >= 0, was " + exact);
    }
    if (millis < 0 || millis != ceilMillis(BigDecimal.valueOf(exact))) {
      throw new IllegalArgumentException(
          "%d milli-units do not cover exactly %s".formatted(millis, exact));
    }
  }

  public static Amount of(BigDecimal quantity) {
    double exact = quantity.doubleValue();
    return new Amount(ceilMillis(BigDecimal.valueOf(exact)), exact);
  }

  public static Amount of(double quantity) {
    return of(BigDecimal.valueOf(quantity));
  }

  public static Amount ofMillis(long millis) {
    return new Amount(millis, millis / 1000.0);
  }

  public boolean isNone() {
    return exact == 0;
  }

  /** What Mesos books for a take of this size: it keeps three decimals, the nearest. */
  public static long bookedMillis(double taken) {
    return Math.round(taken * 1000);
  }

  private static long ceilMillis(BigDecimal quantity) {
    return quantity.movePointRight(3).setScale(0, RoundingMode.CEILING).longValueExact();
  }

  @Override
  public String toString() {
    return BigDecimal.valueOf(exact).stripTrailingZeros().toPlainString();
  }
}
