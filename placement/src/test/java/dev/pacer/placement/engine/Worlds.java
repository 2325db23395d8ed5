package dev.pacer.placement.engine;

import dev.pacer.placement.fit.Amount;
import dev.pacer.placement.fit.Attribute;
import dev.pacer.placement.fit.Condition;
import dev.pacer.placement.fit.Constraint;
import dev.pacer.placement.fit.Constraint.Operator;
import dev.pacer.placement.fit.DiskSource;
import dev.pacer.placement.fit.Goal;
import dev.pacer.placement.fit.Holding;
import dev.pacer.placement.fit.KnownInstance;
import dev.pacer.placement.fit.MatcherSettings;
import dev.pacer.placement.fit.Needs;
import dev.pacer.placement.fit.PortRange;
import dev.pacer.placement.fit.PortWish;
import dev.pacer.placement.fit.ResourceEntry;
import dev.pacer.placement.fit.ResourceKind;
import dev.pacer.placement.fit.Room;
import dev.pacer.placement.fit.RunSpec;
import dev.pacer.placement.fit.Unavailability;
import dev.pacer.placement.fit.Volume;
import dev.pacer.placement.fit.Whereabouts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Small worlds by chance: rooms of few kinds, and much that waits for them. */
record Worlds(RandomGenerator chance) {

  /** What waits of one run spec. */
  record Waiting(RunSpec spec, int count, List<KnownInstance> known) {}

  private <T> T pick(List<T> choices) {
    return choices.get(chance.nextInt(choices.size()));
  }

  private boolean oneIn(int n) {
    return chance.nextInt(n) == 0;
  }

  MatcherSettings settings() {
    return new MatcherSettings(
        pick(List.of(MatcherSettings.Family.values())),
        oneIn(6) ? null : "east",
        oneIn(4)
            ? MatcherSettings.GpuBehaviour.UNRESTRICTED
            : MatcherSettings.GpuBehaviour.RESTRICTED,
        oneIn(4)
            ? pick(List.of(MatcherSettings.RolesBehaviour.values()))
            : MatcherSettings.RolesBehaviour.ANY,
        true,
        0);
  }

  List<Room> rooms(int most) {
    List<Room> rooms = new ArrayList<>();
    int count = chance.nextInt(most + 1);
    for (int i = 0; i < count; i++) {
      rooms.add(room("room" + i));
    }
    return rooms;
  }

  private Whereabouts where(String host) {
    List<Attribute> attributes = new ArrayList<>();
    if (!oneIn(4)) {
      attributes.add(Attribute.text("rack", pick(List.of("r1", "r2", "r3"))));
    }
    String region = oneIn(8) ? null : oneIn(8) ? "west" : "east";
    return new Whereabouts(host, region, pick(List.of("a", "b", "c")), attributes);
  }

  private Room room(String id) {
    List<ResourceEntry> entries = new ArrayList<>();
    boolean split = oneIn(4);
    for (ResourceKind kind : List.of(ResourceKind.CPUS, ResourceKind.MEM, ResourceKind.DISK)) {
      entries.add(ResourceEntry.scalar(kind, oneIn(8) ? "web" : "*", amount()));
      if (split && oneIn(2)) {
        entries.add(ResourceEntry.scalar(kind, "web", amount()));
      }
    }
    if (oneIn(6)) {
      entries.add(ResourceEntry.scalar(ResourceKind.GPUS, "*", 1000L * chance.nextInt(3)));
    }
    if (oneIn(6)) {
      DiskSource disk = new DiskSource(DiskSource.Type.MOUNT, "/mnt/" + id, null);
      entries.add(
          new ResourceEntry(ResourceKind.DISK, "*", 2_000_000, List.of(), disk, Holding.FREE));
    }
    if (oneIn(10)) {
      Holding held = new Holding(oneIn(2) ? "other" : null, null, oneIn(2), true);
      entries.add(
          new ResourceEntry(ResourceKind.CPUS, "*", 4000, List.of(), DiskSource.ROOT, held));
    }
    if (!oneIn(5)) {
      entries.add(ResourceEntry.ports("*", ranges()));
      if (split && oneIn(2)) {
        entries.add(ResourceEntry.ports("web", ranges()));
      }
    }
    return new Room(
        id,
        where("host-" + id),
        entries,
        oneIn(12) ? "web" : null,
        oneIn(12) ? new Unavailability(-5, OptionalLong.empty()) : null);
  }

