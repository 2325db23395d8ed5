package dev.pacer.cluster.aws;

import java.util.List;
import java.util.Set;

/**
 * The size of an instance type.
 *
 * @param localStorageGb disks that come with it, in GB; 0 when it has only network volumes
 * @param architectures as EC2 spells them, such as {@code x86_64} and {@code arm64}
 */
public record InstanceTypeFacts(
    InstanceType type,
    int vcpus,
    long memoryMib,
    List<Gpus> gpus,
    long localStorageGb,
    Set<String> architectures) {
  public InstanceTypeFacts {
    if (vcpus < 1 || memoryMib < 1 || localStorageGb < 0) {
      throw new IllegalArgumentException(
          "%s: need vcpus and memory above 0, was vcpus=%d memoryMib=%d localStorageGb=%d"
              .formatted(type, vcpus, memoryMib, localStorageGb));
    }
    gpus = List.copyOf(gpus);
    architectures = Set.copyOf(architectures);
  }

  /** All GPUs, of every make. */
  public int gpuCount() {
    return gpus.stream().mapToInt(Gpus::count).sum();
  }

  /** GPUs of one make, such as 4 NVIDIA T4. */
  public record Gpus(String manufacturer, String name, int count) {}
}
