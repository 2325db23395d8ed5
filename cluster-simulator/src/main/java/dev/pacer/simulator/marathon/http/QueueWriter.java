package dev.pacer.simulator.marathon.http;

import dev.pacer.simulator.marathon.Snapshot;
import dev.pacer.simulator.marathon.engine.QueueEntry;
import dev.pacer.simulator.marathon.event.EventBus;
import dev.pacer.simulator.marathon.json.Doc;
import dev.pacer.simulator.marathon.matching.RejectReason;
import dev.pacer.simulator.offer.Attribute;
import dev.pacer.simulator.offer.Offer;
import dev.pacer.simulator.offer.Resource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The launch queue as {@code /v2/queue} shows it (marathon.md 4.4). */
final class QueueWriter {

  private QueueWriter() {}

  static Doc queue(Snapshot snapshot, Embeds embeds, Instant now) {
    return Doc.of(
        "queue", snapshot.queue().stream().map(entry -> item(entry, embeds, now)).toList());
  }

  private static Doc item(QueueEntry entry, Embeds embeds, Instant now) {
    QueueEntry.Statistics statistics = entry.statistics();
    Instant until = entry.backsOffUntil();
    boolean backsOff = until != null && now.isBefore(until);
    return Doc.of(
        "count",
        entry.count(),
        "role",
        entry.role(),
        "delay",
        Doc.of(
            "timeLeftSeconds",
            backsOff && until != null ? Duration.between(now, until).toSeconds() : 0L,
            "overdue",
            !backsOff),
        "since",
        EventBus.time(entry.since()),
        "processedOffersSummary",
        Doc.of(
            "processedOffersCount",
            statistics.processed(),
            "unusedOffersCount",
            statistics.unused(),
            "lastUnusedOfferAt",
            statistics.lastUnusedAt() == null ? null : EventBus.time(statistics.lastUnusedAt()),
            "lastUsedOfferAt",
            statistics.lastUsedAt() == null ? null : EventBus.time(statistics.lastUsedAt()),
            "rejectSummaryLastOffers",
            steps(statistics.lastOffers()),
            "rejectSummaryLaunchAttempt",
            steps(statistics.launchAttempt())),
        "lastUnusedOffers",
        embeds.lastUnusedOffers()
            ? statistics.unusedOffers().stream().map(QueueWriter::unused).toList()
            : null,
        entry.spec().isPod() ? "pod" : "app",
        entry.spec().isPod() ? PodWriter.spec(entry.spec()) : AppWriter.spec(entry.spec()));
  }

  private static List<Doc> steps(List<QueueEntry.Step> steps) {
    return steps.stream()
        .map(
            step ->
                Doc.of(
                    "reason", step.reason().wireName(),
                    "declined", step.declined(),
                    "processed", step.processed()))
        .toList();
  }

  private static Doc unused(QueueEntry.UnusedOffer unused) {
    Offer offer = unused.offer();
    return Doc.of(
        "offer",
        Doc.of(
            "id",
            offer.id(),
            "hostname",
            offer.hostname(),
            "agentId",
            offer.agentId(),
            "resources",
            offer.resources().stream().map(QueueWriter::resource).toList(),
            "attributes",
            offer.attributes().stream().map(QueueWriter::attribute).toList()),
        "reason",
        unused.reasons().stream().map(RejectReason::wireName).toList(),
        "timestamp",
        EventBus.time(unused.at()));
  }

  private static Doc resource(Resource resource) {
    Doc named = Doc.of("name", resource.name(), "role", resource.role());
    if (resource.value() instanceof Resource.Value.Scalar scalar) {
      return named.with("scalar", scalar.amount().doubleValue());
    }
    if (resource.value() instanceof Resource.Value.Ranges ranges) {
      return named.with("ranges", ranges(ranges.ranges()));
    }
    return named.with(
        "set", ((Resource.Value.Items) resource.value()).items().stream().sorted().toList());
  }

  private static List<Doc> ranges(List<Resource.Range> ranges) {
    return ranges.stream().map(r -> Doc.of("begin", r.begin(), "end", r.end())).toList();
  }

  private static Doc attribute(Attribute attribute) {
    Doc named = Doc.of("name", attribute.name());
    if (attribute.value() instanceof Attribute.Value.Text text) {
      return named.with("text", text.text());
    }
    if (attribute.value() instanceof Attribute.Value.Scalar scalar) {
      return named.with("scalar", scalar.amount().doubleValue());
    }
    if (attribute.value() instanceof Attribute.Value.Ranges ranges) {
      return named.with("ranges", ranges(ranges.ranges()));
    }
    return named.with(
        "set", ((Attribute.Value.Items) attribute.value()).items().stream().sorted().toList());
  }
}
