package dev.pacer.simulator.aws.http;

import dev.pacer.simulator.aws.account.AwsError;
import dev.pacer.simulator.aws.account.Globs;
import dev.pacer.simulator.aws.account.Tree;
import dev.pacer.simulator.aws.ec2.InstanceTypeSpec;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Writes instance types as EC2 does. */
final class InstanceTypeXml {

  private final Xml xml;

  InstanceTypeXml(Xml xml) {
    this.xml = xml;
  }

  /** Whether a type meets a filter; any of the values will do. */
  static boolean fits(Tree.Fields filter, InstanceTypeSpec type) {
    String name = filter.text("Name").orElse("");
    List<String> facts =
        switch (name) {
          case "instance-type" -> List.of(type.name());
          case "current-generation" -> List.of(String.valueOf(type.offer().currentGeneration()));
          case "processor-info.supported-architecture" -> type.processor().architectures();
          case "vcpu-info.default-vcpus" -> List.of(String.valueOf(type.vcpus()));
          case "memory-info.size-in-mib" -> List.of(String.valueOf(type.memoryMib()));
          case "bare-metal" -> List.of(String.valueOf(type.platform().bareMetal()));
          case "supported-usage-class" -> type.offer().usageClasses();
          case "instance-storage-supported" ->
              List.of(String.valueOf(!type.disks().disks().isEmpty()));
          default ->
              throw new AwsError(
                  400, "InvalidParameterValue", "The filter '%s' is invalid".formatted(name));
        };
    return filter.items("Value").stream()
        .map(value -> value instanceof Tree.Text text ? text.value() : "")
        .anyMatch(glob -> facts.stream().anyMatch(fact -> Globs.fits(glob, fact)));
  }

  void write(InstanceTypeSpec type) {
    xml.text("instanceType", type.name())
        .flag("currentGeneration", type.offer().currentGeneration())
        .flag("freeTierEligible", type.offer().freeTier())
        .texts("supportedUsageClasses", "item", type.offer().usageClasses())
        .texts("supportedRootDeviceTypes", "item", List.of("ebs"))
        .texts("supportedVirtualizationTypes", "item", List.of("hvm"))
        .flag("bareMetal", type.platform().bareMetal());
    if (!type.platform().hypervisor().isEmpty()) {
      xml.text("hypervisor", type.platform().hypervisor());
    }
    xml.part("processorInfo", () -> processor(type.processor()))
        .part("vCpuInfo", () -> vcpus(type.processor()))
        .part("memoryInfo", () -> xml.number("sizeInMiB", type.memoryMib()))
        .flag("instanceStorageSupported", !type.disks().disks().isEmpty());
    if (!type.disks().disks().isEmpty()) {
      xml.part("instanceStorageInfo", () -> disks(type.disks()));
    }
    xml.part("ebsInfo", () -> volumes(type.volumes()))
        .part("networkInfo", () -> network(type.network()));
    if (!type.gpus().isEmpty()) {
      xml.part("gpuInfo", () -> gpus(type.gpus()));
    }
    InstanceTypeSpec.Platform platform = type.platform();
    xml.part(
            "placementGroupInfo",
            () -> xml.texts("supportedStrategies", "item", platform.placement()))
        .flag("hibernationSupported", platform.hibernation())
        .flag("burstablePerformanceSupported", type.offer().burstable())
        .flag("dedicatedHostsSupported", platform.dedicatedHosts())
        .flag("autoRecoverySupported", platform.autoRecovery())
        .texts("supportedBootModes", "item", platform.bootModes());
  }

  private void processor(InstanceTypeSpec.Processor processor) {
    xml.texts("supportedArchitectures", "item", processor.architectures());
    if (!processor.clockGhz().isEmpty()) {
      xml.text("sustainedClockSpeedInGhz", processor.clockGhz());
    }
  }

