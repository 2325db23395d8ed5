package dev.pacer.placement.pack;

import dev.pacer.placement.fit.Fit;
import dev.pacer.placement.fit.MatcherSettings;
import dev.pacer.placement.fit.OfferMatcher;
import dev.pacer.placement.fit.Poison;
import dev.pacer.placement.fit.Room;
import java.util.ArrayList;
import java.util.Collection;
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
   * @param rooms what is left of the rooms
   */
  public record Result(List<Placed> placed, List<Pending> unplaced, List<Room> rooms) {
    public Result {
      placed = List.copyOf(placed);
      unplaced = List.copyOf(unplaced);
      rooms = List.copyOf(rooms);
    }
  }

  /** Places all that fits; rooms earlier in the list are filled first. */
  public Result place(Collection<Pending> pending, List<Room> rooms) {
    Board board = new Board(new OfferMatcher(settings));
    rooms.forEach(board::open);
    List<Pending> unplaced = new ArrayList<>();
    for (Pending waiting : new PackingOrder(rooms).sorted(pending)) {
      int left = board.fill(waiting);
      if (left > 0) {
        unplaced.add(new Pending(waiting.spec(), left, board.known(waiting), waiting.priority()));
      }
    }
    return new Result(board.placed(), unplaced, board.rooms());
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
