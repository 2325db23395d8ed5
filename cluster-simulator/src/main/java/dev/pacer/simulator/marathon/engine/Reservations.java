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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reservations and volumes of resident apps (marathon.md 9.2). */
public final class Reservations {

  private final Core core;
  private final Tracker tracker;
  private final @Nullable String principal;
  private final Set<String> orphaned = new HashSet<>();
  private Runnable onOrphan = () -> {};

  /**
   * @param principal the framework's; null: nothing can be reserved, so residents wait for ever
   */
  public Reservations(Core core, Tracker tracker, @Nullable String principal) {
    this.core = core;
    this.tracker = tracker;
    this.principal = principal;
    tracker.listen(this::changed);
  }

  /** Told when something is reserved for an instance that is no more. */
  void onOrphan(Runnable listener) {
    onOrphan = listener;
  }

  private void changed(@Nullable Instance before, @Nullable Instance after) {
    if (after == null && before != null && before.volumes() != null) {
      orphaned.add(before.id());
      onOrphan.run();
    }
  }

  /** Whether offers are wanted so that reservations can be given back. */
  boolean pending() {
    return !orphaned.isEmpty();
  }

  /** What of an offer was reserved for instances that are no more: given back, volumes and all. */
  List<SchedulerSession.Operation> giveBack(Offer offer) {
    List<Resource> volumes = new ArrayList<>();
    List<Resource> reserved = new ArrayList<>();
    for (Resource resource : offer.resources()) {
      String owner =
          resource.reservation() == null
              ? null
              : resource.reservation().labels().get(OfferMatcher.RESERVED_FOR);
      if (owner == null || tracker.find(owner) != null) {
        continue;
      }
      orphaned.remove(owner);
      Resource.Disk disk = resource.disk();
      if (disk != null && !disk.persistenceId().isEmpty()) {
        volumes.add(resource);
        reserved.add(withoutVolume(resource, disk));
      } else {
        reserved.add(resource);
      }
    }
    List<SchedulerSession.Operation> operations = new ArrayList<>();
    if (!volumes.isEmpty()) {
      operations.add(new SchedulerSession.Operation.Destroy(volumes));
    }
    if (!reserved.isEmpty()) {
      core.record("gave back reservations on " + offer.hostname());
      operations.add(new SchedulerSession.Operation.Unreserve(reserved));
    }
    return operations;
  }

  private static Resource withoutVolume(Resource volume, Resource.Disk disk) {
    Resource.Disk source =
        disk.source().equals("ROOT") ? null : new Resource.Disk(disk.source(), disk.root(), "", "");
    return new Resource(volume.name(), volume.value(), volume.role(), volume.reservation(), source);
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
