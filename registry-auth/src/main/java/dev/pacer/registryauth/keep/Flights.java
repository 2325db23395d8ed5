package dev.pacer.registryauth.keep;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Work under way on other threads, at most one of a name; its answers wait here for the keeper. */
final class Flights {

  /** Work that takes longer is taken for lost; its answer, should it come, is not used. */
  static final Duration LOST = Duration.ofMinutes(2);

  private final Map<String, Flight> underWay = new LinkedHashMap<>();
  private final Queue<Runnable> answers = new ConcurrentLinkedQueue<>();
  private final Executor workers;
  private final Runnable wake;

  /** One piece of work; two are never the same. */
  private static final class Flight {
    private Instant since;

    Flight(Instant since) {
      this.since = since;
    }
  }

  /**
   * Nothing under way.
   *
   * @param wake called on the worker's thread when an answer waits
   */
  Flights(Executor workers, Runnable wake) {
    this.workers = workers;
    this.wake = wake;
  }

  /**
   * Starts work unless the same is under way; work that got lost is given up first.
   *
   * @param fold takes the answer in, on the keeper's thread
   * @param lost called instead when there was none in time
   * @return whether anything happened
   */
  <T> boolean start(String what, Instant now, Supplier<T> work, Consumer<T> fold, Runnable lost) {
    Flight before = underWay.get(what);
    if (before != null) {
      if (Duration.between(before.since, now).compareTo(LOST) < 0) {
        return false;
      }
      underWay.remove(what);
      lost.run();
      return true;
    }
    Flight flight = new Flight(now);
    underWay.put(what, flight);
    workers.execute(
        () -> {
          T value = work.get();
          answers.add(
              () -> {
                if (underWay.remove(what, flight)) {
                  fold.accept(value);
                }
              });
          wake.run();
        });
    return true;
  }

  /** Takes in what came back; whether anything did. */
  boolean takeIn() {
    boolean any = false;
    for (Runnable answer = answers.poll(); answer != null; answer = answers.poll()) {
      answer.run();
      any = true;
    }
    return any;
  }

  boolean answersWait() {
    return !answers.isEmpty();
  }

  boolean has(String what) {
    return underWay.containsKey(what);
  }

  boolean isEmpty() {
    return underWay.isEmpty() && answers.isEmpty();
  }

  void stepBack(Duration step) {
    underWay.values().forEach(flight -> flight.since = flight.since.minus(step));
  }
}
