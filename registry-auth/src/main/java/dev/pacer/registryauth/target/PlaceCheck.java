package dev.pacer.registryauth.target;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Map;
import java.util.Set;

/** Looks at a directory and all above it: could somebody else change what is written there? */
final class PlaceCheck {
  private static final int STICKY = 01000;
  private static final int ROOT = 0;

  private PlaceCheck() {}

  /**
   * @throws UnsafePlaceException naming the directory that is open to others, and the mend
   */
  static void requireSafe(Path directory) throws IOException {
    if (!directory.isAbsolute() || !directory.equals(directory.normalize())) {
      throw new UnsafePlaceException(
          "a target directory must be absolute and without \"..\", was " + directory,
          "Name it from the root");
    }
    if (Files.isSymbolicLink(directory)) {
      throw new UnsafePlaceException(
          directory + " is a symbolic link", "Name the directory that it points at");
    }
    Path real;
    try {
      real = directory.toRealPath();
    } catch (NoSuchFileException e) {
      throw new UnsafePlaceException(
          directory + " is no directory", "Create it: install -d -m 0700 " + directory, e);
    }
    int us = ourUser();
    for (Path place = real; place != null; place = place.getParent()) {
      requireSafe(place, us, place.equals(real));
    }
  }

  private static void requireSafe(Path place, int us, boolean target) throws IOException {
    Map<String, Object> found =
        Files.readAttributes(place, "unix:uid,mode,permissions", LinkOption.NOFOLLOW_LINKS);
    int owner = (Integer) found.getOrDefault("uid", -1);
    if (owner != us && owner != ROOT) {
      throw new UnsafePlaceException(
          "%s belongs to user %d, who could replace what is in it".formatted(place, owner),
          "Give it to us or root: chown %d %s".formatted(us, place));
    }
    boolean sticky = ((Integer) found.getOrDefault("mode", 0) & STICKY) != 0;
    Set<PosixFilePermission> open = Files.getPosixFilePermissions(place, LinkOption.NOFOLLOW_LINKS);
    boolean writable =
        open.contains(PosixFilePermission.GROUP_WRITE)
            || open.contains(PosixFilePermission.OTHERS_WRITE);
    // In a sticky directory only the owner of an entry can rename it: fine above ours.
    if (writable && (target || !sticky)) {
      throw new UnsafePlaceException(
          "others may write in " + place, "Close it to them: chmod go-w " + place);
    }
  }

  private static int ourUser() throws IOException {
    return (Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
  }
}
