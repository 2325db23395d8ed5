package dev.pacer.simulator.mesos;

import dev.pacer.simulator.offer.Offer.Unavailability;
import java.util.List;

/** One window of the maintenance schedule. */
public record Window(List<MachineId> machines, Unavailability unavailability) {
  public Window {
    machines = List.copyOf(machines);
  }
}
