package dev.pacer.placement.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.placement.engine.Worlds.Waiting;
import dev.pacer.placement.fit.KnownInstance;
import dev.pacer.placement.fit.MatcherSettings;
import dev.pacer.placement.fit.Room;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class EngineProperties {

  private static List<String> placed(Engine engine) {
    List<String> placed = new ArrayList<>();
    for (int i = 0; i < engine.placedCount(); i++) {
      placed.add(engine.placedSpec(i).id() + " on " + engine.given(engine.placedRoom(i)).id());
    }
    return placed;
  }

  private static List<Room> now(Engine engine) {
    List<Room> rooms = new ArrayList<>();
    for (int i = 0; i < engine.roomCount(); i++) {
      rooms.add(engine.now(i));
    }
    return rooms;
  }

  @Property(tries = 2000)
  void theEngineDecidesAsThePlainMatcherDoes(@ForAll long seed) {
    Worlds worlds = new Worlds(new SplittableRandom(seed));
    MatcherSettings settings = worlds.settings();
    List<Room> rooms = worlds.rooms(12);
    Engine engine = new Engine(settings, rooms);
    PlainRooms plain = new PlainRooms(settings, rooms);
    for (Waiting waiting : worlds.waiting(10)) {
      List<KnownInstance> known = new ArrayList<>(waiting.known());
      int left = plain.fill(waiting.spec(), known, waiting.count());
      Ask ask = engine.ask(waiting.spec(), waiting.known());
      assertThat(engine.fill(ask, waiting.count())).as("left of %s", waiting).isEqualTo(left);
      assertThat(placed(engine)).as("placed of %s", waiting).isEqualTo(plain.placed());
      assertThat(engine.known(ask)).isEqualTo(known);
    }
    assertThat(now(engine)).isEqualTo(plain.rooms());
  }

  @Property(tries = 150)
  void soItDoesWithMoreSignaturesThanAMaskHasBits(@ForAll long seed) {
    Worlds worlds = new Worlds(new SplittableRandom(seed));
    MatcherSettings settings = worlds.settings();
    List<Room> rooms = worlds.rooms(150);
    Engine engine = new Engine(settings, rooms);
    PlainRooms plain = new PlainRooms(settings, rooms);
    for (Waiting waiting : worlds.waiting(6)) {
      List<KnownInstance> known = new ArrayList<>(waiting.known());
      int left = plain.fill(waiting.spec(), known, 9);
      assertThat(engine.fill(engine.ask(waiting.spec(), waiting.known()), 9)).isEqualTo(left);
    }
    assertThat(placed(engine)).isEqualTo(plain.placed());
    assertThat(now(engine)).isEqualTo(plain.rooms());
  }

  @Property(tries = 500)
  void whatIsRolledBackNeverWas(@ForAll long seed) {
    Worlds worlds = new Worlds(new SplittableRandom(seed));
    MatcherSettings settings = worlds.settings();
    List<Room> rooms = worlds.rooms(12);
    Engine engine = new Engine(settings, rooms);
    Engine straight = new Engine(settings, rooms);
    List<Ask> asks = new ArrayList<>();
    List<Ask> straightAsks = new ArrayList<>();
    List<Waiting> all = worlds.waiting(8);
    for (Waiting waiting : all) {
      asks.add(engine.ask(waiting.spec(), waiting.known()));
      straightAsks.add(straight.ask(waiting.spec(), waiting.known()));
    }
    for (int round = 0; round < 6 && !all.isEmpty(); round++) {
      Engine.Mark mark = engine.mark();
      List<Room> before = now(engine);
      for (int i = 0; i < 4; i++) {
        engine.fill(asks.get(worlds.chance().nextInt(asks.size())), 3);
      }
      engine.rollback(mark);
      assertThat(now(engine)).isEqualTo(before);
      int which = worlds.chance().nextInt(asks.size());
      assertThat(engine.fill(asks.get(which), 2))
          .isEqualTo(straight.fill(straightAsks.get(which), 2));
      assertThat(placed(engine)).isEqualTo(placed(straight));
    }
    assertThat(now(engine)).isEqualTo(now(straight));
  }

  @Property(tries = 300)
  void nothingIsPutIntoAClosedRoom(@ForAll long seed) {
    Worlds worlds = new Worlds(new SplittableRandom(seed));
    MatcherSettings settings = worlds.settings();
    List<Room> rooms = worlds.rooms(8);
    Engine engine = new Engine(settings, rooms);
    List<Room> open = new ArrayList<>();
    for (int i = 0; i < rooms.size(); i++) {
      if (i % 3 == 1) {
        engine.close(i);
      } else {
        open.add(rooms.get(i));
      }
    }
    Engine without = new Engine(settings, open);
    for (Waiting waiting : worlds.waiting(8)) {
      engine.fill(engine.ask(waiting.spec(), waiting.known()), waiting.count());
      without.fill(without.ask(waiting.spec(), waiting.known()), waiting.count());
    }
    assertThat(placed(engine)).isEqualTo(placed(without));
  }
}
