package dev.pacer.placement.fit;

import dev.pacer.placement.fit.Consumption.Operation;
import dev.pacer.placement.fit.Consumption.ScalarTake;
import dev.pacer.placement.fit.MatcherSettings.GpuBehaviour;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether Marathon starts a waiting instance on what an agent offers: rules F1 to F8, as
 * Marathon 1.11 decides, and the older meaning of GROUP_BY on request.
 */
public final class OfferMatcher {

  private static final List<ResourceKind> SCALARS =
      List.of(ResourceKind.CPUS, ResourceKind.MEM, ResourceKind.GPUS);

  private final MatcherSettings settings;

  public OfferMatcher(MatcherSettings settings) {
    this.settings = settings;
  }

  /**
   * The answer for a new instance, one that holds no reservation.
   *
   * @param known all instances of the run spec that Marathon tracks, in its order
   */
  public Fit decide(RunSpec spec, Room room, List<KnownInstance> known) {
    if (room.offeredTo() != null && !room.offeredTo().equals(spec.role())) {
      return new Fit.Ignored();
    }
    List<KnownInstance> counted = known.stream().filter(i -> i.counts(spec)).toList();
    return answer(spec, room, counted, claimOfNew(spec));
  }

  /**
   * The answer to an offer for all that waits of one run spec. An instance whose volumes are
   * offered goes before new ones; when it does not fit, only those behind it in the list are looked
   * at.
   *
   * @param waiting in Marathon's order; they count among the known ones only if {@code known} names
   *     them
   */
  public Fit decideFor(RunSpec spec, Room room, List<KnownInstance> known, List<Waiting> waiting) {
    Fit answer = new Fit.Ignored();
    for (int first = 0; first < waiting.size(); first++) {
      List<Waiting> candidates = waiting.subList(first, waiting.size());
      answer = decideForCandidates(spec, room, known, candidates);
      if (!(answer instanceof Fit.Refused)) {
        return answer;
      }
    }
    return answer;
  }

  private Fit decideForCandidates(
      RunSpec spec, Room room, List<KnownInstance> known, List<Waiting> candidates) {
    Fit noReservation = new Fit.Refused(List.of(RefusalReason.NO_CORRESPONDING_RESERVATION));
    for (Waiting waiting : candidates) {
      if (waiting.isReserved()) {
        Fit fit = decideRelaunch(spec, room, known, waiting);
        if (!fit.equals(noReservation)) {
          return fit;
        }
      }
    }
    return candidates.stream().anyMatch(waiting -> !waiting.isReserved())
        ? decide(spec, room, known)
        : noReservation;
  }

  /**
   * The answer for a resident instance that waits to start again on its own volumes: only its own
   * reservation serves it, and all of its volumes must be offered.
   */
  private Fit decideRelaunch(RunSpec spec, Room room, List<KnownInstance> known, Waiting waiting) {
    String instance = waiting.id();
    Set<String> volumes = waiting.volumes();
    if (room.offeredTo() != null && !room.offeredTo().equals(spec.role())) {
      return new Fit.Ignored();
    }
    List<Integer> own = new ArrayList<>();
    Set<String> found = new java.util.HashSet<>();
    for (int i = 0; i < room.entries().size(); i++) {
      String volume = room.entries().get(i).holding().volume();
      if (volume != null && volumes.contains(volume)) {
        own.add(i);
        found.add(volume);
      }
    }
    if (!found.equals(volumes)) {
      return new Fit.Refused(List.of(RefusalReason.NO_CORRESPONDING_RESERVATION));
    }
    List<KnownInstance> counted =
        known.stream().filter(i -> i.counts(spec) && !i.id().equals(instance)).toList();
    Claim claim =
        new Claim(
            entry ->
                entry.role().equals(spec.role())
                    && instance.equals(entry.holding().instance())
                    && entry.holding().volume() == null,
            Operation.LAUNCH,
            own);
    return answer(spec, room, counted, claim);
  }

  /**
   * Which entries may serve, and how.
   *
   * @param volumes entries that are the instance's own volumes; null when it is not a relaunch
   */
  private record Claim(
      Predicate<ResourceEntry> qualifies, Operation operation, @Nullable List<Integer> volumes) {}

  private Claim claimOfNew(RunSpec spec) {
    if (spec.isResident()) {
      // Only what nobody reserved can be reserved, whatever roles the definition accepts (D8).
      return new Claim(
          entry ->
              entry.role().equals(RunSpec.ANY_ROLE)
                  && entry.holding().open()
                  && !entry.holding().otherwiseReserved(),
          Operation.RESERVE,
          null);
    }
    Set<String> roles = spec.roles(settings);
    return new Claim(
        entry -> roles.contains(entry.role()) && entry.holding().open(), Operation.LAUNCH, null);
  }

