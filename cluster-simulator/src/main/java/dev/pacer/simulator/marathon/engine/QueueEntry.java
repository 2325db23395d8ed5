package dev.pacer.simulator.marathon.engine;

import dev.pacer.simulator.marathon.definition.RunSpec;
import dev.pacer.simulator.marathon.matching.RejectReason;
import dev.pacer.simulator.offer.Offer;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One item of the launch queue.
 *
 * @param count instances that wait, or were launched and have no status yet
 * @param backsOffUntil null: it waits for offers
 * @param since when the oldest of them began to wait
 */
public record QueueEntry(
    RunSpec spec,
    String role,
    int count,
    @Nullable Instant backsOffUntil,
    Instant since,
    Statistics statistics) {

  /** Counters over offers. */
  public record Statistics(
      int processed,
      int unused,
      @Nullable Instant lastUnusedAt,
      @Nullable Instant lastUsedAt,
      List<Step> lastOffers,
      List<Step> launchAttempt,
      List<UnusedOffer> unusedOffers) {
    public Statistics {
      lastOffers = List.copyOf(lastOffers);
      launchAttempt = List.copyOf(launchAttempt);
      unusedOffers = List.copyOf(unusedOffers);
    }
  }

  /** One step of the funnel. */
  public record Step(RejectReason reason, int declined, int processed) {}

  /** The last offer of an agent that was not used. */
  public record UnusedOffer(Offer offer, List<RejectReason> reasons, Instant at) {
    public UnusedOffer {
      reasons = List.copyOf(reasons);
    }
  }
}
