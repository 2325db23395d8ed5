package dev.pacer.simulator.marathon.engine;

import dev.pacer.simulator.marathon.matching.RejectReason;
import dev.pacer.simulator.marathon.matching.Verdict;
import dev.pacer.simulator.offer.Offer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What became of the offers that one app's launches were held against (marathon.md 7.2). */
final class OfferStatistics {

  private int processed;
  private int unused;
  private @Nullable Instant lastUnusedAt;
  private @Nullable Instant lastUsedAt;
  private final Map<RejectReason, Integer> declinedEver = new EnumMap<>(RejectReason.class);
  private final Map<String, Refused> lastByAgent = new LinkedHashMap<>();

  /** An offer that was not used. */
  record Refused(Offer offer, List<RejectReason> reasons, Instant at) {}

  void matched(Instant now) {
    processed++;
    lastUsedAt = now;
  }

  void refused(Offer offer, Verdict.NoMatch verdict, Instant now) {
    processed++;
    unused++;
    lastUnusedAt = now;
    RejectReason reported = verdict.reported();
    if (reported != null) {
      declinedEver.merge(reported, 1, Integer::sum);
    }
    lastByAgent.put(offer.agentId(), new Refused(offer, verdict.reasons(), now));
  }

  /** An immutable copy. */
  QueueEntry.Statistics snapshot() {
    List<QueueEntry.UnusedOffer> offers = new ArrayList<>();
    Map<RejectReason, Integer> declinedLast = new EnumMap<>(RejectReason.class);
    lastByAgent
        .values()
        .forEach(
            refused -> {
              offers.add(
                  new QueueEntry.UnusedOffer(refused.offer(), refused.reasons(), refused.at()));
              refused.reasons().stream()
                  .min(Enum::compareTo)
                  .ifPresent(reason -> declinedLast.merge(reason, 1, Integer::sum));
            });
    return new QueueEntry.Statistics(
        processed,
        unused,
        lastUnusedAt,
        lastUsedAt,
        funnel(declinedLast, lastByAgent.size()),
        funnel(declinedEver, processed),
        offers);
  }

  private static List<QueueEntry.Step> funnel(Map<RejectReason, Integer> declined, int first) {
    List<QueueEntry.Step> steps = new ArrayList<>();
    int left = first;
    for (RejectReason reason : RejectReason.values()) {
      int here = declined.getOrDefault(reason, 0);
      steps.add(new QueueEntry.Step(reason, here, left));
      left -= here;
    }
    return steps;
  }
}
