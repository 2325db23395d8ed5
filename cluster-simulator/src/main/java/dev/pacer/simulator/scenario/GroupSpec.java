package dev.pacer.simulator.scenario;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * An Auto Scaling group whose instances are Mesos agents.
 *
 * @param types EC2 types in order of preference; more than one makes a mixed-instances group
 * @param boot from an instance's launch to its agent's registration
 * @param registers false: its machines boot, but no agent ever registers
 * @param newInstancesProtected whether new instances are protected from scale-in
 */
public record GroupSpec(
    String name,
    List<String> types,
    List<String> zones,
    Sizes sizes,
    Duration boot,
    boolean registers,
    boolean newInstancesProtected,
    Map<String, String> tags,
    AgentTemplate agent) {

  /** {@code desired} instances run at the start. */
  public record Sizes(int min, int desired, int max) {
    public Sizes {
      if (min < 0 || desired < min || max < desired) {
        throw new IllegalArgumentException(
            "need 0 <= min <= desired <= max, was min=%d desired=%d max=%d"
                .formatted(min, desired, max));
      }
    }
  }

  public GroupSpec {
    types = List.copyOf(types);
    zones = List.copyOf(zones);
    tags = Map.copyOf(tags);
  }
}
