package dev.pacer.placement.fit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one agent has free, as one offer of all of it: an agent that exists, one that arrives, or a
 * template of one that could be bought.
 *
 * @param id names it in plans; unique among the rooms of one run
 * @param offeredTo the role the offer is made to; null when it is made to whoever asks
 * @param unavailability its maintenance window, if it has one
 */
public record Room(
    String id,
    Whereabouts where,
    List<ResourceEntry> entries,
    @Nullable String offeredTo,
    @Nullable Unavailability unavailability) {

  public Room {
    entries = List.copyOf(entries);
  }

  public static Room of(String id, Whereabouts where, List<ResourceEntry> entries) {
    return new Room(id, where, entries, null, null);
  }

  /** Free milli-units of a kind over all roles and holdings; for reports, not for decisions. */
  public long free(ResourceKind kind) {
    return entries.stream()
        .filter(entry -> entry.kind() == kind)
        .mapToLong(ResourceEntry::millis)
        .sum();
  }

  /** The same room after a match took its part. */
  public Room minus(Consumption consumption) {
    return new Room(id, where, consumption.takenFrom(entries), offeredTo, unavailability);
  }

  Room withEntries(List<ResourceEntry> other) {
    return new Room(id, where, other, offeredTo, unavailability);
  }
}
