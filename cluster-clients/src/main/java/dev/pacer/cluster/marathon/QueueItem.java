package dev.pacer.cluster.marathon;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An app or pod with instances that wait for a launch.
 *
 * @param count instances that wait or were launched without a status yet; not "wanted minus
 *     running" (marathon.md 7.1)
 * @param role which, with the id, names the item: after a role change one app has two
 * @param delay whether it waits for offers or backs off
 * @param since how long the oldest has waited; starts anew with a new leader
 * @param offers what Marathon saw in the offers it looked at
 * @param lastUnusedOffers at most one per agent; empty when not asked for
 */
public record QueueItem(
    RunSpec spec,
    int count,
    Optional<String> role,
    Delay delay,
    Instant since,
    OfferSummary offers,
    Optional<List<UnusedOffer>> lastUnusedOffers) {

  /** Copies the list. */
  public QueueItem {
    lastUnusedOffers = lastUnusedOffers.map(List::copyOf);
  }

  /** The path of the app or pod. */
  public AppId id() {
    return spec.id();
  }

  /**
   * Whether the summary belongs to this wait. Statistics are kept by app id and outlive the app:
   * one from before {@link #since} is the dead app's and says nothing (marathon.md T8).
   */
  public boolean hasOwnOfferSummary() {
    return offers.lastUnusedOfferAt().map(at -> !at.isBefore(since)).orElse(false);
  }

  /**
   * The state of the back-off.
   *
   * @param timeLeft whole seconds, cut; zero in the last second of a back-off too
   * @param overdue true: waits for offers; false: backs off, however little time is left
   */
  public record Delay(Duration timeLeft, boolean overdue) {}

  /**
   * Counters over the offers looked at; up to 120 s old by design, and zero processed means "not
   * looked yet" as well as "no agents".
   *
   * @param lastOffers per funnel step, over the last unmatched offer of each agent
   * @param launchAttempt per funnel step, over all offers since the counters were reset
   */
  public record OfferSummary(
      int processed,
      int unused,
      Optional<Instant> lastUnusedOfferAt,
      Optional<Instant> lastUsedOfferAt,
      List<RejectStep> lastOffers,
      List<RejectStep> launchAttempt) {

    /** Copies the lists. */
    public OfferSummary {
      lastOffers = List.copyOf(lastOffers);
      launchAttempt = List.copyOf(launchAttempt);
    }
  }

  /**
   * One step of the funnel; an offer counts at the first step that refuses it, so later reasons
   * (maintenance, ports) hide.
   *
   * @param processed offers that came so far
   */
  public record RejectStep(RejectReason reason, int declined, int processed) {}
}