  private long amount() {
    return oneIn(5) ? chance.nextInt(1000) : 100L * chance.nextInt(60);
  }

  private List<PortRange> ranges() {
    int begin = 31_000 + chance.nextInt(3);
    PortRange low = new PortRange(begin, begin + chance.nextInt(4));
    return switch (chance.nextInt(4)) {
      case 0 -> List.of(low, new PortRange(31_010, 31_012));
      case 1 -> List.of(new PortRange(31_010, 31_010), low);
      case 2 -> List.of(low, new PortRange(31_001, 31_004));
      default -> List.of(low);
    };
  }

  List<Waiting> waiting(int most) {
    List<Waiting> waiting = new ArrayList<>();
    int count = chance.nextInt(most + 1);
    for (int i = 0; i < count; i++) {
      RunSpec spec = spec("/app" + i);
      waiting.add(new Waiting(spec, 1 + chance.nextInt(6), known(spec)));
    }
    return waiting;
  }

  private RunSpec spec(String id) {
    boolean resident = oneIn(12);
    String role = oneIn(3) ? "web" : "*";
    List<Constraint> constraints = new ArrayList<>();
    for (int i = oneIn(2) ? 0 : 1 + chance.nextInt(2); i > 0; i--) {
      constraints.add(constraint());
    }
    return new RunSpec(
        id,
        role,
        1 + chance.nextInt(8),
        needs(resident),
        oneIn(6) ? Optional.of(Set.of(pick(List.of("*", "web")))) : Optional.empty(),
        constraints,
        oneIn(8)
            ? Optional.of(pick(List.of(MatcherSettings.GpuBehaviour.values())))
            : Optional.empty(),
        oneIn(3) ? 1500 : 0);
  }

  private Needs needs(boolean resident) {
    List<Volume> volumes = new ArrayList<>();
    if (resident) {
      DiskSource.Type type =
          pick(List.of(DiskSource.Type.ROOT, DiskSource.Type.MOUNT, DiskSource.Type.PATH));
      volumes.add(new Volume(type, 500, OptionalLong.empty(), null, List.of()));
    }
    return new Needs(
        Amount.of(pick(List.of(0.0, 0.1, 0.3, 0.5, 0.8, 1.0, 1.0004, 0.0004))),
        Amount.of(pick(List.of(0.0, 0.2, 0.7, 1.0))),
        Amount.of(pick(List.of(0.0, 0.0, 0.1, 1.5))),
        Amount.of(oneIn(10) ? 1 : 0),
        ports(),
        volumes);
  }

  private PortWish ports() {
    return switch (chance.nextInt(5)) {
      case 0 -> PortWish.any(1 + chance.nextInt(2));
      case 1 -> PortWish.fixed(List.of(31_000 + chance.nextInt(5)));
      case 2 ->
          PortWish.mapped(
              List.of(31_000 + chance.nextInt(5), 0, 31_001, oneIn(2) ? 31_001 : 31_010));
      default -> PortWish.NONE;
    };
  }

  private Constraint constraint() {
    String field = pick(List.of("hostname", "hostname", "@zone", "@zone", "@region", "rack"));
    Operator operator = pick(List.of(Operator.values()));
    String value =
        switch (operator) {
          case UNIQUE -> null;
          case CLUSTER -> pick(List.of("", "", "a", "r1", "host-room1"));
          case GROUP_BY -> pick(List.of("1", "2", "2", "3", "3", "5", "0", "-1", "x"));
          case MAX_PER -> pick(List.of("1", "2", "3", "0", "x"));
          case LIKE, UNLIKE -> pick(List.of("[ab]", "r1|r2", "host-room[0-5]", "", "("));
          case IS -> pick(List.of("a", "r1", "host-room2", "east"));
        };
    return new Constraint(field, operator, value);
  }

  private List<KnownInstance> known(RunSpec spec) {
    List<KnownInstance> known = new ArrayList<>();
    for (int i = oneIn(2) ? 0 : chance.nextInt(6); i > 0; i--) {
      known.add(
          new KnownInstance(
              "known" + i,
              oneIn(8) ? null : where("host-room" + chance.nextInt(4)),
              oneIn(4) ? pick(List.of(Condition.values())) : Condition.RUNNING,
              oneIn(6) ? Goal.STOPPED : Goal.RUNNING,
              oneIn(4) ? 1000 : 2000,
              oneIn(4) ? 1 + chance.nextInt(8) : spec.instances()));
    }
    return known;
  }
}
