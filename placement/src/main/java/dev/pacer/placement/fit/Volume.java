package dev.pacer.placement.fit;

import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A persistent volume that a resident run spec wants (F8).
 *
 * @param maxMillis upper bound of a mount disk's size
 * @param pathLikes regular expressions that the disk's path must match in full
 */
public record Volume(
    DiskSource.Type type,
    long sizeMillis,
    OptionalLong maxMillis,
    @Nullable String profile,
    List<String> pathLikes) {

  public Volume {
    pathLikes = List.copyOf(pathLikes);
  }
}
