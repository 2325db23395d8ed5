package dev.pacer.placement.engine;

import dev.pacer.placement.fit.Constraint;
import dev.pacer.placement.fit.Fit;
import dev.pacer.placement.fit.KnownInstance;
import dev.pacer.placement.fit.MatcherSettings;
import dev.pacer.placement.fit.OfferMatcher;
import dev.pacer.placement.fit.Room;
import dev.pacer.placement.fit.RunSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rooms that fill up while instances are put into them, and can be emptied again: free resources
 * and known instances change after every placement. What fits is what {@link OfferMatcher} says
 * fits for certain, whatever the order of entries and known instances; only the search differs. Not
 * for several threads.
 */
public final class Engine {

  /** So many placements were made, by so many changes. */
  public record Mark(int placements, int changes) {}

  /** With more of them, constraints are looked at room by room instead. */
  private static final int MANY_SIGNATURES = 256;

  private final MatcherSettings settings;
  private final RoomTable table;
  private final boolean[] closed;
  private final Views views;
  private final long[] need = new long[MaxTree.DIMENSIONS];
  private final long[] bound = new long[MaxTree.DIMENSIONS];
  private final long[] booked = new long[MaxTree.DIMENSIONS];
  private @Nullable Ask[] placedAsks = new Ask[64];
  private int[] placedRooms = new int[64];
  private int placed;
  private final boolean[] touched;
  private @Nullable Ask lastAsk;
  private int lastRoom;

  /**
   * @param rooms in the order in which they are filled
   */
  public Engine(MatcherSettings settings, List<Room> rooms) {
    this.settings = settings;
    this.table = new RoomTable(rooms);
    this.closed = new boolean[rooms.size()];
    this.views = new Views(settings, table, closed);
    this.touched = new boolean[rooms.size()];
  }

  /** Instances of a run spec that are to be placed, held against its known instances. */
  public Ask ask(RunSpec spec, List<KnownInstance> known) {
    RoleView view = views.of(spec);
    Ask ask = new Ask(spec, view, views.open(spec, view), views.sparesGpus(spec), known);
    if (!spec.constraints().isEmpty()) {
      constrain(ask, known);
    }
    return ask;
  }

  /**
   * More instances of what was asked for before, in another role or version: what is placed of the
   * one counts for the other.
   */
  public Ask askAlong(RunSpec spec, List<KnownInstance> known, Ask before) {
    Ask ask = ask(spec, known);
    boolean countAlike =
        spec.constraints().equals(before.spec.constraints())
            && spec.lastConfigChange() == before.spec.lastConfigChange();
    if (countAlike) {
      ask.spreads = before.spreads;
    }
    return ask;
  }

  private void constrain(Ask ask, List<KnownInstance> known) {
    List<KnownInstance> counted = new ArrayList<>();
    for (KnownInstance instance : known) {
      if (instance.counts(ask.spec)) {
        counted.add(instance);
      }
    }
    List<Spread> spreads = new ArrayList<>();
    List<Constraint> byHost = new ArrayList<>();
    for (Constraint constraint : ask.spec.constraints()) {
      if (Spread.counts(constraint)) {
        spreads.add(views.spread(constraint, counted));
      } else if (FieldColumn.isPerRoom(constraint)) {
        byHost.add(constraint);
      }
    }
    ask.spreads = spreads.toArray(new Spread[0]);
    ask.byHost = byHost.toArray(new Constraint[0]);
  }

  /**
   * Puts as many as fit, room after room in their order, and again while that helps; answers how
   * many remain.
   */
  public int fill(Ask ask, int count) {
    prepare(ask);
    MaxTree tree = ask.view.tree();
    int left = count;
    boolean progress = true;
    while (left > 0 && progress) {
      progress = false;
      long mask = mask(ask);
      int room = tree.next(beginning(ask), bound, mask);
      while (room >= 0) {
        int before = left;
        while (left > 0 && putPrepared(ask, room)) {
          left--;
        }
        if (left < before) {
          progress = true;
          lastRoom = room;
          views.refresh(room);
          mask = mask(ask);
        }
        room = left == 0 ? -1 : tree.next(room + 1, bound, mask);
      }
      progress &= ask.spreads.length > 0;
    }
    return left;
  }

  /**
   * Where to begin looking: for the same need as just before, and nothing but need to decide, not
   * before the room found then. What was too full for it has not become emptier since.
   */
  private int beginning(Ask ask) {
    Ask last = lastAsk;
    boolean same =
        last != null
            && last.isFree()
            && ask.isFree()
            && last.view == ask.view
            && last.open == ask.open
            && last.sparesGpus == ask.sparesGpus
            && last.needsTheSame(ask);
    lastAsk = ask;
    if (!same) {
      lastRoom = 0;
    }
    return lastRoom;
  }

  /** Puts one instance into a room if it fits there for certain. */
  public boolean put(Ask ask, int room) {
    prepare(ask);
    if (closed[room] || !putPrepared(ask, room)) {
      return false;
    }
    views.refresh(room);
    return true;
  }

