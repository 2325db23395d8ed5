package dev.pacer.autoscaler.decision;

import dev.pacer.autoscaler.journal.AgentDrain;
import dev.pacer.autoscaler.journal.Memory;
import dev.pacer.autoscaler.plan.Plan.Direction;
import dev.pacer.autoscaler.plan.Plan.Hold;
import dev.pacer.cluster.aws.AutoScalingGroup;
import dev.pacer.cluster.aws.GroupName;
import dev.pacer.cluster.aws.HourlyPrice;
import dev.pacer.cluster.aws.InstanceKind;
import dev.pacer.cluster.aws.InstanceType;
import dev.pacer.cluster.aws.LaunchSource;
import dev.pacer.cluster.aws.ScalingProcess;
import dev.pacer.cluster.aws.Zone;
import dev.pacer.placement.fit.Room;
import dev.pacer.placement.pack.Source;
import dev.pacer.view.Finding;
import dev.pacer.view.Machine;
import dev.pacer.view.MachineTemplate;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** One pool in a situation: what arrives in it, what may be bought, and what stands against it. */
final class PoolView {

  private final Situation situation;
  private final Policy policy;
  private final Pool pool;
  private final Memory memory;
  private final IntentReview intents;

  PoolView(Situation situation, Policy policy, Pool pool, Memory memory, IntentReview intents) {
    this.situation = situation;
    this.policy = policy;
    this.pool = pool;
    this.memory = memory;
    this.intents = intents;
  }

  Pool pool() {
    return pool;
  }

  List<AutoScalingGroup> groups() {
    return pool.groups().stream()
        .flatMap(name -> Optional.ofNullable(situation.groups().get(name)).stream())
        .toList();
  }

  /** Machines of the pool, those that are promised included. */
  int size() {
    return groups().stream()
        .mapToInt(group -> Math.max(intents.desired(group), Capacity.members(group)))
        .sum();
  }

  /** Why nothing is done in this pool at all, or in one direction. */
  List<Hold> holds() {
    List<Hold> holds = new ArrayList<>();
    for (GroupName name : pool.groups()) {
      AutoScalingGroup group = situation.groups().get(name);
      if (group == null) {
        both(holds, "group %s is not known to AWS".formatted(name));
        continue;
      }
      if (group.description().life().beingDeleted()) {
        both(holds, "group %s is being deleted".formatted(name));
      }
      if (Capacity.hasWeights(group)) {
        both(holds, "group %s has weighted instances, which are not reckoned with".formatted(name));
      }
      if (group.rules().isSuspended(ScalingProcess.LAUNCH)) {
        holds.add(
            new Hold(Direction.UP, pool.name(), "Launch of group %s is suspended".formatted(name)));
      }
      if (group.rules().isSuspended(ScalingProcess.TERMINATE)) {
        down(holds, "Terminate of group %s is suspended (S0)".formatted(name));
      }
      if (group.rules().warmPool()) {
        down(holds, "group %s has a warm pool (A3)".formatted(name));
      }
      if (Capacity.hasStandby(group)) {
        down(holds, "group %s has instances in standby or detaching (E31)".formatted(name));
      }
      neverRegistered(holds, name);
      gapTooOld(holds, name);
    }
    for (Finding finding : situation.inventory().findings()) {
      if (finding.group().map(pool.groups()::contains).orElse(false)) {
        both(holds, finding.text());
      }
    }
    return holds;
  }

  private void both(List<Hold> holds, String why) {
    holds.add(new Hold(Direction.UP, pool.name(), why));
    down(holds, why);
  }

  private void down(List<Hold> holds, String why) {
    holds.add(new Hold(Direction.DOWN, pool.name(), why));
  }

  /** G10: machines that were bought and never carried an agent. */
  private void neverRegistered(List<Hold> holds, GroupName group) {
    List<String> never =
        situation
            .inventory()
            .withoutAgentIn(group)
            .filter(machine -> machine.instance().state().inService())
            .filter(machine -> situation.age(machine).compareTo(pool.patience().boot()) > 0)
            .map(machine -> machine.id().text())
            .filter(id -> !memory.sightings().registered().contains(id))
            .toList();
    if (never.size() > 1) {
      holds.add(
          new Hold(
              Direction.UP,
              pool.name(),
              "%s never registered an agent within %d s of their launch: look at their logs (G10)"
                  .formatted(String.join(", ", never), pool.patience().boot().toSeconds())));
    }
  }

