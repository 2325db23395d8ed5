package dev.pacer.cluster.aws;

import java.util.List;

/** The instance types a group may launch from one template, and how it shares them out. */
public record MixedInstancesPolicy(
    LaunchTemplateRef template,
    List<InstanceTypeOverride> overrides,
    InstancesDistribution distribution) {
  public MixedInstancesPolicy {
    overrides = List.copyOf(overrides);
  }
}
