package dev.pacer.simulator.aws.ec2;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Zones and subnets of the simulated region. */
public final class VpcNetwork {

  private static final int[] ZONE_NUMBERS = {6, 1, 2, 4, 3, 5};

  private final String region;
  private final String vpcId;
  private final Map<String, Subnet> subnets = new LinkedHashMap<>();
  private final List<String> zones;

  public VpcNetwork(String region, NetworkSettings settings) {
    this.region = region;
    this.vpcId = settings.vpcId();
    LinkedHashSet<String> zoneNames = new LinkedHashSet<>();
    for (NetworkSettings.SubnetSettings subnet : settings.subnets()) {
      if (!subnet.zone().startsWith(region) || subnet.zone().length() != region.length() + 1) {
        throw new IllegalArgumentException(
            "zone %s of subnet %s is not in region %s"
                .formatted(subnet.zone(), subnet.id(), region));
      }
      subnets.put(subnet.id(), new Subnet(subnet));
      zoneNames.add(subnet.zone());
    }
    this.zones = zoneNames.stream().sorted().toList();
  }

  public String region() {
    return region;
  }

  public String vpcId() {
    return vpcId;
  }

  /** Names of the zones, sorted. */
  public List<String> zones() {
    return zones;
  }

  public List<Subnet> subnets() {
    return List.copyOf(subnets.values());
  }

  public Optional<Subnet> findSubnet(String id) {
    return Optional.ofNullable(subnets.get(id));
  }

  /** The first subnet of a zone, which stands for the default one. */
  public Optional<Subnet> defaultSubnet(String zone) {
    return subnets.values().stream().filter(subnet -> subnet.zone().equals(zone)).findFirst();
  }

  /** The zone's id, such as {@code use1-az6}, the same in every account. */
  public String zoneId(String zone) {
    StringBuilder stem = new StringBuilder();
    for (String part : region.split("-", -1)) {
      String direction = part.replaceFirst("^(north|south)(east|west)$", "$1 $2");
      if (stem.isEmpty()) {
        stem.append(part);
      } else if (Character.isDigit(part.charAt(0))) {
        stem.append(part);
      } else {
        for (String word : direction.split(" ", -1)) {
          stem.append(word.charAt(0));
        }
      }
    }
    int index = zone.charAt(zone.length() - 1) - 'a';
    int number = index < ZONE_NUMBERS.length ? ZONE_NUMBERS[index] : index + 1;
    return stem + "-az" + number;
  }

  /** The private name of an address, as the VPC's resolver knows it. */
  public String privateDnsName(String address) {
    String suffix = region.equals("us-east-1") ? "ec2.internal" : region + ".compute.internal";
    return "ip-" + address.replace('.', '-') + "." + suffix;
  }

  /** The public name of an address. */
  public String publicDnsName(String address) {
    String suffix = region.equals("us-east-1") ? "compute-1" : region + ".compute";
    return "ec2-" + address.replace('.', '-') + "." + suffix + ".amazonaws.com";
  }
}
