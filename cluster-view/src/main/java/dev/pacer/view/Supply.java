package dev.pacer.view;

import dev.pacer.placement.fit.Fit;
import dev.pacer.placement.fit.MatcherSettings;
import dev.pacer.placement.fit.OfferMatcher;
import dev.pacer.placement.fit.ResourceKind;
import dev.pacer.placement.fit.Room;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** Rooms of agents that exist, less what belongs on every agent. Pure. */
public final class Supply {

  private final List<Demand.PerAgent> perAgent;
  private final OfferMatcher matcher;

  public Supply(List<Demand.PerAgent> perAgent, MatcherSettings settings) {
    this.perAgent = List.copyOf(perAgent);
    this.matcher = new OfferMatcher(settings);
  }

  /** What is free on agents whose offers Marathon gets, the fullest first. */
  public List<Room> free(Inventory inventory, MesosReading mesos, Instant now) {
    return inventory.agents().stream()
        .filter(AgentOnMachine::isOfferable)
        .map(a -> room(a, mesos, now))
        .sorted(
            Comparator.comparingLong((Room room) -> room.free(ResourceKind.CPUS))
                .thenComparing(Room::id))
        .toList();
  }

  /** What one agent has free, with room kept for per-agent apps that have not started on it. */
  public Room room(AgentOnMachine agent, MesosReading mesos, Instant now) {
    Room room = AgentTranslation.room(agent.agent(), mesos.schedule(), now);
    for (Demand.PerAgent app : perAgent) {
      if (!app.agents().contains(room.id())) {
        room = less(room, app);
      }
    }
    return room;
  }

  /** A machine that is not there yet, less everything that will be on every agent (N4). */
  public Room lessOverhead(Room machine) {
    Room room = machine;
    for (Demand.PerAgent app : perAgent) {
      room = less(room, app);
    }
    return room;
  }

  private Room less(Room room, Demand.PerAgent app) {
    return matcher.decide(app.spec(), room, List.of()) instanceof Fit.Fits fits
        ? room.minus(fits.consumption())
        : room;
  }
}
