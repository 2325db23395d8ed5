package dev.pacer.registryauth.keep;

import dev.pacer.registryauth.decision.Keeping;
import dev.pacer.registryauth.verify.Verifier;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.stream.Stream;

/**
 * Keeps credentials fresh. One thread calls {@link #turn} and owns all state; workers ask the world
 * and hand back values.
 */
public final class Keeper {

  /** Smaller steps back are a clock being disciplined. */
  private static final Duration STEP = Duration.ofSeconds(2);

  /** The time between two turns, about; it passed unseen while the clock was set back. */
  private static final Duration UNSEEN = Duration.ofSeconds(30);

  /** How often a single run asks before it gives up. */
  private static final int ATTEMPTS = 3;

  private final Flights flights;
  private final RegistryKeeping registries;
  private final TargetKeeping targets;
  private final Outside outside;
  private Instant lastSeen;

  /**
   * What the keeper is run with.
   *
   * @param workers where the world is asked
   * @param wake called when an answer waits for the next turn; may be called on any thread
   */
  public record Outside(
      InstantSource clock, Executor workers, Runnable wake, StateStore store, Events events) {}

  /** Loads what was saved; asks nobody yet. */
  public Keeper(
      List<KeptRegistry> registries,
      List<KeptTarget> targets,
      Keeping keeping,
      Verifier verifier,
      Outside outside) {
    this.outside = outside;
    this.lastSeen = outside.clock().instant();
    this.flights = new Flights(outside.workers(), outside.wake());
    Worker worker = new Worker(verifier);
    this.registries = new RegistryKeeping(registries, keeping, worker, flights, outside);
    this.targets = new TargetKeeping(targets, this.registries, keeping, worker, flights, outside);
  }

  /** Takes in what came back, and starts what is due. */
  public void turn() {
    boolean again;
    do {
      Instant now = outside.clock().instant();
      heedClock(now);
      again = flights.takeIn();
      registries.promote(now);
      again |= registries.startDue(now);
      again |= targets.startDue(now);
      registries.save(now);
    } while (again && flights.answersWait());
  }

  /**
   * Before the first turn of a single run: makes every registry due that has less than that share
   * of its life left, or no credential, and every target.
   */
  public void dueBelow(double share) {
    Instant now = outside.clock().instant();
    registries.dueBelow(share, now);
    targets.lookSoon(now);
  }

  /** Whether a single run has done, or tried often enough, all that was due. */
  public boolean done() {
    Instant now = outside.clock().instant();
    return flights.isEmpty()
        && registries.tried(ATTEMPTS)
        && targets.tried(ATTEMPTS, now)
        && targets.looked(now);
  }

  /** When something is due next by what is known now; what is under way is not counted. */
  public Instant nextDue() {
    return Stream.concat(registries.due().stream(), targets.due(outside.clock().instant()).stream())
        .min(Instant::compareTo)
        .orElse(Instant.MAX);
  }

  /** What is known now; immutable. */
  public KeeperView view() {
    Instant now = outside.clock().instant();
    return KeeperView.of(
        now,
        registries.all(),
        registries.holdings(),
        targets.all(),
        targets.states(),
        targets.behind(now));
  }

  private void heedClock(Instant now) {
    Duration back = Duration.between(now, lastSeen);
    if (back.compareTo(STEP) > 0) {
      outside.events().clockSteppedBack(back);
      registries.stepBack(now, back.plus(UNSEEN));
      targets.stepBack(now);
      flights.stepBack(back);
    }
    lastSeen = now;
  }
}