  private Fit answer(RunSpec spec, Room room, List<KnownInstance> counted, Claim claim) {
    List<ResourceEntry> entries = room.entries();
    EnumSet<RefusalReason> reasons = EnumSet.noneOf(RefusalReason.class);
    @Nullable Poison poison = null;
    List<ScalarTake> takes = new ArrayList<>();
    boolean orderMatters = false;

    for (ResourceKind kind : SCALARS) {
      Amount need = spec.needs().of(kind);
      if (need.isNone()) {
        continue;
      }
      List<Integer> qualifying = qualifying(entries, claim, kind);
      ScalarCheck.Result result = ScalarCheck.take(need, entries, qualifying, true);
      poison = poison == null ? result.poison() : poison;
      orderMatters |= ScalarCheck.orderMatters(need, entries, qualifying, true);
      collect(result, RefusalReason.shortOf(kind), takes, reasons);
    }
    ScalarCheck.Result disk = disk(spec, entries, claim);
    poison = poison == null ? disk.poison() : poison;
    collect(disk, RefusalReason.INSUFFICIENT_DISK, takes, reasons);

    ConstraintCheck constraints = new ConstraintCheck(counted, settings.family());
    for (Constraint constraint : spec.constraints()) {
      ConstraintVerdict verdict = constraints.verdict(constraint, room.where());
      poison = poison == null ? verdict.poison() : poison;
      if (!verdict.accepted()) {
        reasons.add(RefusalReason.UNFULFILLED_CONSTRAINT);
      }
    }
    if (poison != null) {
      return new Fit.Throws(poison);
    }
    boolean refused = conditions(spec, room, claim, reasons);
    if (refused || !reasons.isEmpty()) {
      if (entries.stream().noneMatch(claim.qualifies())) {
        reasons.add(RefusalReason.UNFULFILLED_ROLE);
      }
      return new Fit.Refused(List.copyOf(reasons));
    }
    Optional<List<Consumption.PortTake>> ports =
        PortCheck.take(
            spec.needs().ports(), entries, qualifying(entries, claim, ResourceKind.PORTS));
    if (ports.isEmpty()) {
      if (entries.stream().noneMatch(claim.qualifies())) {
        reasons.add(RefusalReason.UNFULFILLED_ROLE);
      }
      reasons.add(RefusalReason.INSUFFICIENT_PORTS);
      return new Fit.Refused(List.copyOf(reasons));
    }
    orderMatters |=
        spec.constraints().stream().anyMatch(c -> constraints.hangsOnOrder(c, room.where()));
    if (claim.volumes() != null) {
      claim.volumes().forEach(i -> takes.add(new ScalarTake(i, entries.get(i).value())));
    }
    return new Fit.Fits(new Consumption(claim.operation(), takes, ports.get()), orderMatters);
  }

  /** Maintenance (F1), GPUs (F5) and region (F6); the last gives no reason. */
  private boolean conditions(RunSpec spec, Room room, Claim claim, EnumSet<RefusalReason> reasons) {
    if (room.unavailability() != null && room.unavailability().declines(settings)) {
      reasons.add(RefusalReason.AGENT_MAINTENANCE);
      reasons.add(RefusalReason.UNFULFILLED_CONSTRAINT);
    }
    boolean wastesGpus =
        claim.volumes() == null
            && spec.needs().gpus().isNone()
            && spec.gpuBehaviour().orElse(settings.gpuBehaviour()) == GpuBehaviour.RESTRICTED
            && room.free(ResourceKind.GPUS) > 0;
    if (wastesGpus) {
      reasons.add(RefusalReason.DECLINED_SCARCE_RESOURCES);
    }
    String region = room.where().region();
    boolean away = region != null && !region.equals(settings.localRegion());
    boolean asksForDomain =
        spec.constraints().stream()
            .anyMatch(c -> c.field().equals("@region") || c.field().equals("@zone"));
    return away && !asksForDomain;
  }

  private static ScalarCheck.Result disk(RunSpec spec, List<ResourceEntry> entries, Claim claim) {
    List<Integer> disks = qualifying(entries, claim, ResourceKind.DISK);
    if (spec.isResident() && claim.volumes() == null) {
      return DiskCheck.take(spec.needs(), entries, disks);
    }
    List<Integer> root =
        disks.stream().filter(i -> entries.get(i).disk().type() == DiskSource.Type.ROOT).toList();
    return ScalarCheck.take(spec.needs().disk(), entries, root, false);
  }

  private static void collect(
      ScalarCheck.Result result,
      RefusalReason ifShort,
      List<ScalarTake> takes,
      EnumSet<RefusalReason> reasons) {
    if (result.takes() == null) {
      reasons.add(ifShort);
    } else {
      takes.addAll(result.takes());
    }
  }

  private static List<Integer> qualifying(
      List<ResourceEntry> entries, Claim claim, ResourceKind kind) {
    List<Integer> indexes = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      if (entries.get(i).kind() == kind && claim.qualifies().test(entries.get(i))) {
        indexes.add(i);
      }
    }
    return indexes;
  }
}
