package dev.pacer.simulator.aws.http;

import dev.pacer.simulator.aws.account.AccountId;
import dev.pacer.simulator.aws.account.Globs;
import dev.pacer.simulator.aws.account.Tree;
import dev.pacer.simulator.aws.ec2.Instance;
import dev.pacer.simulator.aws.ec2.InstanceState;
import java.util.LinkedHashSet;
import java.util.Set;

/** Writes machines as EC2 does. Ids of disks and cards follow from the machine's own. */
final class InstanceXml {

  private static final String ROOT_DEVICE = "/dev/sda1";

  private final Xml xml;
  private final AccountId account;
  private final String vpcId;

  InstanceXml(Xml xml, AccountId account, String vpcId) {
    this.xml = xml;
    this.account = account;
    this.vpcId = vpcId;
  }

  void write(Instance.View machine) {
    Instance.Origin origin = machine.origin();
    String launchTime = Times.wholeMillis(origin.launchedAt());
    boolean there = machine.addresses().isPresent();
    xml.number("amiLaunchIndex", origin.launchIndex())
        .text("imageId", origin.template().imageId().orElse("ami-00000000000000000"))
        .text("instanceId", machine.id())
        .text("instanceType", origin.type().name())
        .text("launchTime", launchTime)
        .part("monitoring", () -> xml.text("state", "disabled"))
        .part(
            "placement",
            () ->
                xml.text("availabilityZone", origin.subnet().zone())
                    .text("groupName", "")
                    .text("tenancy", "default"));
    xml.text(
        "privateDnsName", machine.addresses().map(Instance.Addresses::privateDnsName).orElse(""));
    machine.addresses().ifPresent(addresses -> xml.text("privateIpAddress", addresses.privateIp()));
    xml.text("productCodes", "")
        .text("dnsName", machine.addresses().map(Instance.Addresses::publicDnsName).orElse(""));
    machine.addresses().ifPresent(addresses -> xml.text("ipAddress", addresses.publicIp()));
    state(xml, "instanceState", machine.state());
    xml.text("reason", machine.reason());
    if (there) {
      xml.text("subnetId", origin.subnet().id()).text("vpcId", vpcId);
    }
    xml.text("architecture", architecture(origin))
        .part("blockDeviceMapping", () -> disks(machine, launchTime, there))
        .flag("ebsOptimized", false)
        .text("hypervisor", "xen");
    if (origin.spot()) {
      xml.text("instanceLifecycle", "spot");
    }
    xml.part("networkInterfaceSet", () -> card(machine, launchTime))
        .text("rootDeviceName", ROOT_DEVICE)
        .text("rootDeviceType", "ebs")
        .text("groupSet", "")
        .flag("sourceDestCheck", true)
        .text("sriovNetSupport", "simple")
        .part("stateReason", () -> stateReason(machine))
        .list(
            "tagSet",
            "item",
            machine.tags().entrySet(),
            tag -> xml.text("key", tag.getKey()).text("value", tag.getValue()))
        .text("virtualizationType", "hvm")
        .part("metadataOptions", this::metadataOptions);
  }

  private static String architecture(Instance.Origin origin) {
    return origin.type().processor().architectures().contains("x86_64") ? "x86_64" : "arm64";
  }

  private void disks(Instance.View machine, String attachTime, boolean there) {
    if (!there) {
      return;
    }
    Set<String> devices = new LinkedHashSet<>();
    devices.add(ROOT_DEVICE);
    for (Tree item : machine.origin().template().data().items("BlockDeviceMapping")) {
      if (item instanceof Tree.Fields mapping) {
        mapping.text("DeviceName").ifPresent(devices::add);
      }
    }
    for (String device : devices) {
      xml.part(
          "item",
          () ->
              xml.text("deviceName", device)
                  .part(
                      "ebs",
                      () ->
                          xml.text("attachTime", attachTime)
                              .flag("deleteOnTermination", device.equals(ROOT_DEVICE))
                              .text("status", "attached")
                              .text("volumeId", derived("vol", machine, device))));
    }
  }

