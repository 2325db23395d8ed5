package dev.pacer.simulator.marathon.matching;

import dev.pacer.simulator.marathon.definition.Needs;
import dev.pacer.simulator.offer.Resource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Chooses host ports out of an offer (autoscaling.md F4). */
final class PortPicker {

  /**
   * The ports taken.
   *
   * @param perRequest one entry per wanted port in order; null where none is wanted
   * @param resources what is taken from the offer's entries
   */
  record Picked(List<@Nullable Integer> perRequest, List<Resource> resources) {}

  private PortPicker() {}

  /** The ports, or null when the entries do not have them. */
  static @Nullable Picked pick(Needs needs, List<Resource> entries, RandomGenerator chance) {
    List<@Nullable Integer> wanted = new ArrayList<>();
    if (needs.hostPorts() == null) {
      for (int i = 0; i < needs.anyPorts(); i++) {
        wanted.add(0);
      }
    } else {
      wanted.addAll(needs.hostPorts());
    }
    Set<Integer> named = new LinkedHashSet<>();
    int any = 0;
    for (Integer port : wanted) {
      if (port != null && port == 0) {
        any++;
      } else if (port != null) {
        named.add(port);
      }
    }
    List<Resource> taken = new ArrayList<>();
    for (int port : named) {
      Resource home = home(port, entries);
      if (home == null) {
        return null;
      }
      taken.add(single(home, port));
    }
    List<Integer> free = any == 0 ? List.of() : free(any, named, entries, taken, chance);
    if (free.size() < any) {
      return null;
    }
    List<@Nullable Integer> perRequest = new ArrayList<>();
    int next = 0;
    for (Integer port : wanted) {
      perRequest.add(port != null && port == 0 ? free.get(next++) : port);
    }
    return new Picked(perRequest, taken);
  }

  /** Any ports, in turn from a random place on. */
  private static List<Integer> free(
      int count,
      Set<Integer> named,
      List<Resource> entries,
      List<Resource> taken,
      RandomGenerator chance) {
    long total = 0;
    for (Resource entry : entries) {
      for (Resource.Range range : ranges(entry)) {
        total += range.end() - range.begin() + 1;
      }
    }
    List<Integer> chosen = new ArrayList<>();
    if (total == 0) {
      return chosen;
    }
    long start = chance.nextLong(total);
    for (long step = 0; step < total && chosen.size() < count; step++) {
      long position = (start + step) % total;
      for (Resource entry : entries) {
        boolean found = false;
        for (Resource.Range range : ranges(entry)) {
          long size = range.end() - range.begin() + 1;
          if (position < size) {
            int port = (int) (range.begin() + position);
            if (!named.contains(port)) {
              chosen.add(port);
              taken.add(single(entry, port));
            }
            found = true;
            break;
          }
          position -= size;
        }
        if (found) {
          break;
        }
      }
    }
    return chosen;
  }

  private static @Nullable Resource home(int port, List<Resource> entries) {
    for (Resource entry : entries) {
      for (Resource.Range range : ranges(entry)) {
        if (range.begin() <= port && port <= range.end()) {
          return entry;
        }
      }
    }
    return null;
  }

  private static List<Resource.Range> ranges(Resource entry) {
    return entry.value() instanceof Resource.Value.Ranges ranges ? ranges.ranges() : List.of();
  }

  private static Resource single(Resource home, int port) {
    return new Resource(
        "ports",
        new Resource.Value.Ranges(List.of(new Resource.Range(port, port))),
        home.role(),
        home.reservation(),
        home.disk());
  }
}
