package dev.pacer.placement.fit;

import java.util.ArrayList;
import java.util.List;

/**
 * What a match takes of a room.
 *
 * @param operation whether the instance starts, or only reserves and starts at a later offer
 */
public record Consumption(Operation operation, List<ScalarTake> scalars, List<PortTake> ports) {

  /** What Marathon does with the offer. */
  public enum Operation {
    LAUNCH,
    RESERVE
  }

  /** A part of the entry at that index of the room. */
  public record ScalarTake(int entry, double amount) {}

  /** A port of the entry at that index of the room. */
  public record PortTake(int entry, int port) {}

  public Consumption {
    scalars = List.copyOf(scalars);
    ports = List.copyOf(ports);
  }

  List<ResourceEntry> takenFrom(List<ResourceEntry> entries) {
    List<ResourceEntry> left = new ArrayList<>(entries);
    for (ScalarTake take : scalars) {
      ResourceEntry entry = left.get(take.entry());
      long remaining = Math.max(0, entry.millis() - Amount.bookedMillis(take.amount()));
      left.set(take.entry(), entry.withMillis(remaining));
    }
    for (PortTake take : ports) {
      left.set(take.entry(), left.get(take.entry()).withoutPort(take.port()));
    }
    return left;
  }
}
