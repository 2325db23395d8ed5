package dev.pacer.cluster.aws;

import java.util.Optional;

/** Where a machine is reached inside its VPC; a terminated one has neither, and both are reused. */
public record InstanceAddress(Optional<String> privateIp, Optional<String> privateDnsName) {
  public static final InstanceAddress NONE =
      new InstanceAddress(Optional.empty(), Optional.empty());
}
