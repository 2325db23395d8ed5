package dev.pacer.simulator.mesos;

import dev.pacer.simulator.offer.Resource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What resources turn into when they are unreserved or their volumes are destroyed. */
final class Conversions {

  private Conversions() {}

  static List<Resource> unreserved(List<Resource> resources) {
    return resources.stream()
        .map(
            resource -> new Resource(resource.name(), resource.value(), "*", null, resource.disk()))
        .toList();
  }

  static List<Resource> withoutVolumes(List<Resource> volumes) {
    return volumes.stream()
        .map(
            volume ->
                new Resource(
                    volume.name(),
                    volume.value(),
                    volume.role(),
                    volume.reservation(),
                    plain(volume.disk())))
        .toList();
  }

  private static Resource.@Nullable Disk plain(Resource.@Nullable Disk disk) {
    if (disk == null || disk.source().equals("ROOT") || disk.source().isEmpty()) {
      return null;
    }
    return new Resource.Disk(disk.source(), disk.root(), "", "");
  }
}
