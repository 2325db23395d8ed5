package dev.pacer.placement.engine;

import dev.pacer.placement.fit.Condition;
import dev.pacer.placement.fit.Fit;
import dev.pacer.placement.fit.Goal;
import dev.pacer.placement.fit.KnownInstance;
import dev.pacer.placement.fit.MatcherSettings;
import dev.pacer.placement.fit.OfferMatcher;
import dev.pacer.placement.fit.Room;
import dev.pacer.placement.fit.RunSpec;
import java.util.ArrayList;
import java.util.List;

/** The engine's promise, kept the plain way: the matcher is asked room after room. */
final class PlainRooms {

  private final OfferMatcher matcher;
  private final List<Room> rooms;
  private final List<String> placed = new ArrayList<>();

  PlainRooms(MatcherSettings settings, List<Room> rooms) {
    this.matcher = new OfferMatcher(settings);
    this.rooms = new ArrayList<>(rooms);
  }

  /** Fills like the engine; the known instances grow. */
  int fill(RunSpec spec, List<KnownInstance> known, int count) {
    int left = count;
    boolean progress = true;
    while (left > 0 && progress) {
      progress = false;
      for (int room = 0; room < rooms.size(); room++) {
        while (left > 0 && put(spec, known, room)) {
          left--;
          progress = true;
        }
      }
    }
    return left;
  }

  private boolean put(RunSpec spec, List<KnownInstance> known, int index) {
    Room room = rooms.get(index);
    if (!(matcher.decide(spec, room, known) instanceof Fit.Fits fits) || fits.orderMatters()) {
      return false;
    }
    rooms.set(index, room.minus(fits.consumption()));
    known.add(
        new KnownInstance(
            "planned-" + placed.size(),
            room.where(),
            Condition.PROVISIONED,
            Goal.RUNNING,
            Math.max(1, spec.lastConfigChange()),
            spec.instances()));
    placed.add(spec.id() + " on " + room.id());
    return true;
  }

  List<String> placed() {
    return placed;
  }

  List<Room> rooms() {
    return rooms;
  }
}
