package dev.pacer.registryauth.keep;

import dev.pacer.registryauth.publish.Target;
import dev.pacer.registryauth.publish.TargetId;
import java.util.Set;

/**
 * A target and what belongs into it.
 *
 * @param registries names of {@link KeptRegistry}
 */
public record KeptTarget(Target target, Set<String> registries) {

  /** At least one registry. */
  public KeptTarget {
    registries = Set.copyOf(registries);
    if (registries.isEmpty()) {
      throw new IllegalArgumentException("a target needs at least one registry");
    }
  }

  /** The target's name. */
  TargetId id() {
    return target.id();
  }
}
