package dev.pacer.simulator.aws.ec2;

import java.util.List;
import java.util.Optional;

/**
 * An instance type as EC2 describes it.
 *
 * @param name such as {@code m5.xlarge}
 */
public record InstanceTypeSpec(
    String name,
    Offer offer,
    Power power,
    LocalDisks disks,
    NetworkVolumes volumes,
    Network network,
    Platform platform) {

  /** How it is sold. */
  public record Offer(
      boolean currentGeneration, boolean freeTier, boolean burstable, List<String> usageClasses) {}

  /** What it computes with. */
  public record Power(Processor processor, long memoryMib, List<Gpu> gpus) {
    public Power {
      gpus = List.copyOf(gpus);
    }
  }

  /** Its processor; cores that can be chosen are empty where EC2 says nothing of them. */
  public record Processor(
      List<String> architectures,
      String clockGhz,
      int vcpus,
      Optional<Integer> cores,
      Optional<Integer> threadsPerCore,
      List<Integer> validCores,
      List<Integer> validThreads) {}

  /** Disks that come with it; none where the list is empty. */
  public record LocalDisks(List<Disk> disks, String encryption, String nvme) {
    public long totalGb() {
      return disks.stream().mapToLong(disk -> disk.count() * (long) disk.sizeGb()).sum();
    }
  }

  /** Equal disks of one type. */
  public record Disk(int count, int sizeGb, String type) {}

  /** What it can do with EBS. */
  public record NetworkVolumes(
      String optimized, String encryption, String nvme, Optional<Bandwidth> bandwidth) {}

  /** EBS bandwidth. */
  public record Bandwidth(int baselineMbps, int baselineIops, int maximumMbps, int maximumIops) {}

  /** What it can do on the network. */
  public record Network(
      String performance,
      int interfaces,
      int cards,
      CardAddresses addresses,
      String ena,
      boolean efa,
      boolean encryptionInTransit) {}

  /** How many addresses a network interface may have. */
  public record CardAddresses(int ipv4, int ipv6) {}

  /** Equal GPUs. */
  public record Gpu(int count, String manufacturer, String name, int memoryMib) {}

  /** What it runs on. */
  public record Platform(
      String hypervisor,
      boolean bareMetal,
      List<String> placement,
      boolean hibernation,
      boolean dedicatedHosts,
      boolean autoRecovery,
      List<String> bootModes) {}

  public Processor processor() {
    return power.processor();
  }

  public long memoryMib() {
    return power.memoryMib();
  }

  public List<Gpu> gpus() {
    return power.gpus();
  }

  public int vcpus() {
    return power.processor().vcpus();
  }

  /** The family, such as {@code m5}. */
  public String family() {
    return name.substring(0, name.indexOf('.'));
  }
}
