package dev.pacer.placement.fit;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An instance of a run spec that Marathon tracks.
 *
 * @param where null while it has no agent
 * @param version version of the run spec it was started from, in milliseconds
 * @param specInstances how many instances that version wanted (GROUP_BY counts with it, F7)
 */
public record KnownInstance(
    String id,
    @Nullable Whereabouts where,
    Condition condition,
    Goal goal,
    long version,
    int specInstances) {

  /** Is it one of K, the instances that constraints are held against (F7)? */
  public boolean counts(RunSpec spec) {
    boolean scheduled =
        goal == Goal.RUNNING && (condition == Condition.SCHEDULED || condition.isTerminal());
    return !condition.isLost() && !scheduled && version >= spec.lastConfigChange();
  }

  /** The text that a constraint's field has on its agent. */
  public Optional<String> value(String field) {
    return where == null ? Optional.empty() : where.value(field);
  }
}
