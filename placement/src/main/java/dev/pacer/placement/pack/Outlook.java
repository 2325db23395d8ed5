package dev.pacer.placement.pack;

import dev.pacer.placement.engine.Ask;
import dev.pacer.placement.engine.Engine;
import dev.pacer.placement.fit.MatcherSettings;
import dev.pacer.placement.fit.RunSpec;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a new, empty machine could hold: of a group's usual kind, or one of those it brings next.
 */
final class Outlook {

  private final List<Source> sources;
  private final Market market;
  private final Engine typical;
  private final List<Pending> waiting;
  private @Nullable RunSpec lastSpec;
  private boolean lastPossible;

  Outlook(MatcherSettings settings, List<Pending> waiting, List<Source> sources) {
    this.sources = sources;
    this.market = new Market(settings, waiting, sources);
    this.typical = new Engine(settings, sources.stream().map(Source::typical).toList());
    this.waiting = waiting;
  }

  Market market() {
    return market;
  }

  boolean isPossible(int which) {
    RunSpec spec = waiting.get(which).spec();
    RunSpec last = lastSpec;
    boolean same =
        last != null
            && last.constraints().isEmpty()
            && spec.constraints().isEmpty()
            && last.role().equals(spec.role())
            && last.needs().equals(spec.needs())
            && last.acceptedRoles().equals(spec.acceptedRoles())
            && last.gpuBehaviour().equals(spec.gpuBehaviour());
    if (!same) {
      lastSpec = spec;
      lastPossible = wouldFit(which);
    }
    return lastPossible;
  }

  private boolean wouldFit(int which) {
    if (market.holds(which)) {
      return true;
    }
    Engine.Mark mark = typical.mark();
    boolean possible = typical.fill(ask(which), 1) == 0;
    typical.rollback(mark);
    return possible;
  }

  private Ask ask(int which) {
    return typical.ask(waiting.get(which).spec(), waiting.get(which).known());
  }

  /** The groups whose machines would do. */
  List<String> groups(int which) {
    List<String> groups = new ArrayList<>();
    for (int s = 0; s < sources.size(); s++) {
      Engine.Mark mark = typical.mark();
      boolean holds = typical.put(ask(which), s);
      typical.rollback(mark);
      if (holds || market.holds(s, which)) {
        groups.add(sources.get(s).group());
      }
    }
    return groups;
  }
}