  private void prepare(Ask ask) {
    ask.need(need);
    ask.booked(booked);
    System.arraycopy(need, 0, bound, 0, need.length);
    if (ask.isResident() || ask.view.anySplit()) {
      for (int kind = 0; kind < RoleView.PORTS; kind++) {
        // Sums of doubles may accept what whole numbers miss by less than one.
        bound[kind] = Math.max(0, need[kind] - 1);
      }
      bound[RoleView.DISK] = ask.isResident() ? 0 : bound[RoleView.DISK];
    }
  }

  /** Signatures on which one more might be accepted now. */
  private long mask(Ask ask) {
    boolean looksAtSpreads =
        ask.hasSpreadsBySignature() && table.signatures().count() <= MANY_SIGNATURES;
    long mask = 0;
    if (!looksAtSpreads) {
      for (long bits : ask.open) {
        mask |= bits;
      }
      return mask;
    }
    for (int s = 0; s < table.signatures().count(); s++) {
      if (ask.isOpen(s) && ask.spreadsAcceptSignature(s)) {
        mask |= MaxTree.bit(s);
      }
    }
    return mask;
  }

  private boolean putPrepared(Ask ask, int room) {
    int signature = table.signatures().of(room);
    if (!ask.isOpen(signature)
        || !ask.spreadsAccept(room)
        || (ask.sparesGpus && ask.view.offersGpus(room))) {
      return false;
    }
    for (Constraint constraint : ask.byHost) {
      if (!views.hostAccepted(constraint, room)) {
        return false;
      }
    }
    if (ask.view.isPlain(signature) && !ask.isResident()) {
      if (!ask.view.holds(room, need, ask.ports())) {
        return false;
      }
      ask.view.take(room, booked, ask.ports(), need[RoleView.PORTS] > 0);
    } else if (!putAsMarathonDoes(ask, room)) {
      return false;
    }
    ask.placed(room);
    note(ask, room);
    return true;
  }

  /** Volumes, and sums over several entries: asked of the matcher itself. */
  private boolean putAsMarathonDoes(Ask ask, int room) {
    Room now = table.now(room);
    if (new OfferMatcher(settings).decide(ask.spec, now, known(ask)) instanceof Fit.Fits fits
        && !fits.orderMatters()) {
      table.replace(room, now.minus(fits.consumption()));
      return true;
    }
    return false;
  }

  private void note(Ask ask, int room) {
    if (placed == placedRooms.length) {
      placedRooms = Arrays.copyOf(placedRooms, placed * 2);
      placedAsks = Arrays.copyOf(placedAsks, placed * 2);
    }
    placedRooms[placed] = room;
    placedAsks[placed++] = ask;
  }

  /** All known instances of what is asked for, those placed by now among them. */
  public List<KnownInstance> known(Ask ask) {
    List<KnownInstance> known = ask.known();
    if (ask.planned() > 0) {
      known = new ArrayList<>(known);
      for (int i = 0; i < placed; i++) {
        if (placedAsks[i] == ask) {
          known.add(ask.planned(table.given(placedRooms[i]).where(), i));
        }
      }
    }
    return known;
  }

  /** A place to come back to with {@link #rollback}. */
  public Mark mark() {
    return new Mark(placed, table.journal().mark());
  }

  /** Takes back every placement since the mark; marks made since then are void. */
  public void rollback(Mark mark) {
    table.journal().rollback(mark.changes());
    for (int i = mark.placements(); i < placed; i++) {
      placedAsk(i).takenBack(placedRooms[i]);
      touched[placedRooms[i]] = true;
    }
    for (int i = mark.placements(); i < placed; i++) {
      int room = placedRooms[i];
      if (touched[room]) {
        touched[room] = false;
        views.refresh(room);
      }
    }
    Arrays.fill(placedAsks, mark.placements(), placed, null);
    placed = mark.placements();
    lastAsk = null;
  }

  /** Nothing more is put into a room, until it is opened again. */
  public void close(int room) {
    closed[room] = true;
    views.refresh(room);
  }

  public void open(int room) {
    closed[room] = false;
    lastAsk = null;
    views.refresh(room);
  }

  public int placedCount() {
    return placed;
  }

  /** The room of a placement, in the order in which they were made. */
  public int placedRoom(int placement) {
    return placedRooms[placement];
  }

  /** What was placed, in the order in which it was. */
  public RunSpec placedSpec(int placement) {
    return placedAsk(placement).spec;
  }

  private Ask placedAsk(int placement) {
    Ask ask = placement < placed ? placedAsks[placement] : null;
    if (ask == null) {
      throw new IllegalArgumentException("there is no placement " + placement);
    }
    return ask;
  }

  public int roomCount() {
    return table.size();
  }

  /** A room as it was given. */
  public Room given(int room) {
    return table.given(room);
  }

  /** A room as it is now. */
  public Room now(int room) {
    return table.now(room);
  }
}
