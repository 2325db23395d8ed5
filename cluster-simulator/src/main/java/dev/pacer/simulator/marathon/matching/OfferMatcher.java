package dev.pacer.simulator.marathon.matching;

import dev.pacer.simulator.marathon.definition.Constraint;
import dev.pacer.simulator.marathon.definition.Needs;
import dev.pacer.simulator.marathon.definition.RunSpec;
import dev.pacer.simulator.marathon.instance.Condition;
import dev.pacer.simulator.marathon.instance.Instance;
import dev.pacer.simulator.offer.Offer;
import dev.pacer.simulator.offer.Resource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Decides what Marathon does with an offer for the waiting instances of one app or pod
 * (autoscaling.md 4.2, F1 to F9). Plain on purpose, and written from the reference alone.
 */
public final class OfferMatcher {

  /** The label by which Marathon knows for which instance it reserved a resource. */
  public static final String RESERVED_FOR = "marathon_task_id";

  private static final Set<Condition> LOST =
      Set.of(Condition.GONE, Condition.UNREACHABLE, Condition.UNKNOWN, Condition.DROPPED);

  private final MatchRules rules;
  private final RandomGenerator chance;

  public OfferMatcher(MatchRules rules, RandomGenerator chance) {
    this.rules = rules;
    this.chance = chance;
  }

  /**
   * The decision about one offer.
   *
   * @param spec the version to be launched
   * @param waiting instances that wait for a launch, oldest first
   * @param others all other instances of the app, in the tracker's order
   * @throws RuntimeException where Marathon's own matcher throws (autoscaling.md F11)
   */
  public Verdict match(
      RunSpec spec, List<Instance> waiting, List<Instance> others, Offer offer, Instant now) {
    List<Instance> candidates =
        waiting.stream()
            .filter(Instance::waiting)
            .filter(i -> i.spec().role().equals(offer.allocationRole()))
            .toList();
    if (candidates.isEmpty()) {
      return new Verdict.Ignored();
    }
    List<Instance> counted = counted(spec, others);
    if (spec.isResident()) {
      return new VolumeMatcher(this).match(spec, candidates, counted, offer, now);
    }
    return fit(spec, candidates.get(0), counted, offer, now, acceptable(spec), false);
  }

  /** The instances against which constraints are held. */
  public static List<Instance> counted(RunSpec spec, List<Instance> others) {
    return others.stream()
        .filter(i -> !LOST.contains(i.condition()))
        .filter(i -> !i.waiting())
        .filter(i -> !i.spec().version().isBefore(spec.lastConfigChangeAt()))
        .toList();
  }

  /** Resources of accepted roles that are no volume and not reserved by Marathon. */
  private Predicate<Resource> acceptable(RunSpec spec) {
    List<String> listed = spec.acceptedResourceRoles();
    Set<String> roles =
        listed != null
            ? Set.copyOf(listed)
            : switch (rules.acceptedByDefault()) {
              case "unreserved" -> Set.of("*");
              case "reserved" -> Set.of(spec.role());
              default -> spec.role().equals("*") ? Set.of("*") : Set.of("*", spec.role());
            };
    return resource ->
        roles.contains(resource.role()) && !isVolume(resource) && reservedFor(resource) == null;
  }

  static boolean isVolume(Resource resource) {
    return resource.disk() != null && !resource.disk().persistenceId().isEmpty();
  }

  static @Nullable String reservedFor(Resource resource) {
    return resource.reservation() == null
        ? null
        : resource.reservation().labels().get(RESERVED_FOR);
  }

  /** Checks everything but volumes; with {@code relaunch}, GPUs are nobody's business. */
  Verdict fit(
      RunSpec spec,
      Instance candidate,
      List<Instance> counted,
      Offer offer,
      Instant now,
      Predicate<Resource> acceptable,
      boolean relaunch) {
    List<RejectReason> reasons = new ArrayList<>();
    List<Resource> taken = new ArrayList<>();
    Needs needs = spec.needs();
    take(
        offer,
        "cpus",
        needs.cpus(),
        acceptable,
        true,
        RejectReason.INSUFFICIENT_CPUS,
        taken,
        reasons);
    take(
        offer,
        "mem",
        needs.mem(),
        acceptable,
        true,
        RejectReason.INSUFFICIENT_MEMORY,
        taken,
        reasons);
    take(
        offer,
        "gpus",
        needs.gpus(),
        acceptable,
        true,
        RejectReason.INSUFFICIENT_GPUS,
        taken,
        reasons);
    take(
        offer,
        "disk",
        needs.disk(),
        acceptable.and(OfferMatcher::isRootDisk),
        false,
        RejectReason.INSUFFICIENT_DISK,
        taken,
        reasons);
    return conclude(spec, candidate, counted, offer, now, acceptable, relaunch, taken, reasons);
  }

