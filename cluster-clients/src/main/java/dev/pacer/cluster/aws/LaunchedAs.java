package dev.pacer.cluster.aws;

import java.util.Optional;

/**
 * What an instance was launched as.
 *
 * @param weight how many capacity units it is; 1 where the group has no weights
 * @param template absent when it came from a launch configuration, or the template is gone
 */
public record LaunchedAs(
    InstanceType type, Zone zone, int weight, Optional<LaunchTemplateRef> template) {
  public LaunchedAs {
    if (weight < 1) {
      throw new IllegalArgumentException("weight must be at least 1, was " + weight);
    }
  }
}
