package dev.pacer.cluster.aws;

import java.util.Optional;

/** What a machine costs; a price that is not known is absent, never zero. */
public interface Prices {

  /**
   * The price of one machine of this kind, by the nearest entry: its zone, its region, anywhere.
   */
  Optional<HourlyPrice> find(InstanceKind kind);
}
