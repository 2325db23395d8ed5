package dev.pacer.simulator.marathon.matching;

import dev.pacer.simulator.marathon.instance.Instance;
import dev.pacer.simulator.offer.Resource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is done with an offer. */
public sealed interface Verdict {

  /** No waiting instance is of the offer's role: it is not even looked at. */
  record Ignored() implements Verdict {}

  /** Refused; reasons in order of finding, sometimes one twice, sometimes none. */
  record NoMatch(List<RejectReason> reasons) implements Verdict {
    public NoMatch {
      reasons = List.copyOf(reasons);
    }

    /** The one reason that statistics count: the first in funnel order; null: none. */
    public @Nullable RejectReason reported() {
      return reasons.stream().min(Enum::compareTo).orElse(null);
    }
  }

  /**
   * Used.
   *
   * @param instance the one to be launched
   * @param taken what is taken out of the offer
   * @param ports host ports, one entry per wanted port; null where none is wanted
   * @param volumes not empty: these are to be made first, and nothing is launched yet
   */
  record Match(
      Instance instance,
      List<Resource> taken,
      List<@Nullable Integer> ports,
      List<NewVolume> volumes)
      implements Verdict {
    public Match {
      taken = List.copyOf(taken);
      ports = Collections.unmodifiableList(new ArrayList<>(ports));
      volumes = List.copyOf(volumes);
    }
  }

  /** A volume to be made out of a disk. */
  record NewVolume(String containerPath, Resource disk) {}
}
