package dev.pacer.simulator.aws.autoscaling;

import dev.pacer.simulator.aws.account.AwsError;
import dev.pacer.simulator.aws.ec2.Subnet;
import dev.pacer.simulator.aws.ec2.VpcNetwork;
import java.util.List;

/** Turns requested zones and subnets into places that exist. */
final class RequestedPlaces {

  private final VpcNetwork network;

  RequestedPlaces(VpcNetwork network) {
    this.network = network;
  }

  Placement ofNewGroup(GroupRequest.Place request) {
    if (request.zones().isEmpty() && request.subnetIds().isEmpty()) {
      throw AwsError.validation("At least one Availability Zone or VPC Subnet is required.");
    }
    return placed(request, request.distribution().orElse(Placement.BEST_EFFORT));
  }

  Placement changed(Placement before, GroupRequest.Place request) {
    String distribution = request.distribution().orElse(before.distribution());
    return request.zones().isEmpty() && request.subnetIds().isEmpty()
        ? new Placement(before.zones(), before.subnetIds(), distribution)
        : placed(request, distribution);
  }

  private Placement placed(GroupRequest.Place request, String distribution) {
    for (String zone : request.zones()) {
      if (!network.zones().contains(zone)) {
        throw AwsError.validation("Invalid Availability Zone: [%s]".formatted(zone));
      }
    }
    List<String> ofSubnets =
        request.subnetIds().stream().map(id -> subnet(id).zone()).distinct().sorted().toList();
    List<String> zones =
        request.subnetIds().isEmpty()
            ? request.zones().stream().distinct().sorted().toList()
            : ofSubnets;
    if (!request.zones().isEmpty() && !zones.containsAll(request.zones())) {
      throw AwsError.validation(
          "The availability zones of the specified subnets and the Auto Scaling group do not"
              + " match");
    }
    return new Placement(zones, request.subnetIds(), distribution);
  }

  private Subnet subnet(String id) {
    return network
        .findSubnet(id)
        .orElseThrow(() -> AwsError.validation("The subnet ID '%s' does not exist".formatted(id)));
  }
}
