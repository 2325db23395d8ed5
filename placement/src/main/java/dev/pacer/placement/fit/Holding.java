package dev.pacer.placement.fit;

import org.jspecify.annotations.Nullable;

/**
 * How an entry is bound beyond its role.
 *
 * @param instance the instance that Marathon reserved it for, if any
 * @param volume the persistent volume on it, if any
 * @param labelledByMarathon its reservation carries one of Marathon's labels, of any Marathon
 * @param otherwiseReserved reserved dynamically by somebody else
 */
public record Holding(
    @Nullable String instance,
    @Nullable String volume,
    boolean labelledByMarathon,
    boolean otherwiseReserved) {

  public static final Holding FREE = new Holding(null, null, false, false);

  /** Nobody's volume and no Marathon's reservation: open to any instance whose roles accept it. */
  public boolean open() {
    return instance == null && volume == null && !labelledByMarathon;
  }
}
