package dev.pacer.cluster.aws;

import java.util.Optional;

/**
 * How a mixed group splits between on-demand and spot.
 *
 * @param onDemandBase capacity units that are on demand before any split; AWS's default is 0
 * @param onDemandPercentageAboveBase share of on-demand in the rest, 0-100; AWS's default is 100
 * @param spotMaxPrice as AWS spells it, $/h; absent means the on-demand price
 */
public record InstancesDistribution(
    int onDemandBase,
    int onDemandPercentageAboveBase,
    Optional<String> onDemandAllocationStrategy,
    Optional<String> spotAllocationStrategy,
    Optional<String> spotMaxPrice) {

  /** What AWS does when a policy says nothing: on-demand only. */
  public static final InstancesDistribution ON_DEMAND =
      new InstancesDistribution(0, 100, Optional.empty(), Optional.empty(), Optional.empty());

  /** Whether the group may launch spot instances. */
  public boolean maySpot() {
    return onDemandPercentageAboveBase < 100;
  }
}
