package dev.pacer.simulator.marathon.matching;

import dev.pacer.simulator.marathon.definition.Constraint;
import dev.pacer.simulator.marathon.definition.Needs;
import dev.pacer.simulator.marathon.definition.RunSpec;
import dev.pacer.simulator.marathon.instance.Instance;
import dev.pacer.simulator.offer.Offer;
import dev.pacer.simulator.offer.Resource;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What is done with an offer for a resident app: relaunch on its volumes, or reserve (F8). */
final class VolumeMatcher {

  private final OfferMatcher matcher;

  VolumeMatcher(OfferMatcher matcher) {
    this.matcher = matcher;
  }

  Verdict match(
      RunSpec spec, List<Instance> candidates, List<Instance> counted, Offer offer, Instant now) {
    for (Instance candidate : candidates) {
      List<String> volumes = candidate.volumes();
      if (volumes == null) {
        continue;
      }
      Set<String> offered = new HashSet<>();
      for (Resource resource : offer.resources()) {
        if (OfferMatcher.isVolume(resource) && resource.disk() != null) {
          offered.add(resource.disk().persistenceId());
        }
      }
      if (offered.containsAll(volumes)) {
        return relaunch(spec, candidate, volumes, counted, offer, now);
      }
    }
    for (Instance candidate : candidates) {
      if (!candidate.reserved()) {
        return reserve(spec, candidate, counted, offer, now);
      }
    }
    return new Verdict.NoMatch(List.of(RejectReason.NO_CORRESPONDING_RESERVATION));
  }

  private Verdict relaunch(
      RunSpec spec,
      Instance candidate,
      List<String> volumes,
      List<Instance> counted,
      Offer offer,
      Instant now) {
    Predicate<Resource> own =
        resource ->
            resource.role().equals(spec.role())
                && candidate.id().equals(OfferMatcher.reservedFor(resource))
                && !OfferMatcher.isVolume(resource);
    List<Instance> rest =
        counted.stream().filter(instance -> !instance.id().equals(candidate.id())).toList();
    Verdict verdict = matcher.fit(spec, candidate, rest, offer, now, own, true);
    if (!(verdict instanceof Verdict.Match match)) {
      return verdict;
    }
    List<Resource> taken = new ArrayList<>(match.taken());
    for (Resource resource : offer.resources()) {
      if (resource.disk() != null && volumes.contains(resource.disk().persistenceId())) {
        taken.add(resource);
      }
    }
    return new Verdict.Match(candidate, taken, match.ports(), List.of());
  }

  private Verdict reserve(
      RunSpec spec, Instance candidate, List<Instance> counted, Offer offer, Instant now) {
    Predicate<Resource> reservable =
        resource ->
            resource.role().equals("*")
                && resource.reservation() == null
                && !OfferMatcher.isVolume(resource);
    List<RejectReason> reasons = new ArrayList<>();
    List<Resource> taken = new ArrayList<>();
    Needs needs = spec.needs();
    OfferMatcher.take(
        offer,
        "cpus",
        needs.cpus(),
        reservable,
        true,
        RejectReason.INSUFFICIENT_CPUS,
        taken,
        reasons);
    OfferMatcher.take(
        offer,
        "mem",
        needs.mem(),
        reservable,
        true,
        RejectReason.INSUFFICIENT_MEMORY,
        taken,
        reasons);
    OfferMatcher.take(
        offer,
        "gpus",
        needs.gpus(),
        reservable,
        true,
        RejectReason.INSUFFICIENT_GPUS,
        taken,
        reasons);
    List<Verdict.NewVolume> volumes = new ArrayList<>();
    if (!disks(needs, offer, reservable, taken, volumes)) {
      reasons.add(RejectReason.INSUFFICIENT_DISK);
    }
    Verdict verdict =
        matcher.conclude(spec, candidate, counted, offer, now, reservable, false, taken, reasons);
    return verdict instanceof Verdict.Match match
        ? new Verdict.Match(candidate, match.taken(), match.ports(), volumes)
        : verdict;
  }

