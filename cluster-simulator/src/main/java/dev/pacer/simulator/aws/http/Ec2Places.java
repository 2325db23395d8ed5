package dev.pacer.simulator.aws.http;

import dev.pacer.frame.http.Reply;
import dev.pacer.simulator.aws.AwsModel;
import dev.pacer.simulator.aws.account.AwsError;
import dev.pacer.simulator.aws.account.Globs;
import dev.pacer.simulator.aws.account.Tree;
import dev.pacer.simulator.aws.ec2.InstanceTypeSpec;
import dev.pacer.simulator.aws.ec2.InstanceTypes;
import dev.pacer.simulator.aws.ec2.Subnet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** EC2's calls about zones, subnets and types. */
final class Ec2Places {

  private static final int MOST_TYPES = 100;
  private static final int SMALLEST_PAGE = 5;

  private record Offering(String type, String place) {}

  private final AwsModel model;

  Ec2Places(AwsModel model) {
    this.model = model;
  }

  Optional<Reply> answer(String action, QueryParameters form, UUID requestId) {
    return switch (action) {
      case "DescribeAvailabilityZones" -> Optional.of(zones(form, requestId));
      case "DescribeSubnets" -> Optional.of(subnets(form, requestId));
      case "DescribeInstanceTypes" -> Optional.of(types(form, requestId));
      case "DescribeInstanceTypeOfferings" -> Optional.of(offerings(form, requestId));
      default -> Optional.empty();
    };
  }

  private Reply zones(QueryParameters form, UUID requestId) {
    List<String> wanted = form.list("ZoneName");
    for (String zone : wanted) {
      if (!model.network().zones().contains(zone)) {
        throw new AwsError(
            400, "InvalidParameterValue", "Invalid availability zone: [%s]".formatted(zone));
      }
    }
    List<String> zones = wanted.isEmpty() ? model.network().zones() : wanted;
    return Ec2Replies.answer(
        "DescribeAvailabilityZones",
        requestId,
        xml ->
            xml.list(
                "availabilityZoneInfo",
                "item",
                zones,
                zone ->
                    xml.text("zoneState", "available")
                        .text("messageSet", "")
                        .text("regionName", model.network().region())
                        .text("zoneName", zone)
                        .text("zoneId", model.network().zoneId(zone))
                        .text("zoneType", "availability-zone")));
  }

  private Reply subnets(QueryParameters form, UUID requestId) {
    List<String> wanted = form.list("SubnetId");
    List<Subnet> subnets = new ArrayList<>();
    for (String id : wanted) {
      subnets.add(
          model
              .network()
              .findSubnet(id)
              .orElseThrow(
                  () ->
                      new AwsError(
                          400,
                          "InvalidSubnetID.NotFound",
                          "The subnet ID '%s' does not exist".formatted(id))));
    }
    if (wanted.isEmpty()) {
      subnets.addAll(model.network().subnets());
    }
    for (Tree.Fields filter : form.parts("Filter")) {
      subnets.removeIf(subnet -> !fits(filter, subnet));
    }
    return Ec2Replies.answer(
        "DescribeSubnets",
        requestId,
        xml -> xml.list("subnetSet", "item", subnets, subnet -> subnet(xml, subnet)));
  }

  private boolean fits(Tree.Fields filter, Subnet subnet) {
    String name = filter.text("Name").orElse("");
    String fact =
        switch (name) {
          case "subnet-id" -> subnet.id();
          case "vpc-id" -> model.network().vpcId();
          case "availability-zone", "availabilityZone" -> subnet.zone();
          default -> throw unknownFilter(name);
        };
    return values(filter).stream().anyMatch(glob -> Globs.fits(glob, fact));
  }

  private static List<String> values(Tree.Fields filter) {
    return filter.items("Value").stream()
        .map(value -> value instanceof Tree.Text text ? text.value() : "")
        .toList();
  }

  private static AwsError unknownFilter(String name) {
    return new AwsError(400, "InvalidParameterValue", "The filter '%s' is invalid".formatted(name));
  }

