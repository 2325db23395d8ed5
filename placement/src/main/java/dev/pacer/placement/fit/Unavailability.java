package dev.pacer.placement.fit;

import java.util.OptionalLong;

/**
 * A maintenance window, relative to now.
 *
 * @param startsInMillis negative when it has begun
 * @param durationMillis empty when it has no end
 */
public record Unavailability(long startsInMillis, OptionalLong durationMillis) {

  /** Does Marathon decline the agent's offers now (F1)? Both bounds are strict. */
  public boolean declines(MatcherSettings settings) {
    if (!settings.maintenanceMode()) {
      return false;
    }
    boolean over = durationMillis.isPresent() && 0 > startsInMillis + durationMillis.getAsLong();
    return !over && 0 > startsInMillis - settings.drainingMillis();
  }
}
