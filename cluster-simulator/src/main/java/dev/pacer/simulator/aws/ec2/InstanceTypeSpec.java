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
    Processor processor,
    long memoryMib,
    LocalDisks disks,
    NetworkVolumes volumes,
    Network network,
    List<Gpu> gpus,
    Platform platform) {

  /** How it is sold. */
  public record Offer(boolean currentGeneration, boolean freeTier, List<String> usageClasses) {}

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
      int ipv4,
      int ipv6,
      String ena,
      boolean efa,
      boolean encryptionInTransit) {}

  /** Equal GPUs. */
  public record Gpu(int count, String manufacturer, String name, int memoryMib) {}

  /** What it runs on. */
  public record Platform(
      String hypervisor,
      boolean bareMetal,
      boolean burstable,
      List<String> placement,
      boolean hibernation,
      boolean dedicatedHosts,
      boolean autoRecovery,
      List<String> bootModes) {}

  public InstanceTypeSpec {
    gpus = List.copyOf(gpus);
  }

  public int vcpus() {
    return processor.vcpus();
  }

  /** The family, such as {@code m5}. */
  public String family() {
    return name.substring(0, name.indexOf('.'));
  }
}
