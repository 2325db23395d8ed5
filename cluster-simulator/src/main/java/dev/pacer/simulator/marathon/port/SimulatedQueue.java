package dev.pacer.simulator.marathon.port;

import dev.pacer.cluster.AgentId;
import dev.pacer.cluster.marathon.AppId;
import dev.pacer.cluster.marathon.MarathonQueue;
import dev.pacer.cluster.marathon.QueueItem;
import dev.pacer.cluster.marathon.RejectReason;
import dev.pacer.cluster.marathon.UnusedOffer;
import dev.pacer.simulator.marathon.Snapshot;
import dev.pacer.simulator.marathon.engine.QueueEntry;
import dev.pacer.simulator.offer.Attribute;
import dev.pacer.simulator.offer.Resource;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The launch queue of the simulated Marathon, in-process. */
final class SimulatedQueue implements MarathonQueue {

  private final Calls calls;
  private final SpecTranslation specs;
  private final Map<Offers, List<QueueItem>> cached = new EnumMap<>(Offers.class);
  private long cachedRevision = -1;

  SimulatedQueue(Calls calls, SpecTranslation specs) {
    this.calls = calls;
    this.specs = specs;
  }

  @Override
  public void forEach(Offers offers, Consumer<? super QueueItem> each) {
    list(offers).forEach(each);
  }

  @Override
  public List<QueueItem> list(Offers offers) {
    return calls.read("GET /v2/queue", "", seen -> items(offers, seen));
  }

  private List<QueueItem> items(Offers offers, Snapshot seen) {
    if (seen.queue().stream().anyMatch(entry -> entry.backsOffUntil() != null)) {
      return translated(offers, seen); // A back-off's time runs while nothing else changes.
    }
    if (seen.revision() != cachedRevision) {
      cached.clear();
      cachedRevision = seen.revision();
    }
    return cached.computeIfAbsent(offers, o -> translated(o, seen));
  }

  private List<QueueItem> translated(Offers offers, Snapshot seen) {
    return seen.queue().stream().map(entry -> item(entry, offers == Offers.LAST_UNUSED)).toList();
  }

  private QueueItem item(QueueEntry entry, boolean withOffers) {
    Instant now = calls.model().simulation().instant();
    Instant until = entry.backsOffUntil();
    boolean backsOff = until != null && now.isBefore(until);
    QueueEntry.Statistics statistics = entry.statistics();
    return new QueueItem(
        specs.either(entry.spec()),
        entry.count(),
        Optional.of(entry.role()),
        new QueueItem.Delay(
            backsOff && until != null
                ? Duration.ofSeconds(Duration.between(now, until).toSeconds())
                : Duration.ZERO,
            !backsOff),
        TaskTranslation.millis(entry.since()),
        new QueueItem.OfferSummary(
            statistics.processed(),
            statistics.unused(),
            time(statistics.lastUnusedAt()),
            time(statistics.lastUsedAt()),
            steps(statistics.lastOffers()),
            steps(statistics.launchAttempt())),
        withOffers
            ? Optional.of(statistics.unusedOffers().stream().map(SimulatedQueue::unused).toList())
            : Optional.empty());
  }

  private static Optional<Instant> time(@Nullable Instant at) {
    return Optional.ofNullable(at).map(TaskTranslation::millis);
  }

  private static List<QueueItem.RejectStep> steps(List<QueueEntry.Step> steps) {
    return steps.stream()
        .map(
            step ->
                new QueueItem.RejectStep(
                    RejectReason.parse(step.reason().wireName()),
                    step.declined(),
                    step.processed()))
        .toList();
  }

  private static UnusedOffer unused(QueueEntry.UnusedOffer unused) {
    return new UnusedOffer(
        unused.offer().id(),
        unused.offer().hostname(),
        new AgentId(unused.offer().agentId()),
        unused.offer().resources().stream()
            .map(r -> new UnusedOffer.OfferedResource(r.name(), r.role(), value(r.value())))
            .toList(),
        unused.offer().attributes().stream()
            .map(a -> new UnusedOffer.Attribute(a.name(), value(a.value())))
            .toList(),
        unused.reasons().stream().map(r -> RejectReason.parse(r.wireName())).toList(),
        TaskTranslation.millis(unused.at()));
  }

  private static UnusedOffer.Value value(Resource.Value value) {
    if (value instanceof Resource.Value.Scalar scalar) {
      return number(scalar.amount());
    }
    if (value instanceof Resource.Value.Ranges ranges) {
      return ranges(ranges.ranges());
    }
    return words(((Resource.Value.Items) value).items());
  }

  private static UnusedOffer.Value value(Attribute.Value value) {
    if (value instanceof Attribute.Value.Text text) {
      return new UnusedOffer.Value.Text(text.text());
    }
    if (value instanceof Attribute.Value.Scalar scalar) {
      return number(scalar.amount());
    }
    if (value instanceof Attribute.Value.Ranges ranges) {
      return ranges(ranges.ranges());
    }
    return words(((Attribute.Value.Items) value).items());
  }

  /** As a double is written: what comes over the wire. */
  private static UnusedOffer.Value number(BigDecimal amount) {
    return new UnusedOffer.Value.Scalar(BigDecimal.valueOf(amount.doubleValue()));
  }

  private static UnusedOffer.Value ranges(List<Resource.Range> ranges) {
    return new UnusedOffer.Value.Ranges(
        ranges.stream().map(r -> new UnusedOffer.Range(r.begin(), r.end())).toList());
  }

  private static UnusedOffer.Value words(java.util.Set<String> words) {
    return new UnusedOffer.Value.Words(words.stream().sorted().toList());
  }

  @Override
  public boolean resetDelay(AppId id) {
    return calls.act(
        "DELETE /v2/queue/{id}/delay", id.path(), () -> calls.model().resetDelay(id.path()));
  }
}
