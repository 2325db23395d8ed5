package dev.pacer.simulator.mesos;

import dev.pacer.simulator.offer.Offer.Unavailability;
import java.util.List;

/** One window of the maintenance schedule. */
public record Window(List<MachineId> machines, Unavailability unavailability) {
  public Window {
    machines = List.copyOf(machines);
  }

  /** Whether the machine is in it, whatever the case of its name. */
  boolean holds(MachineId machine) {
    return machines.stream().anyMatch(other -> other.normal().equals(machine.normal()));
  }
}