  private void card(Instance.View machine, String attachTime) {
    machine
        .addresses()
        .ifPresent(
            addresses ->
                xml.part(
                    "item",
                    () -> {
                      association(addresses);
                      xml.part("attachment", () -> attachment(machine, attachTime))
                          .text("description", "Primary network interface")
                          .part("groupSet", () -> xml.part("item", this::securityGroup))
                          .text("ipv6AddressesSet", "")
                          .text("macAddress", mac(machine))
                          .text("networkInterfaceId", derived("eni", machine, ""))
                          .text("ownerId", account.number())
                          .text("privateDnsName", addresses.privateDnsName())
                          .text("privateIpAddress", addresses.privateIp())
                          .part(
                              "privateIpAddressesSet",
                              () ->
                                  xml.part(
                                      "item",
                                      () -> {
                                        association(addresses);
                                        xml.flag("primary", true)
                                            .text("privateIpAddress", addresses.privateIp());
                                      }))
                          .flag("sourceDestCheck", true)
                          .text("status", "in-use")
                          .text("subnetId", machine.origin().subnet().id())
                          .text("vpcId", vpcId)
                          .text("interfaceType", "interface");
                    }));
  }

  private void association(Instance.Addresses addresses) {
    xml.part(
        "association",
        () ->
            xml.text("ipOwnerId", account.number())
                .text("publicDnsName", addresses.publicDnsName())
                .text("publicIp", addresses.publicIp()));
  }

  private void attachment(Instance.View machine, String attachTime) {
    xml.text("attachTime", attachTime)
        .text("attachmentId", derived("eni-attach", machine, ""))
        .flag("deleteOnTermination", true)
        .number("deviceIndex", 0)
        .text("status", "attached")
        .number("networkCardIndex", 0);
  }

  private void securityGroup() {
    xml.text("groupName", "default").text("groupId", "sg-00000000000000001");
  }

  private void stateReason(Instance.View machine) {
    boolean ended = !machine.state().alive();
    xml.text("code", ended ? "Client.UserInitiatedShutdown" : "")
        .text("message", ended ? "Client.UserInitiatedShutdown: User initiated shutdown" : "");
  }

  private void metadataOptions() {
    xml.text("state", "applied")
        .text("httpTokens", "optional")
        .number("httpPutResponseHopLimit", 1)
        .text("httpEndpoint", "enabled")
        .text("httpProtocolIpv6", "disabled")
        .text("instanceMetadataTags", "disabled");
  }

  private static String derived(String prefix, Instance.View machine, String what) {
    return "%s-0%016x".formatted(prefix, Globs.stableHash(prefix + machine.id() + what));
  }

  private static String mac(Instance.View machine) {
    long hash = Globs.stableHash("mac" + machine.id());
    return "02:00:%02x:%02x:%02x:%02x"
        .formatted(hash & 255, (hash >> 8) & 255, (hash >> 16) & 255, (hash >> 24) & 255);
  }

  static void state(Xml xml, String element, InstanceState state) {
    xml.part(element, () -> xml.number("code", state.code()).text("name", state.text()));
  }

  /** A machine's checks: passed while it runs, initializing before, not applicable after. */
  static void status(Xml xml, Instance.View machine) {
    xml.text("availabilityZone", machine.origin().subnet().zone()).text("instanceId", machine.id());
    state(xml, "instanceState", machine.state());
    xml.part("instanceStatus", () -> check(xml, machine.state()));
    xml.part("systemStatus", () -> check(xml, machine.state()));
  }

  private static void check(Xml xml, InstanceState state) {
    switch (state) {
      case RUNNING -> {
        xml.part(
            "details",
            () ->
                xml.part("item", () -> xml.text("name", "reachability").text("status", "passed")));
        xml.text("status", "ok");
      }
      case PENDING -> xml.text("status", "initializing");
      default -> xml.text("status", "not-applicable");
    }
  }
}