  private void subnet(Xml xml, Subnet subnet) {
    xml.text("availabilityZone", subnet.zone())
        .text("availabilityZoneId", model.network().zoneId(subnet.zone()))
        .number("availableIpAddressCount", subnet.available())
        .text("cidrBlock", subnet.cidr())
        .flag("defaultForAz", isDefault(subnet))
        .flag("mapPublicIpOnLaunch", true)
        .text("state", "available")
        .text("subnetId", subnet.id())
        .text("vpcId", model.network().vpcId())
        .text("ownerId", model.settings().account().number())
        .flag("assignIpv6AddressOnCreation", false)
        .text("ipv6CidrBlockAssociationSet", "")
        .text("tagSet", "")
        .text("subnetArn", model.settings().account().arn("ec2", "subnet/" + subnet.id()))
        .flag("ipv6Native", false)
        .part(
            "privateDnsNameOptionsOnLaunch",
            () ->
                xml.text("hostnameType", "ip-name")
                    .flag("enableResourceNameDnsARecord", false)
                    .flag("enableResourceNameDnsAAAARecord", false));
  }

  private boolean isDefault(Subnet subnet) {
    return model
        .network()
        .defaultSubnet(subnet.zone())
        .filter(first -> first.id().equals(subnet.id()))
        .isPresent();
  }

  private Reply types(QueryParameters form, UUID requestId) {
    List<String> names = form.list("InstanceType");
    if (names.size() > MOST_TYPES) {
      throw new AwsError(
          400,
          "InvalidParameterValue",
          "The maximum number of instance types is %d.".formatted(MOST_TYPES));
    }
    List<String> unknown =
        names.stream().filter(name -> model.instanceTypes().find(name).isEmpty()).toList();
    if (!unknown.isEmpty()) {
      throw InstanceTypes.unknown(unknown);
    }
    List<InstanceTypeSpec> types =
        new ArrayList<>(
            names.isEmpty()
                ? model.instanceTypes().all()
                : names.stream().distinct().map(model.instanceTypes()::require).toList());
    for (Tree.Fields filter : form.parts("Filter")) {
      types.removeIf(type -> !InstanceTypeXml.fits(filter, type));
    }
    Pages<InstanceTypeSpec> page =
        Pages.of(
            "types",
            types,
            InstanceTypeSpec::name,
            form.text("NextToken"),
            Ec2Instances.size(form.number("MaxResults"), SMALLEST_PAGE, MOST_TYPES));
    return Ec2Replies.answer(
        "DescribeInstanceTypes",
        requestId,
        xml -> {
          InstanceTypeXml writer = new InstanceTypeXml(xml);
          xml.list("instanceTypeSet", "item", page.items(), writer::write);
          page.nextToken().ifPresent(token -> xml.text("nextToken", token));
        });
  }

  private Reply offerings(QueryParameters form, UUID requestId) {
    String locationType = form.text("LocationType").orElse("region");
    List<String> places =
        switch (locationType) {
          case "region" -> List.of(model.network().region());
          case "availability-zone" -> model.network().zones();
          case "availability-zone-id" ->
              model.network().zones().stream().map(model.network()::zoneId).toList();
          default ->
              throw new AwsError(
                  400,
                  "InvalidParameterValue",
                  "Invalid value '%s' for LocationType.".formatted(locationType));
        };
    List<Offering> all = new ArrayList<>();
    for (InstanceTypeSpec type : model.instanceTypes().all()) {
      for (String place : places) {
        all.add(new Offering(type.name(), place));
      }
    }
    for (Tree.Fields filter : form.parts("Filter")) {
      all.removeIf(offering -> !fits(filter, offering));
    }
    Pages<Offering> page =
        Pages.of(
            "offerings",
            all,
            offering -> offering.type() + " " + offering.place(),
            form.text("NextToken"),
            Ec2Instances.size(form.number("MaxResults"), SMALLEST_PAGE, 1000));
    return Ec2Replies.answer(
        "DescribeInstanceTypeOfferings",
        requestId,
        xml -> {
          xml.list(
              "instanceTypeOfferingSet",
              "item",
              page.items(),
              offering ->
                  xml.text("instanceType", offering.type())
                      .text("locationType", locationType)
                      .text("location", offering.place()));
          page.nextToken().ifPresent(token -> xml.text("nextToken", token));
        });
  }

  private static boolean fits(Tree.Fields filter, Offering offering) {
    String name = filter.text("Name").orElse("");
    String fact =
        switch (name) {
          case "instance-type" -> offering.type();
          case "location" -> offering.place();
          default -> throw unknownFilter(name);
        };
    return values(filter).stream().anyMatch(glob -> Globs.fits(glob, fact));
  }
}
