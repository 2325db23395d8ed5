package dev.pacer.placement.pack;

import dev.pacer.placement.engine.Ask;
import dev.pacer.placement.engine.Engine;
import dev.pacer.placement.fit.Fit;
import dev.pacer.placement.fit.MatcherSettings;
import dev.pacer.placement.fit.OfferMatcher;
import dev.pacer.placement.fit.Poison;
import dev.pacer.placement.fit.Room;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts waiting instances into rooms that exist or arrive (N5), and says what is left over. */
public final class PlacementRun {

  private final MatcherSettings settings;

  public PlacementRun(MatcherSettings settings) {
    this.settings = settings;
  }

  /**
   * What a run came to.
   *
   * @param unplaced what found no place, with its known instances as they would then be
   */
  public record Result(List<Placed> placed, List<Pending> unplaced) {
    public Result {
      placed = List.copyOf(placed);
      unplaced = List.copyOf(unplaced);
    }
  }

  /** Places all that fits; rooms earlier in the list are filled first. */
  public Result place(Collection<Pending> pending, List<Room> rooms) {
    if (pending.isEmpty()) {
      return new Result(List.of(), List.of());
    }
    Engine engine = new Engine(settings, rooms);
    List<Pending> unplaced = new ArrayList<>();
    Map<String, Ask> asks = new HashMap<>();
    for (Pending waiting : new PackingOrder(rooms).sorted(pending)) {
      // Of one run spec several items may wait: what was placed for the one is known to the next.
      boolean counts = !waiting.spec().constraints().isEmpty();
      Ask before = counts ? asks.get(waiting.spec().id()) : null;
      Ask ask = engine.ask(waiting.spec(), before == null ? waiting.known() : engine.known(before));
      if (counts) {
        asks.put(waiting.spec().id(), ask);
      }
      int left = engine.fill(ask, waiting.count());
      if (left > 0) {
        unplaced.add(new Pending(waiting.spec(), left, engine.known(ask), waiting.priority()));
      }
    }
    return new Result(placed(engine, 0), unplaced);
  }

  /** The placements from a certain one on. */
  static List<Placed> placed(Engine engine, int from) {
    Placed[] placed = new Placed[engine.placedCount() - from];
    for (int i = 0; i < placed.length; i++) {
      placed[i] =
          new Placed(
              engine.placedSpec(from + i).id(), engine.given(engine.placedRoom(from + i)).id());
    }
    return List.of(placed);
  }

  /** Run specs that make Marathon's matcher fail on one of the rooms, with the cause (F11). */
  public Map<String, Poison> poison(Collection<Pending> pending, Collection<Room> rooms) {
    OfferMatcher matcher = new OfferMatcher(settings);
    Map<String, Poison> poisoned = new LinkedHashMap<>();
    for (Pending waiting : pending) {
      for (Room room : rooms) {
        if (matcher.decide(waiting.spec(), room, waiting.known()) instanceof Fit.Throws throwing) {
          poisoned.putIfAbsent(waiting.spec().id(), throwing.cause());
        }
      }
    }
    return poisoned;
  }
}