  /** G10, L6: desired capacity that AWS does not fill is not raised further. */
  private void gapTooOld(List<Hold> holds, GroupName group) {
    Instant since = memory.sightings().gaps().get(group.text());
    if (since != null && !since.plus(pool.patience().boot()).isAfter(situation.now())) {
      holds.add(
          new Hold(
              Direction.UP,
              pool.name(),
              "group %s has fewer machines than desired since %s: look at its activities (G10)"
                  .formatted(group, since)));
    }
  }

  /** Rooms of machines that are on their way (N5): launched ones, then those not launched yet. */
  List<Room> arriving() {
    List<Room> rooms = new ArrayList<>();
    for (AutoScalingGroup group : groups()) {
      Optional<MachineTemplate> template = template(group);
      if (template.isEmpty()) {
        continue;
      }
      situation
          .inventory()
          .withoutAgentIn(group.name())
          .filter(this::willRegister)
          .forEach(
              machine ->
                  rooms.add(
                      template.get().room(machine.id().text(), machine.instance().zone().text())));
      boolean stuck =
          broken(group).isPresent()
              || Optional.ofNullable(memory.sightings().gaps().get(group.name().text()))
                  .map(since -> !since.plus(pool.patience().boot()).isAfter(situation.now()))
                  .orElse(false);
      int gap = stuck ? 0 : Math.max(0, intents.desired(group) - Capacity.members(group));
      List<String> zones = Capacity.nextZones(group, 0, gap);
      for (int i = 0; i < gap; i++) {
        rooms.add(template.get().room("%s~%d".formatted(group.name(), i + 1), zones.get(i)));
      }
    }
    return rooms.stream().map(situation.supply()::lessOverhead).toList();
  }

  private boolean willRegister(Machine machine) {
    boolean comes = machine.instance().state().pending() || machine.instance().state().inService();
    return comes
        && !machine.ec2().map(ec2 -> ec2.state().ending()).orElse(false)
        && !memory.sightings().registered().contains(machine.id().text())
        && situation.age(machine).compareTo(pool.patience().boot()) <= 0;
  }

  /**
   * Where machines can be bought, within the group's limits, the pool's, and no more than double.
   */
  List<Source> sources(boolean mayBuy) {
    int poolRoom = room();
    List<Source> sources = new ArrayList<>();
    for (AutoScalingGroup group : groups()) {
      Optional<MachineTemplate> found = template(group);
      if (found.isEmpty()) {
        continue;
      }
      MachineTemplate template = found.get();
      int desired = intents.desired(group);
      int most = Math.min(poolRoom, Math.max(0, group.capacity().max() - desired));
      // G11: no more than double at once. N1: of an unproven kind one.
      boolean unproven = template.origin() == MachineTemplate.Origin.FROM_TYPE;
      most = Math.min(most, unproven ? unprovenRoom(group) : Math.max(1, desired));
      boolean awaited = intents.openRaise(group.name()).isPresent();
      most = Math.min(most, affordable(group, 0));
      most = mayBuy && !awaited && broken(group).isEmpty() ? most : 0;
      int gap = Math.max(0, desired - Capacity.members(group));
      List<String> zones = Capacity.nextZones(group, gap, most);
      List<Room> next = new ArrayList<>();
      for (int i = 0; i < most; i++) {
        String id = "%s+%d".formatted(group.name(), i + 1);
        next.add(situation.supply().lessOverhead(template.room(id, zones.get(i))));
      }
      String zone = Capacity.nextZones(group, gap, 1).get(0);
      Room typical =
          situation.supply().lessOverhead(template.room(group.name() + "+typical", zone));
      sources.add(new Source(pool.name(), group.name().text(), next, typical, price(group, zone)));
    }
    return sources;
  }

  /** How many machines may be bought in this cycle, over all groups (G11). */
  int room() {
    Pool.Caps caps = pool.limits().caps();
    int bought = changed(1);
    return Math.max(
        0,
        Math.min(
            pool.limits().max() - size(),
            Math.min(caps.boughtPerCycle(), caps.boughtPerHour() - bought)));
  }

  /** How many removals may begin in this cycle by the cap of an hour (G11). */
  int removable() {
    return Math.max(0, pool.limits().caps().removedPerHour() - changed(-1));
  }

  /** Machines bought (1) or removed (-1) within the last hour. */
  private int changed(int sign) {
    return memory.restraint().ledger().stream()
        .filter(entry -> entry.pool().equals(pool.name()))
        .mapToInt(entry -> Math.max(0, sign * entry.machines()))
        .sum();
  }

