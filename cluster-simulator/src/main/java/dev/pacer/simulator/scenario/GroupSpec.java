package dev.pacer.simulator.scenario;

import dev.pacer.simulator.aws.autoscaling.ScalingProcess;
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
    AgentTemplate agent,
    Policy policy) {

  /**
   * What it launches and what holds it.
   *
   * @param weights capacity units by type; empty: every instance is one unit
   * @param onDemandBase so many units are on-demand at least
   * @param onDemandPercent of the units above that base; the rest is spot
   * @param capacityRebalance whether spot instances are replaced when AWS recommends it
   * @param suspended processes suspended once the group is up
   */
  public record Policy(
      Map<String, Integer> weights,
      int onDemandBase,
      int onDemandPercent,
      boolean capacityRebalance,
      List<ScalingProcess> suspended,
      List<HookSpec> hooks) {

    /** One unit each, on-demand, nothing suspended, no hooks. */
    public static final Policy PLAIN = new Policy(Map.of(), 0, 100, false, List.of(), List.of());

    public Policy {
      weights = Map.copyOf(weights);
      suspended = List.copyOf(suspended);
      hooks = List.copyOf(hooks);
    }

    /** Whether it takes a mixed instances policy to say so. */
    public boolean mixed() {
      return !weights.isEmpty() || onDemandPercent < 100;
    }
  }

  /** A group without a policy of its own. */
  public GroupSpec(
      String name,
      List<String> types,
      List<String> zones,
      Sizes sizes,
      Duration boot,
      boolean registers,
      boolean newInstancesProtected,
      Map<String, String> tags,
      AgentTemplate agent) {
    this(
        name,
        types,
        zones,
        sizes,
        boot,
        registers,
        newInstancesProtected,
        tags,
        agent,
        Policy.PLAIN);
  }

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
