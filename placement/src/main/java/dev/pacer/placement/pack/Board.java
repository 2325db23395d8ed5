package dev.pacer.placement.pack;

import dev.pacer.placement.fit.Condition;
import dev.pacer.placement.fit.Fit;
import dev.pacer.placement.fit.Goal;
import dev.pacer.placement.fit.KnownInstance;
import dev.pacer.placement.fit.OfferMatcher;
import dev.pacer.placement.fit.Room;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Rooms that fill up while instances are put into them: free resources and known instances change
 * after every placement (F7: the simulation must update n(v)).
 */
final class Board {

  private final OfferMatcher matcher;
  private final Map<String, Room> rooms = new LinkedHashMap<>();
  private final Map<String, List<KnownInstance>> known = new HashMap<>();
  private final List<Placed> placed = new ArrayList<>();

  Board(OfferMatcher matcher) {
    this.matcher = matcher;
  }

  Board copy() {
    Board copy = new Board(matcher);
    copy.rooms.putAll(rooms);
    known.forEach((spec, list) -> copy.known.put(spec, new ArrayList<>(list)));
    copy.placed.addAll(placed);
    return copy;
  }

  void open(Room room) {
    if (rooms.putIfAbsent(room.id(), room) != null) {
      throw new IllegalArgumentException("two rooms are called " + room.id());
    }
  }

  List<String> roomIds() {
    return List.copyOf(rooms.keySet());
  }

  List<Room> rooms() {
    return List.copyOf(rooms.values());
  }

  List<Placed> placed() {
    return List.copyOf(placed);
  }

  long placedIn(String room) {
    return placed.stream().filter(p -> p.room().equals(room)).count();
  }

  List<KnownInstance> known(Pending pending) {
    return known.computeIfAbsent(pending.spec().id(), id -> new ArrayList<>(pending.known()));
  }

  Fit look(Pending pending, Room room) {
    return matcher.decide(pending.spec(), room, known(pending));
  }

  /**
   * Puts one instance into a room if it fits for certain: a fit that hangs on the order in which
   * Mesos lists resources is promised to nobody (F3).
   */
  boolean put(Pending pending, String roomId) {
    Room room = rooms.get(roomId);
    if (room == null) {
      throw new IllegalStateException("no room is called " + roomId);
    }
    if (!(look(pending, room) instanceof Fit.Fits fits) || fits.orderMatters()) {
      return false;
    }
    rooms.put(roomId, room.minus(fits.consumption()));
    List<KnownInstance> instances = known(pending);
    instances.add(
        new KnownInstance(
            "planned-" + placed.size(),
            room.where(),
            Condition.PROVISIONED,
            Goal.RUNNING,
            Math.max(1, pending.spec().lastConfigChange()),
            pending.spec().instances()));
    placed.add(new Placed(pending.spec().id(), roomId));
    return true;
  }

  /** Puts as many as fit, room after room in their order; answers how many remain. */
  int fill(Pending pending) {
    int left = pending.count();
    boolean progress = true;
    while (left > 0 && progress) {
      progress = false;
      for (String room : roomIds()) {
        while (left > 0 && put(pending, room)) {
          left--;
          progress = true;
        }
      }
    }
    return left;
  }
}