  /**
   * How many machines of a group the cap in dollars allows; none where a price is missing (E56).
   *
   * @param microDollars what this cycle buys already
   */
  int affordable(AutoScalingGroup group, long microDollars) {
    OptionalLong cap = pool.limits().caps().microDollarsPerHour();
    if (cap.isEmpty()) {
      return Integer.MAX_VALUE;
    }
    OptionalLong price = priceOf(group);
    OptionalLong cost = cost();
    if (price.isEmpty() || cost.isEmpty()) {
      return 0;
    }
    long left = cap.getAsLong() - cost.getAsLong() - microDollars;
    return (int) Math.max(0, Math.min(Integer.MAX_VALUE, left / Math.max(1, price.getAsLong())));
  }

  /** What all machines of the pool cost per hour; empty when a price is missing. */
  private OptionalLong cost() {
    long sum = 0;
    for (AutoScalingGroup group : groups()) {
      int machines = Math.max(intents.desired(group), Capacity.members(group));
      OptionalLong price = priceOf(group);
      if (machines > 0 && price.isEmpty()) {
        return OptionalLong.empty();
      }
      sum += machines * price.orElse(0);
    }
    return OptionalLong.of(sum);
  }

  /** What one more machine of a group costs per hour, in millionths of a dollar. */
  OptionalLong priceOf(AutoScalingGroup group) {
    return price(group, Capacity.nextZones(group, 0, 1).get(0));
  }

  /** Why nothing is bought in a group although its pool may grow (L6). */
  Optional<Memory.Breaker> broken(AutoScalingGroup group) {
    return Breakers.open(memory.restraint().breakers(), group, situation.now());
  }

  /** What restrains single groups, and what a cap does. */
  List<String> notes() {
    List<String> notes = new ArrayList<>();
    for (AutoScalingGroup group : groups()) {
      broken(group)
          .ifPresent(
              breaker ->
                  notes.add(
                      "group %s: launches failed, %d times in a row, the last at %s: %s. Nothing is bought there before %s (L6)"
                          .formatted(
                              group.name(),
                              breaker.failures(),
                              breaker.lastFailure(),
                              breaker.cause(),
                              breaker.until())));
      if (pool.limits().caps().microDollarsPerHour().isPresent() && priceOf(group).isEmpty()) {
        notes.add(
            "group %s: its price is not known, so nothing is bought under the cap in dollars of pool %s (E56)"
                .formatted(group.name(), pool.name()));
      }
    }
    return notes;
  }

  private static int unprovenRoom(AutoScalingGroup group) {
    return Capacity.members(group) == 0 && group.capacity().desired() == 0 ? 1 : 0;
  }

  /** N1: learned from the group's own agents, else declared, else from the EC2 type. */
  Optional<MachineTemplate> template(AutoScalingGroup group) {
    Optional<InstanceType> type = type(group);
    boolean mixed = group.description().launchSource() instanceof LaunchSource.Mixed;
    Optional<MachineTemplate> learned =
        type.map(t -> memory.templates().get(Remembering.templateKey(group.name(), t)));
    // A group without machines is judged by what its last ones were.
    return learned
        .or(() -> type.isPresent() || mixed ? Optional.empty() : rememberedOf(group.name()))
        .or(pool::declared)
        .or(() -> Optional.ofNullable(policy.fromTypes().get(group.name())));
  }

  private Optional<MachineTemplate> rememberedOf(GroupName group) {
    return memory.templates().entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(group + "/"))
        .min(Map.Entry.comparingByKey())
        .map(Map.Entry::getValue);
  }

  /** The one type that the group launches; empty when it may launch several (N3: declare it). */
  private static Optional<InstanceType> type(AutoScalingGroup group) {
    if (group.description().launchSource() instanceof LaunchSource.Mixed) {
      return Optional.empty();
    }
    return group.instances().stream()
        .filter(i -> !i.state().leaving())
        .map(dev.pacer.cluster.aws.GroupInstance::type)
        .sorted()
        .findFirst();
  }

  private OptionalLong price(AutoScalingGroup group, String zone) {
    if (zone.isEmpty()) {
      return OptionalLong.empty();
    }
    return type(group)
        .flatMap(type -> policy.prices().find(new InstanceKind(type, new Zone(zone), false)))
        .map(HourlyPrice::dollars)
        .map(dollars -> dollars.multiply(BigDecimal.valueOf(1_000_000)).longValue())
        .map(OptionalLong::of)
        .orElse(OptionalLong.empty());
  }

  /** Removals under way in a group that its desired capacity may not show yet. */
  static long leaving(GroupName group, Collection<AgentDrain> drains) {
    return drains.stream()
        .filter(drain -> drain.group().equals(group))
        .filter(drain -> drain.state() != AgentDrain.State.ABORTING)
        .filter(drain -> drain.state() != AgentDrain.State.GONE)
        .count();
  }
}
