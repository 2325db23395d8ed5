package dev.pacer.simulator.aws.ec2;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The VPC that instances live in.
 *
 * @param subnets at least one; several may share a zone
 */
public record NetworkSettings(String vpcId, List<SubnetSettings> subnets) {

  /** One subnet; its first four addresses and the last are AWS's own. */
  public record SubnetSettings(String id, String zone, String cidr) {}

  public NetworkSettings {
    subnets = List.copyOf(subnets);
    if (subnets.isEmpty()) {
      throw new IllegalArgumentException("a network needs at least one subnet");
    }
    Set<String> ids = new HashSet<>();
    for (SubnetSettings subnet : subnets) {
      if (!ids.add(subnet.id())) {
        throw new IllegalArgumentException("two subnets have the id " + subnet.id());
      }
    }
  }

  /** One subnet for each zone of the region by letter, {@code a} to {@code f} at most. */
  public static NetworkSettings ofZones(String region, int zones) {
    if (zones < 1 || zones > 6) {
      throw new IllegalArgumentException("a simulated region has 1 to 6 zones, was " + zones);
    }
    List<SubnetSettings> subnets = new ArrayList<>();
    for (int i = 0; i < zones; i++) {
      char letter = (char) ('a' + i);
      subnets.add(
          new SubnetSettings(
              "subnet-0000000000000000" + letter, region + letter, "10.%d.0.0/16".formatted(i)));
    }
    return new NetworkSettings("vpc-00000000000000001", subnets);
  }
}