  /** The rest of the checks, when scalars and disks have been looked at. */
  Verdict conclude(
      RunSpec spec,
      Instance candidate,
      List<Instance> counted,
      Offer offer,
      Instant now,
      Predicate<Resource> acceptable,
      boolean relaunch,
      List<Resource> taken,
      List<RejectReason> reasons) {
    boolean scalarsFit = reasons.isEmpty();
    if (offer.resources().stream().noneMatch(acceptable)) {
      reasons.add(RejectReason.UNFULFILLED_ROLE);
    }
    boolean constraintsHold = true;
    for (Constraint constraint : spec.constraints()) {
      if (!ConstraintCheck.accepts(constraint, offer, counted, rules.groupByFamily())) {
        constraintsHold = false;
      }
    }
    if (!constraintsHold) {
      reasons.add(RejectReason.UNFULFILLED_CONSTRAINT);
    }
    boolean available = isAvailable(offer, now);
    if (!available) {
      reasons.add(RejectReason.UNFULFILLED_CONSTRAINT);
      reasons.add(RejectReason.AGENT_MAINTENANCE);
    }
    boolean gpusSpared = relaunch || !isTooGood(spec, offer);
    if (!gpusSpared) {
      reasons.add(RejectReason.DECLINED_SCARCE_RESOURCES);
    }
    boolean home = isHome(spec, offer);
    if (!scalarsFit || !constraintsHold || !available || !gpusSpared || !home) {
      return new Verdict.NoMatch(reasons);
    }
    List<Resource> portEntries =
        offer.resources().stream()
            .filter(r -> r.name().equals("ports"))
            .filter(acceptable)
            .toList();
    PortPicker.Picked ports = PortPicker.pick(spec.needs(), portEntries, chance);
    if (ports == null) {
      reasons.add(RejectReason.INSUFFICIENT_PORTS);
      return new Verdict.NoMatch(reasons);
    }
    taken.addAll(ports.resources());
    return new Verdict.Match(candidate, taken, ports.perRequest(), List.of());
  }

  static void take(
      Offer offer,
      String name,
      double wanted,
      Predicate<Resource> acceptable,
      boolean strict,
      RejectReason shortage,
      List<Resource> taken,
      List<RejectReason> reasons) {
    if (wanted == 0) {
      return;
    }
    List<Resource> entries =
        offer.resources().stream().filter(r -> r.name().equals(name)).filter(acceptable).toList();
    Scalars.Taken result = Scalars.take(wanted, entries, strict);
    if (!result.enough()) {
      reasons.add(shortage);
      return;
    }
    for (Scalars.Part part : result.parts()) {
      Resource portion = Scalars.portion(part);
      if (portion != null) {
        taken.add(portion);
      }
    }
  }

  static boolean isRootDisk(Resource resource) {
    return resource.disk() == null
        || resource.disk().source().isEmpty()
        || resource.disk().source().equals("ROOT");
  }

  private boolean isAvailable(Offer offer, Instant now) {
    Offer.Unavailability window = offer.unavailability();
    if (!rules.maintenanceMode() || window == null) {
      return true;
    }
    if (!now.isAfter(window.start().minus(rules.draining()))) {
      return true;
    }
    return window.duration() != null && now.isAfter(window.start().plus(window.duration()));
  }

  private boolean isTooGood(RunSpec spec, Offer offer) {
    if (spec.needs().gpus() > 0) {
      return false;
    }
    String label = spec.labels().get("GPU_SCHEDULING_BEHAVIOR");
    boolean restricted =
        "restricted".equals(label) || (!"unrestricted".equals(label) && rules.restrictGpus());
    return restricted
        && offer.resources().stream()
            .anyMatch(r -> r.name().equals("gpus") && Scalars.amount(r) > 0);
  }

  /** Whether the agent is in the master's region, or the app says itself where it runs. */
  private boolean isHome(RunSpec spec, Offer offer) {
    return offer.region() == null
        || offer.region().equals(rules.localRegion())
        || spec.constraints().stream()
            .anyMatch(c -> c.field().equals("@region") || c.field().equals("@zone"));
  }
}
