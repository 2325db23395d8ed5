package dev.pacer.autoscaler.journal;

import java.time.Instant;

/**
 * An operator's stop of one direction of a pool, which ends by itself (L23).
 *
 * @param pool the pool's name, or {@link #ALL}
 * @param direction which way it may not go
 * @param until when it ends
 * @param by who asked for it
 * @param reason why, in the operator's words; may be empty
 */
public record Freeze(String pool, Direction direction, Instant until, String by, String reason) {

  /** Stands for every pool. */
  public static final String ALL = "*";

  /** Which way. */
  public enum Direction {
    UP,
    DOWN
  }

  /** Whether it holds for a pool at a time. */
  public boolean holds(String name, Instant now) {
    return (pool.equals(ALL) || pool.equals(name)) && now.isBefore(until);
  }
}
