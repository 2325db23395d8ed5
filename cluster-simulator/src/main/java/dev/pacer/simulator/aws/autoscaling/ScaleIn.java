package dev.pacer.simulator.aws.autoscaling;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Terminates what a group has too much of: never what is protected or on standby. */
final class ScaleIn {

  private static final String ALL_PROTECTED =
      "Could not scale to desired capacity because all remaining instances are protected from"
          + " scale in.";
  private static final long HOUR = Duration.ofHours(1).toSeconds();

  private final World world;
  private final Activities activities;
  private final Departures departures;
  private final LaunchChoices choices;

  ScaleIn(World world, Activities activities, Departures departures, LaunchChoices choices) {
    this.world = world;
    this.activities = activities;
    this.departures = departures;
    this.choices = choices;
  }

  /** Terminates until no member can go without falling below what is desired. */
  void trim(Group group, List<String> reasons) {
    int from = group.countedUnits();
    int desired = group.now().capacity().desired() + Rebalancing.pendingUnits(group);
    while (group.countedUnits() > desired) {
      int excess = group.countedUnits() - desired;
      Optional<Member> victim = select(group, excess);
      if (victim.isEmpty()) {
        sayIfAllProtected(group, reasons);
        return;
      }
      List<String> sentences = new ArrayList<>(reasons);
      sentences.add(Causes.shrunk(world.now(), from, desired));
      sentences.add(Causes.selected(world.now(), victim.get().id()));
      departures.terminate(group, victim.get(), Causes.join(sentences));
    }
  }

  private void sayIfAllProtected(Group group, List<String> reasons) {
    boolean somePending =
        group.members().stream()
            .anyMatch(
                member -> member.state().counts() && member.state() != LifecycleState.IN_SERVICE);
    boolean anyProtected =
        group.members().stream().anyMatch(member -> member.now().protectedFromScaleIn());
    if (!somePending && anyProtected && group.firstAllProtected()) {
      activities.failed(
          group,
          "Terminating EC2 instance",
          Causes.join(reasons),
          group.now().placement().zones().get(0),
          Optional.empty(),
          ALL_PROTECTED);
    }
  }

  /** From the zone with the most members and one that may go, by the termination policies. */
  private Optional<Member> select(Group group, int excess) {
    Map<String, Integer> counts = new HashMap<>();
    Map<String, List<Member>> candidates = new HashMap<>();
    for (Member member : group.members()) {
      if (!member.state().counts()) {
        continue;
      }
      counts.merge(member.now().zone(), 1, Integer::sum);
      if (member.state() == LifecycleState.IN_SERVICE
          && !member.now().protectedFromScaleIn()
          && member.now().units() <= excess) {
        candidates.computeIfAbsent(member.now().zone(), z -> new ArrayList<>()).add(member);
      }
    }
    Optional<Member> risky =
        candidates.values().stream()
            .flatMap(List::stream)
            .filter(member -> member.atRisk() && member.replaced())
            .findFirst();
    if (risky.isPresent()) {
      return risky;
    }
    return candidates.keySet().stream()
        .sorted()
        .max(Comparator.comparingInt(zone -> counts.getOrDefault(zone, 0)))
        .map(zone -> byPolicy(group, candidates.getOrDefault(zone, List.of())));
  }

  private Member byPolicy(Group group, List<Member> candidates) {
    List<Member> left = candidates;
    for (String policy : group.now().rules().terminationPolicies()) {
      left =
          switch (policy) {
            case "OldestInstance" -> first(left, Comparator.comparing(ScaleIn::launchedAt));
            case "NewestInstance" ->
                first(left, Comparator.comparing(ScaleIn::launchedAt).reversed());
            case "OldestLaunchTemplate" -> oldestTemplate(group, left);
            case "ClosestToNextInstanceHour" -> nearestHour(left);
            default -> nearestHour(oldestTemplate(group, restoringShare(group, left)));
          };
    }
    RandomGenerator chance = world.simulation().chance("aws:autoscaling");
    return left.size() == 1 ? left.get(0) : left.get(chance.nextInt(left.size()));
  }

  /** In a mixed group, those whose loss brings the split nearer to what is wanted. */
  private List<Member> restoringShare(Group group, List<Member> members) {
    if (!(group.now().source() instanceof LaunchSource.Mixed mixed)) {
      return members;
    }
    int onDemand = 0;
    int all = 0;
    for (Member member : group.members()) {
      if (member.state().counts()) {
        all += member.now().units();
        onDemand += member.instance().now().origin().spot() ? 0 : member.now().units();
      }
    }
    int base = mixed.distribution().onDemandBaseCapacity();
    long percent = mixed.distribution().onDemandPercentageAboveBaseCapacity();
    long wanted = Math.min(all, base) + (Math.max(0, all - base) * percent + 99) / 100;
    boolean dropSpot = onDemand <= wanted;
    List<Member> fitting =
        members.stream()
            .filter(member -> member.instance().now().origin().spot() == dropSpot)
            .toList();
    return fitting.isEmpty() ? members : fitting;
  }

  /** Those of another template than the group's, else those of its oldest version. */
  private List<Member> oldestTemplate(Group group, List<Member> members) {
    String current = choices.resolve(group.now().source().mainTemplate()).templateId();
    List<Member> foreign =
        members.stream().filter(member -> !member.now().template().id().equals(current)).toList();
    return foreign.isEmpty()
        ? first(
            members,
            Comparator.comparingLong(
                member -> Long.parseLong(member.now().template().version().orElse("0"))))
        : foreign;
  }

  private List<Member> nearestHour(List<Member> members) {
    Instant now = world.now();
    return first(
        members,
        Comparator.comparingLong(
            member -> {
              long age =
                  world
                      .simulation()
                      .unscaled(Duration.between(launchedAt(member), now))
                      .toSeconds();
              return HOUR - age % HOUR;
            }));
  }

  private static Instant launchedAt(Member member) {
    return member.instance().now().origin().launchedAt();
  }

  /** All that come first by this order. */
  private static List<Member> first(List<Member> members, Comparator<Member> order) {
    Optional<Member> best = members.stream().min(order);
    return members.stream()
        .filter(member -> order.compare(member, best.orElse(member)) == 0)
        .toList();
  }
}
