package dev.pacer.simulator.marathon.engine;

import dev.pacer.simulator.marathon.definition.PathId;
import dev.pacer.simulator.marathon.instance.AgentInfo;
import dev.pacer.simulator.marathon.instance.Instance;
import dev.pacer.simulator.marathon.matching.OfferMatcher;
import dev.pacer.simulator.marathon.matching.Verdict;
import dev.pacer.simulator.offer.Offer;
import dev.pacer.simulator.offer.Resource;
import dev.pacer.simulator.offer.SchedulerSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reservations and volumes of resident apps (marathon.md 9.2). */
public final class Reservations {

  private final Core core;
  private final Tracker tracker;
  private final @Nullable String principal;

  /**
   * @param principal the framework's; null: nothing can be reserved, so residents wait for ever
   */
  public Reservations(Core core, Tracker tracker, @Nullable String principal) {
    this.core = core;
    this.tracker = tracker;
    this.principal = principal;
  }

  boolean possible() {
    return principal != null;
  }

  /** Reserves what was matched and makes the volumes; the launch follows at a later offer. */
  void make(Verdict.Match match, Offer offer, List<SchedulerSession.Operation> operations) {
    if (principal == null) {
      return;
    }
    Instance instance = match.instance();
    String role = instance.spec().role();
    Resource.Reservation reservation =
        new Resource.Reservation(
            principal,
            Map.of(
                OfferMatcher.RESERVED_FOR,
                instance.id(),
                "marathon_framework_id",
                offer.frameworkId()));
    List<Resource> reserved = new ArrayList<>();
    for (Resource taken : match.taken()) {
      reserved.add(new Resource(taken.name(), taken.value(), role, reservation, taken.disk()));
    }
    List<Resource> volumes = new ArrayList<>();
    List<String> ids = new ArrayList<>();
    for (Verdict.NewVolume volume : match.volumes()) {
      String id =
          PathId.asPrefix(instance.specId()) + "#" + volume.containerPath() + "#" + core.timeUuid();
      Resource.Disk source = volume.disk().disk();
      volumes.add(
          new Resource(
              "disk",
              volume.disk().value(),
              role,
              reservation,
              new Resource.Disk(
                  source == null ? "ROOT" : source.source(),
                  source == null ? "" : source.root(),
                  id,
                  volume.containerPath())));
      ids.add(id);
    }
    operations.add(new SchedulerSession.Operation.Reserve(reserved));
    operations.add(new SchedulerSession.Operation.Create(volumes));
    core.record("reserved for " + instance.id() + " on " + offer.hostname());
    tracker.put(instance.withReservation(AgentInfo.of(offer), ids));
  }
}
