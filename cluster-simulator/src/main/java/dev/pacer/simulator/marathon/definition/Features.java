package dev.pacer.simulator.marathon.definition;

import java.util.Set;

/**
 * What the server was started with as far as definitions are concerned.
 *
 * @param mesosRole the default role
 * @param enabled of {@code --enable_features}
 */
public record Features(String mesosRole, Set<String> enabled) {
  public Features {
    enabled = Set.copyOf(enabled);
  }

  boolean has(String feature) {
    return enabled.contains(feature);
  }

  static String missing(String feature) {
    return "Feature " + feature + " is not enabled. Enable with --enable_features " + feature + ")";
  }
}