  /** Finds disks for scratch space and every volume, the largest first; false: there are none. */
  private static boolean disks(
      Needs needs,
      Offer offer,
      Predicate<Resource> reservable,
      List<Resource> taken,
      List<Verdict.NewVolume> volumes) {
    List<Left> disks = new ArrayList<>();
    for (Resource resource : offer.resources()) {
      if (resource.name().equals("disk") && reservable.test(resource)) {
        disks.add(new Left(resource, Scalars.amount(resource)));
      }
    }
    if (needs.disk() > 0 && !scratch(needs.disk(), disks, taken)) {
      return false;
    }
    List<Needs.Volume> sorted = new ArrayList<>(needs.volumes());
    sorted.sort(Comparator.comparingLong(Needs.Volume::size).reversed());
    for (Needs.Volume volume : sorted) {
      boolean found =
          switch (volume.type()) {
            case "root" -> fromRoot(volume, disks, taken, volumes);
            case "path" -> fromPath(volume, disks, taken, volumes);
            default -> fromMount(volume, disks, taken, volumes);
          };
      if (!found) {
        return false;
      }
    }
    return true;
  }

  private static boolean scratch(double wanted, List<Left> disks, List<Resource> taken) {
    double left = wanted;
    for (Left disk : disks) {
      if (left <= 0) {
        break;
      }
      if (OfferMatcher.isRootDisk(disk.resource)) {
        double part = Math.min(left, disk.amount);
        left -= part;
        disk.take(part, taken);
      }
    }
    return left <= 0;
  }

  private static boolean fromRoot(
      Needs.Volume volume,
      List<Left> disks,
      List<Resource> taken,
      List<Verdict.NewVolume> volumes) {
    double left = volume.size();
    for (Left disk : disks) {
      if (left <= 0) {
        break;
      }
      if (OfferMatcher.isRootDisk(disk.resource) && disk.serves(volume)) {
        double part = Math.min(left, disk.amount);
        left -= part;
        Resource portion = disk.take(part, taken);
        if (portion != null) {
          volumes.add(new Verdict.NewVolume(volume.containerPath(), portion));
        }
      }
    }
    return left <= 0;
  }

  private static boolean fromPath(
      Needs.Volume volume,
      List<Left> disks,
      List<Resource> taken,
      List<Verdict.NewVolume> volumes) {
    List<Left> byRoom = new ArrayList<>(disks);
    byRoom.sort(Comparator.comparingDouble((Left disk) -> disk.amount).reversed());
    for (Left disk : byRoom) {
      if (disk.is("PATH") && disk.serves(volume) && disk.amount >= volume.size()) {
        Resource portion = disk.take((double) volume.size(), taken);
        if (portion != null) {
          volumes.add(new Verdict.NewVolume(volume.containerPath(), portion));
        }
        return true;
      }
    }
    return false;
  }

  private static boolean fromMount(
      Needs.Volume volume,
      List<Left> disks,
      List<Resource> taken,
      List<Verdict.NewVolume> volumes) {
    for (Left disk : disks) {
      Long max = volume.maxSize();
      if (disk.is("MOUNT")
          && disk.amount > 0
          && disk.serves(volume)
          && disk.amount >= volume.size()
          && (max == null || disk.amount <= max)) {
        Resource portion = disk.take(disk.amount, taken);
        if (portion != null) {
          volumes.add(new Verdict.NewVolume(volume.containerPath(), portion));
        }
        return true;
      }
    }
    return false;
  }

  /** A disk entry and what is left of it. */
  private static final class Left {
    private final Resource resource;
    private double amount;

    Left(Resource resource, double amount) {
      this.resource = resource;
      this.amount = amount;
    }

    boolean is(String source) {
      return resource.disk() != null && resource.disk().source().equals(source);
    }

    boolean serves(Needs.Volume volume) {
      for (Constraint constraint : volume.constraints()) {
        if (constraint.field().equals("path") && constraint.operator().equals("LIKE")) {
          String path = resource.disk() == null ? "" : resource.disk().root();
          if (path.isEmpty()) {
            throw new IllegalArgumentException("requirement failed: the disk has no path");
          }
          if (!Pattern.compile(constraint.valueOrEmpty()).matcher(path).matches()) {
            return false;
          }
        }
      }
      return true;
    }

    @Nullable Resource take(double part, List<Resource> taken) {
      amount -= part;
      if (part <= 0) {
        return null;
      }
      Resource portion =
          new Resource(
              resource.name(),
              new Resource.Value.Scalar(BigDecimal.valueOf(part).stripTrailingZeros()),
              resource.role(),
              resource.reservation(),
              resource.disk());
      taken.add(portion);
      return portion;
    }
  }
}
