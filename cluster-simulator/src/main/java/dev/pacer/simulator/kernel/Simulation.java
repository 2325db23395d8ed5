package dev.pacer.simulator.kernel;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.zip.CRC32;

/**
 * The simulated world's clock: events ordered by time, then by arrival; seeded chance; one event
 * log.
 *
 * <p>In-process the clock is virtual and moves only by {@link #advance} and {@link #runUntil}.
 * Served, a {@link WallClockTurn} keeps it at the machine's own time. Every simulated delay is
 * divided by {@code speed}; instants are never scaled, so that times on the wire stay the machine's
 * own clock.
 *
 * <p>Not safe for threads: one thread at a time, which is what a {@link Turn} is for. With the same
 * seed and the same calls, everything that happens, happens identically.
 */
public final class Simulation implements InstantSource {

  private final PriorityQueue<Scheduled> queue = new PriorityQueue<>();
  private final Map<String, RandomGenerator> streams = new HashMap<>();
  private final EventLog log = new EventLog();
  private final long seed;
  private final double speed;
  private Instant now;
  private long arrivals;

  public Simulation(Instant start, long seed, double speed) {
    if (!(speed > 0) || Double.isInfinite(speed)) {
      throw new IllegalArgumentException("need a finite speed above 0, was " + speed);
    }
    this.now = start;
    this.seed = seed;
    this.speed = speed;
  }

  @Override
  public Instant instant() {
    return now;
  }

  public EventLog log() {
    return log;
  }

  public double speed() {
    return speed;
  }

  /** Records what happened, at the present moment. */
  public void record(String source, String what) {
    log.add(now, source, what);
  }

  /**
   * A source of chance of its own for each name, so that one part's draws never shift another's.
   */
  public RandomGenerator chance(String stream) {
    return streams.computeIfAbsent(stream, this::newStream);
  }

  private RandomGenerator newStream(String stream) {
    CRC32 crc = new CRC32();
    crc.update(stream.getBytes(StandardCharsets.UTF_8));
    return new SplittableRandom(seed * 0x9E3779B97F4A7C15L + crc.getValue());
  }

  /** How long a simulated delay takes on this clock: the delay divided by the speed. */
  public Duration scaled(Duration simulated) {
    return speed == 1 ? simulated : Duration.ofNanos((long) (simulated.toNanos() / speed));
  }

  /** The simulated length of a stretch of this clock: the inverse of {@link #scaled}. */
  public Duration unscaled(Duration onThisClock) {
    return speed == 1 ? onThisClock : Duration.ofNanos((long) (onThisClock.toNanos() * speed));
  }

  /** The moment at which a simulated delay that starts now is over. */
  public Instant in(Duration simulated) {
    return now.plus(scaled(simulated));
  }

  /** Lets something happen after a simulated delay (scaled by the speed). */
  public Scheduled after(Duration simulated, Runnable action) {
    return at(in(simulated), action);
  }

  /** Lets something happen at a moment of this clock; a moment that has passed means next. */
  public Scheduled at(Instant moment, Runnable action) {
    Scheduled scheduled = new Scheduled(moment.isBefore(now) ? now : moment, arrivals++, action);
    queue.add(scheduled);
    return scheduled;
  }

  /**
   * Lets something happen again and again; the first time after one period. Cancel the returned
   * series to end it.
   */
  public Series every(Duration period, Runnable action) {
    Series series = new Series(this, period, action);
    series.start();
    return series;
  }

  /** Moves this clock on by a stretch of its own time, running what falls due, in order. */
  public void advance(Duration stretch) {
    runUntil(now.plus(stretch));
  }

  /**
   * Runs everything due up to and including {@code moment}, and leaves the clock there. A moment
   * past does nothing.
   */
  public void runUntil(Instant moment) {
    while (true) {
      Scheduled next = queue.peek();
      if (next == null || next.moment().isAfter(moment)) {
        break;
      }
      queue.poll();
      if (next.cancelled()) {
        continue;
      }
      if (next.moment().isAfter(now)) {
        now = next.moment();
      }
      next.run();
    }
    if (moment.isAfter(now)) {
      now = moment;
    }
  }

  /** When the next event is due; empty when nothing is going to happen by itself. */
  public Optional<Instant> nextEventAt() {
    while (true) {
      Scheduled next = queue.peek();
      if (next == null) {
        return Optional.empty();
      }
      if (!next.cancelled()) {
        return Optional.of(next.moment());
      }
      queue.poll();
    }
  }
}