  private void vcpus(InstanceTypeSpec.Processor processor) {
    xml.number("defaultVCpus", processor.vcpus());
    processor.cores().ifPresent(cores -> xml.number("defaultCores", cores));
    processor.threadsPerCore().ifPresent(each -> xml.number("defaultThreadsPerCore", each));
    numbers("validCores", processor.validCores());
    numbers("validThreadsPerCore", processor.validThreads());
  }

  private void numbers(String element, List<Integer> numbers) {
    if (!numbers.isEmpty()) {
      xml.texts(element, "item", numbers.stream().map(String::valueOf).toList());
    }
  }

  private void disks(InstanceTypeSpec.LocalDisks disks) {
    xml.number("totalSizeInGB", disks.totalGb())
        .list(
            "disks",
            "item",
            disks.disks(),
            disk ->
                xml.number("sizeInGB", disk.sizeGb())
                    .number("count", disk.count())
                    .text("type", disk.type()));
    if (!disks.nvme().isEmpty()) {
      xml.text("nvmeSupport", disks.nvme());
    }
    if (!disks.encryption().isEmpty()) {
      xml.text("encryptionSupport", disks.encryption());
    }
  }

  private void volumes(InstanceTypeSpec.NetworkVolumes volumes) {
    xml.text("ebsOptimizedSupport", volumes.optimized())
        .text("encryptionSupport", volumes.encryption());
    volumes
        .bandwidth()
        .ifPresent(
            bandwidth ->
                xml.part(
                    "ebsOptimizedInfo",
                    () ->
                        xml.number("baselineBandwidthInMbps", bandwidth.baselineMbps())
                            .text("baselineThroughputInMBps", eighth(bandwidth.baselineMbps()))
                            .number("baselineIops", bandwidth.baselineIops())
                            .number("maximumBandwidthInMbps", bandwidth.maximumMbps())
                            .text("maximumThroughputInMBps", eighth(bandwidth.maximumMbps()))
                            .number("maximumIops", bandwidth.maximumIops())));
    xml.text("nvmeSupport", volumes.nvme());
  }

  /** Megabits as megabytes. */
  private static String eighth(int megabits) {
    BigDecimal bytes = BigDecimal.valueOf(megabits).divide(BigDecimal.valueOf(8));
    return bytes.scale() < 1 ? bytes.setScale(1).toPlainString() : bytes.toPlainString();
  }

  private void network(InstanceTypeSpec.Network network) {
    List<Integer> cards = new ArrayList<>();
    for (int i = 0; i < network.cards(); i++) {
      cards.add(i);
    }
    xml.text("networkPerformance", network.performance())
        .number("maximumNetworkInterfaces", network.interfaces())
        .number("maximumNetworkCards", network.cards())
        .number("defaultNetworkCardIndex", 0)
        .list(
            "networkCards",
            "item",
            cards,
            card ->
                xml.number("networkCardIndex", card)
                    .text("networkPerformance", network.performance())
                    .number("maximumNetworkInterfaces", network.interfaces() / network.cards()))
        .number("ipv4AddressesPerInterface", network.addresses().ipv4())
        .number("ipv6AddressesPerInterface", network.addresses().ipv6())
        .flag("ipv6Supported", network.addresses().ipv6() > 0)
        .text("enaSupport", network.ena())
        .flag("efaSupported", network.efa())
        .flag("encryptionInTransitSupported", network.encryptionInTransit())
        .flag("enaSrdSupported", false);
  }

  private void gpus(List<InstanceTypeSpec.Gpu> gpus) {
    xml.list(
            "gpus",
            "item",
            gpus,
            gpu ->
                xml.text("name", gpu.name())
                    .text("manufacturer", gpu.manufacturer())
                    .number("count", gpu.count())
                    .part("memoryInfo", () -> xml.number("sizeInMiB", gpu.memoryMib())))
        .number(
            "totalGpuMemoryInMiB",
            gpus.stream().mapToLong(gpu -> gpu.count() * (long) gpu.memoryMib()).sum());
  }
}
