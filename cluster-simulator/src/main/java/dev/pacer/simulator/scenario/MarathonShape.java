package dev.pacer.simulator.scenario;

import java.util.List;

/**
 * The Marathons.
 *
 * @param servers how many; one leads, the others pass requests on
 * @param role {@code --mesos_role}
 * @param features {@code --enable_features}
 */
public record MarathonShape(int servers, String role, List<String> features) {
  public MarathonShape {
    features = List.copyOf(features);
  }

  /** One Marathon with role {@code *} and no features. */
  public static MarathonShape standard() {
    return new MarathonShape(1, "*", List.of());
  }
}
