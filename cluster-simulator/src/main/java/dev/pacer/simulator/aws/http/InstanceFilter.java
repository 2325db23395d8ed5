package dev.pacer.simulator.aws.http;

import dev.pacer.simulator.aws.account.AwsError;
import dev.pacer.simulator.aws.account.Globs;
import dev.pacer.simulator.aws.account.Tree;
import dev.pacer.simulator.aws.ec2.Instance;
import dev.pacer.simulator.aws.ec2.VpcNetwork;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The filters by which EC2 chooses machines: any of the values, {@code *} and {@code ?} allowed.
 */
final class InstanceFilter {

  private InstanceFilter() {}

  static boolean fits(Tree.Fields filter, Instance.View machine, VpcNetwork network) {
    String name = filter.text("Name").orElse("");
    List<String> globs =
        filter.items("Value").stream()
            .map(value -> value instanceof Tree.Text text ? text.value() : "")
            .toList();
    return facts(name, machine, network).stream()
        .anyMatch(fact -> globs.stream().anyMatch(glob -> Globs.fits(glob, fact)));
  }

  private static Collection<String> facts(String name, Instance.View machine, VpcNetwork network) {
    if (name.startsWith("tag:")) {
      return Optional.ofNullable(machine.tags().get(name.substring(4))).stream().toList();
    }
    Optional<Instance.Addresses> addresses = machine.addresses();
    return switch (name) {
      case "tag-key" -> machine.tags().keySet();
      case "tag-value" -> machine.tags().values();
      case "instance-id" -> List.of(machine.id());
      case "instance-type" -> List.of(machine.origin().type().name());
      case "instance-state-name" -> List.of(machine.state().text());
      case "instance-state-code" -> List.of(String.valueOf(machine.state().code()));
      case "private-ip-address", "network-interface.addresses.private-ip-address" ->
          addresses.map(Instance.Addresses::privateIp).stream().toList();
      case "private-dns-name" ->
          addresses.map(Instance.Addresses::privateDnsName).stream().toList();
      case "ip-address" -> addresses.map(Instance.Addresses::publicIp).stream().toList();
      case "dns-name" -> addresses.map(Instance.Addresses::publicDnsName).stream().toList();
      case "availability-zone" -> List.of(machine.origin().subnet().zone());
      case "subnet-id" -> addresses.map(alive -> machine.origin().subnet().id()).stream().toList();
      case "vpc-id" -> addresses.map(alive -> network.vpcId()).stream().toList();
      case "image-id" -> machine.origin().template().imageId().stream().toList();
      case "reservation-id" -> List.of(machine.origin().reservationId());
      case "instance-lifecycle" -> machine.origin().spot() ? List.of("spot") : List.of();
      case "launch-time" -> List.of(Times.wholeMillis(machine.origin().launchedAt()));
      default ->
          throw new AwsError(
              400, "InvalidParameterValue", "The filter '%s' is invalid".formatted(name));
    };
  }
}
