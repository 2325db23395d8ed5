package dev.pacer.autoscaler.decision;

import dev.pacer.autoscaler.journal.Memory.Size;
import dev.pacer.cluster.marathon.App;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Partial data never means zero (5.3): a list that had entries and is empty all at once is believed
 * only when it has been so three times. Pure.
 */
final class Sizes {

  /** Lists as short as this may well become empty. */
  private static final int SHORT = 2;

  private static final int CONFIRMATIONS = 3;

  private Sizes() {}

  /** The lists' sizes with this situation in it. */
  static Map<String, Size> after(Map<String, Size> before, Situation situation) {
    Map<String, Size> after = new TreeMap<>();
    now(situation)
        .forEach(
            (list, entries) -> {
              Size known = before.getOrDefault(list, new Size(0, 0));
              boolean doubtful = entries == 0 && known.entries() > SHORT;
              after.put(
                  list,
                  doubtful && known.emptied() + 1 < CONFIRMATIONS
                      ? new Size(known.entries(), known.emptied() + 1)
                      : new Size(entries, 0));
            });
    return after;
  }

  private static Map<String, Integer> now(Situation situation) {
    Map<String, Integer> sizes = new TreeMap<>();
    sizes.put("apps of Marathon", situation.marathon().apps().size());
    sizes.put(
        "tasks of Marathon",
        situation.marathon().apps().stream().map(App::tasks).mapToInt(List::size).sum());
    sizes.put("agents of Mesos", situation.mesos().state().agents().registered().size());
    sizes.put("tasks of Mesos", situation.mesos().state().tasks().live().size());
    sizes.put(
        "instances of Auto Scaling",
        situation.groups().values().stream().mapToInt(g -> g.instances().size()).sum());
    sizes.put("instances of EC2", situation.snapshot().machines().find().map(List::size).orElse(0));
    return sizes;
  }

  /** Lists that are not believed to be empty yet, in words. */
  static List<String> doubts(Map<String, Size> sizes) {
    List<String> doubts = new ArrayList<>();
    new TreeMap<>(sizes)
        .forEach(
            (list, size) -> {
              if (size.emptied() > 0) {
                doubts.add(
                    "the list of %s had %d entries and is empty now; it is believed when it has been so %d times, not %d (G1)"
                        .formatted(list, size.entries(), CONFIRMATIONS, size.emptied()));
              }
            });
    return doubts;
  }
}
