package dev.pacer.placement.fit;

import dev.pacer.placement.fit.Consumption.PortTake;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds host ports (F4): the wished numbers, and the lowest free ones for the rest. */
final class PortCheck {

  private PortCheck() {}

  static Optional<List<PortTake>> take(
      PortWish wish, List<ResourceEntry> entries, List<Integer> indexes) {
    List<PortTake> takes = new ArrayList<>();
    for (int port : wish.fixed()) {
      Optional<Integer> entry =
          indexes.stream().filter(i -> entries.get(i).hasPort(port)).findFirst();
      if (entry.isEmpty()) {
        return Optional.empty();
      }
      takes.add(new PortTake(entry.get(), port));
    }
    int missing = wish.any();
    for (int index : indexes) {
      for (PortRange range : entries.get(index).ranges()) {
        for (long port = range.begin(); port <= range.end() && missing > 0; port++) {
          if (!wish.fixed().contains((int) port)) {
            takes.add(new PortTake(index, (int) port));
            missing--;
          }
        }
      }
    }
    return missing > 0 ? Optional.empty() : Optional.of(takes);
  }
}
