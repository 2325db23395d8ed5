package dev.pacer.cluster.marathon;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Instances that wait for a launch; failures as {@link MarathonClient} says. Just after a creation
 * the queue is empty, then fills one by one.
 */
public interface MarathonQueue {

  /** Whether to read the offers that Marathon last refused. */
  enum Offers {
    SUMMARY,
    LAST_UNUSED
  }

  /**
   * {@code GET /v2/queue?embed=lastUnusedOffers} (the embed only with {@link Offers#LAST_UNUSED}):
   * hands over each item as it is read. If it throws, what was handed over before is to be thrown
   * away.
   */
  void forEach(Offers offers, Consumer<? super QueueItem> each);

  /** The same as one list. */
  default List<QueueItem> list(Offers offers) {
    List<QueueItem> all = new ArrayList<>();
    forEach(offers, all::add);
    return all;
  }

  /**
   * {@code DELETE /v2/queue/{id}/delay}: ends the back-off. False when no instance of it waits
   * (404).
   */
  boolean resetDelay(AppId id);
}
