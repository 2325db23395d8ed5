package dev.pacer.placement.fit;

import dev.pacer.placement.fit.Consumption.ScalarTake;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds room for the volumes of a resident run spec at its first launch, scratch disk included
 * (F8): per type, the largest first, and no choice is reconsidered.
 */
final class DiskCheck {

  /** One thing that needs disk: a volume, or the scratch space, which has none. */
  private record Request(double size, @Nullable Volume volume) {}

  /** Entries of one disk. */
  private record Source(DiskSource disk, List<Integer> entries) {}

  private final double[] left;
  private final List<ResourceEntry> entries;
  private final List<ScalarTake> takes = new ArrayList<>();
  private @Nullable Poison poison;

  private DiskCheck(List<ResourceEntry> entries) {
    this.entries = entries;
    this.left = entries.stream().mapToDouble(ResourceEntry::value).toArray();
  }

  static ScalarCheck.Result take(
      Needs needs, List<ResourceEntry> entries, List<Integer> reservable) {
    DiskCheck check = new DiskCheck(entries);
    boolean found = true;
    for (DiskSource.Type type :
        List.of(DiskSource.Type.ROOT, DiskSource.Type.PATH, DiskSource.Type.MOUNT)) {
      found &= check.place(type, needs, reservable);
    }
    return new ScalarCheck.Result(found ? check.takes : null, check.poison);
  }

  private boolean place(DiskSource.Type type, Needs needs, List<Integer> reservable) {
    List<Request> requests = new ArrayList<>();
    if (type == DiskSource.Type.ROOT && !needs.disk().isNone()) {
      requests.add(new Request(needs.disk().exact(), null));
    }
    for (Volume volume : needs.volumes()) {
      if (volume.type() == type) {
        requests.add(new Request(volume.sizeMillis() / 1000.0, volume));
      }
    }
    requests.sort(Comparator.comparingDouble(Request::size).reversed());
    List<Source> sources = sources(type, reservable);
    if (type == DiskSource.Type.PATH) {
      // Of path disks with equal room Marathon takes the one offered last.
      Collections.reverse(sources);
    }
    for (Request request : requests) {
      if (type == DiskSource.Type.PATH) {
        sources.sort(Comparator.comparingDouble(this::room).reversed());
      }
      Source chosen = null;
      for (Source source : sources) {
        if (serves(source, request)) {
          chosen = source;
          break;
        }
      }
      if (chosen == null) {
        return false;
      }
      consume(chosen, type == DiskSource.Type.MOUNT ? room(chosen) : request.size());
      if (type == DiskSource.Type.MOUNT) {
        sources.remove(chosen);
      }
    }
    return true;
  }

  private List<Source> sources(DiskSource.Type type, List<Integer> reservable) {
    Map<Object, Source> sources = new LinkedHashMap<>();
    for (int index : reservable) {
      ResourceEntry entry = entries.get(index);
      if (entry.kind() == ResourceKind.DISK && entry.disk().type() == type) {
        Object key = type == DiskSource.Type.MOUNT ? index : entry.disk();
        sources
            .computeIfAbsent(key, k -> new Source(entry.disk(), new ArrayList<>()))
            .entries()
            .add(index);
      }
    }
    return new ArrayList<>(sources.values());
  }

  private double room(Source source) {
    double sum = 0;
    for (int index : source.entries()) {
      sum += left[index];
    }
    return sum;
  }

  private boolean serves(Source source, Request request) {
    if (room(source) < request.size()) {
      return false;
    }
    Volume volume = request.volume();
    if (volume == null) {
      return source.disk().profile() == null;
    }
    if (!java.util.Objects.equals(source.disk().profile(), volume.profile())) {
      return false;
    }
    if (volume.type() == DiskSource.Type.MOUNT
        && volume.maxMillis().isPresent()
        && room(source) > volume.maxMillis().getAsLong() / 1000.0) {
      return false;
    }
    return pathIsLiked(source.disk().path(), volume.pathLikes());
  }

  private boolean pathIsLiked(@Nullable String path, Collection<String> likes) {
    if (likes.isEmpty()) {
      return true;
    }
    if (path == null) {
      poison = Poison.DISK_WITHOUT_PATH;
      return false;
    }
    return likes.stream().allMatch(path::matches);
  }

  private void consume(Source source, double size) {
    double missing = size;
    for (int index : source.entries()) {
      double take = Math.min(missing, left[index]);
      if (take > 0) {
        takes.add(new ScalarTake(index, take));
        left[index] -= take;
        missing -= take;
      }
    }
  }
}
