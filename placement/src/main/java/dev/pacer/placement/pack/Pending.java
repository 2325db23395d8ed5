package dev.pacer.placement.pack;

import dev.pacer.placement.fit.KnownInstance;
import dev.pacer.placement.fit.RunSpec;
import java.util.List;

/**
 * Instances of one run spec that wait for a place.
 *
 * @param known every instance of it that Marathon tracks, in its order
 * @param priority from the operator's label; the higher goes first (D10)
 */
public record Pending(RunSpec spec, int count, List<KnownInstance> known, int priority) {

  public Pending {
    known = List.copyOf(known);
    if (count < 0) {
      throw new IllegalArgumentException(
          "%s cannot wait with %d instances".formatted(spec.id(), count));
    }
  }

  Pending withCount(int other) {
    return new Pending(spec, other, known, priority);
  }
}
