package dev.pacer.placement.engine;

import dev.pacer.placement.fit.Constraint;
import dev.pacer.placement.fit.ConstraintCheck;
import dev.pacer.placement.fit.KnownInstance;
import dev.pacer.placement.fit.MatcherSettings;
import dev.pacer.placement.fit.Needs;
import dev.pacer.placement.fit.Room;
import dev.pacer.placement.fit.RunSpec;
import dev.pacer.placement.fit.Unavailability;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is decided once for many: which view of the rooms a run spec has, and which signatures are
 * closed to it whatever is free (roles, region, maintenance, constraints on attributes).
 */
final class Views {

  /** Everything that decides which signatures are open, but constraints. */
  private record Kind(RoleView view, String role, int wants) {}

  /** A view with what it was made for. */
  private record Made(Set<String> roles, boolean reserving, RoleView view) {}

  private final MatcherSettings settings;
  private final RoomTable table;
  private final boolean[] closed;
  private final List<Made> views = new ArrayList<>();
  private final Map<Kind, long[]> open = new HashMap<>();
  private final Map<Constraint, long[]> accepting = new HashMap<>();
  private final Map<Constraint, byte[]> perHost = new HashMap<>();
  private final Map<String, FieldColumn> columns = new HashMap<>();
  private @Nullable Kind lastKind;
  private long[] lastOpen = {};
  private @Nullable RunSpec lastSpec;
  private @Nullable RoleView lastView;

  Views(MatcherSettings settings, RoomTable table, boolean[] closed) {
    this.settings = settings;
    this.table = table;
    this.closed = closed;
  }

  void refresh(int room) {
    for (int i = 0; i < views.size(); i++) {
      views.get(i).view().refresh(room, closed[room]);
    }
  }

  RoleView of(RunSpec spec) {
    RunSpec last = lastSpec;
    if (last != null
        && lastView != null
        && last.role().equals(spec.role())
        && last.isResident() == spec.isResident()
        && last.acceptedRoles().equals(spec.acceptedRoles())) {
      return lastView;
    }
    RoleView view = find(spec.isResident() ? Set.of() : spec.roles(settings), spec.isResident());
    lastSpec = spec;
    lastView = view;
    return view;
  }

  private RoleView find(Set<String> roles, boolean reserving) {
    for (Made made : views) {
      if (made.reserving() == reserving && made.roles().equals(roles)) {
        return made.view();
      }
    }
    RoleView view = new RoleView(table, roles, reserving, closed);
    views.add(new Made(roles, reserving, view));
    return view;
  }

  /** A bit per signature that is not closed to the run spec for good. */
  long[] open(RunSpec spec, RoleView view) {
    long[] bits = openWithoutConstraints(spec, view);
    if (spec.constraints().isEmpty()) {
      return bits;
    }
    long[] narrowed = bits.clone();
    for (Constraint constraint : spec.constraints()) {
      long[] accepts = accepting.computeIfAbsent(constraint, this::accepting);
      for (int i = 0; i < narrowed.length; i++) {
        narrowed[i] &= accepts[i];
      }
    }
    return narrowed;
  }

  private long[] openWithoutConstraints(RunSpec spec, RoleView view) {
    Kind last = lastKind;
    int wants = wants(spec);
    if (last != null
        && last.view() == view
        && last.wants() == wants
        && last.role().equals(spec.role())) {
      return lastOpen;
    }
    Kind kind = new Kind(view, spec.role(), wants);
    lastKind = kind;
    lastOpen = open.computeIfAbsent(kind, k -> openTo(spec, view, wants));
    return lastOpen;
  }

  private static int wants(RunSpec spec) {
    Needs needs = spec.needs();
    int wants = needs.cpus().isNone() ? 0 : 1 << RoleView.CPUS;
    wants |= needs.mem().isNone() ? 0 : 1 << RoleView.MEM;
    wants |= needs.disk().isNone() || spec.isResident() ? 0 : 1 << RoleView.DISK;
    wants |= needs.gpus().isNone() ? 0 : 1 << RoleView.GPUS;
    wants |= needs.ports().count() == 0 ? 0 : 1 << RoleView.PORTS;
    return wants | (asksForDomain(spec) ? 1 << MaxTree.DIMENSIONS : 0);
  }

  private static boolean asksForDomain(RunSpec spec) {
    for (int i = 0; i < spec.constraints().size(); i++) {
      String field = spec.constraints().get(i).field();
      if (field.equals("@region") || field.equals("@zone")) {
        return true;
      }
    }
    return false;
  }

  private long[] openTo(RunSpec spec, RoleView view, int wants) {
    long[] bits = new long[(table.signatures().count() + 63) >> 6];
    for (int s = 0; s < table.signatures().count(); s++) {
      if (isOpen(table.signatures().prototype(s), spec) && serves(view, s, wants)) {
        bits[s >> 6] |= MaxTree.bit(s);
      }
    }
    return bits;
  }

  private boolean isOpen(Room room, RunSpec spec) {
    Unavailability unavailability = room.unavailability();
    String region = room.where().region();
    return (room.offeredTo() == null || room.offeredTo().equals(spec.role()))
        && (unavailability == null || !unavailability.declines(settings))
        && (region == null || region.equals(settings.localRegion()) || asksForDomain(spec));
  }

  private static boolean serves(RoleView view, int signature, int wants) {
    for (int kind = 0; kind < MaxTree.DIMENSIONS; kind++) {
      if (((wants >> kind) & 1) == 1 && view.entry(signature, kind) < 0) {
        return false;
      }
    }
    return true;
  }

  private long[] accepting(Constraint constraint) {
    long[] bits = new long[(table.signatures().count() + 63) >> 6];
    for (int s = 0; s < table.signatures().count(); s++) {
      boolean later = FieldColumn.isPerRoom(constraint) && !Spread.counts(constraint);
      if (later
          || ConstraintCheck.acceptsTheFirst(
              constraint, table.signatures().prototype(s).where(), settings.family())) {
        bits[s >> 6] |= MaxTree.bit(s);
      }
    }
    return bits;
  }

  /** Does a constraint on the host's name, which looks at no known instance, accept the room? */
  boolean hostAccepted(Constraint constraint, int room) {
    byte[] verdicts = perHost.computeIfAbsent(constraint, c -> new byte[table.size()]);
    if (verdicts[room] == 0) {
      boolean accepts =
          ConstraintCheck.acceptsTheFirst(constraint, table.given(room).where(), settings.family());
      verdicts[room] = (byte) (accepts ? 1 : 2);
    }
    return verdicts[room] == 1;
  }

  Spread spread(Constraint constraint, List<KnownInstance> counted) {
    FieldColumn column =
        columns.computeIfAbsent(constraint.field(), field -> new FieldColumn(field, table));
    return Spread.of(constraint, settings.family(), column, counted);
  }

  boolean sparesGpus(RunSpec spec) {
    Optional<MatcherSettings.GpuBehaviour> own = spec.gpuBehaviour();
    return spec.needs().gpus().isNone()
        && own.orElse(settings.gpuBehaviour()) == MatcherSettings.GpuBehaviour.RESTRICTED;
  }
}
