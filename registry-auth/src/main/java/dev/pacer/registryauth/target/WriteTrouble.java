package dev.pacer.registryauth.target;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipalNotFoundException;

/** Turns what the system said about a failed write into a sentence with the mend. */
final class WriteTrouble {

  private WriteTrouble() {}

  static IOException of(Path file, IOException e) {
    if (e instanceof UnsafePlaceException) {
      return e;
    }
    if (e instanceof UserPrincipalNotFoundException unknown) {
      return new UnsafePlaceException(
          "there is no user or group %s for %s".formatted(unknown.getName(), file),
          "Create it, or correct the target's owner and group",
          e);
    }
    String said = String.valueOf(e.getMessage());
    if (said.contains("Device or resource busy")) {
      return new UnsafePlaceException(
          file + " is mounted as a single file and cannot be replaced",
          "Mount its directory instead of the file",
          e);
    }
    if (said.contains("No space left") || said.contains("quota exceeded")) {
      return new UnsafePlaceException(
          "the disk of %s is full".formatted(file), "Free some space there", e);
    }
    if (said.contains("Read-only file system")) {
      return new UnsafePlaceException(
          file + " is on a read-only file system", "Mount it read-write, or name another place", e);
    }
    if (e instanceof AccessDeniedException || said.contains("Operation not permitted")) {
      return new UnsafePlaceException(
          "the system does not let us write or own " + file,
          "Run as its owner or root, or give the directory to this user",
          e);
    }
    if (said.contains("Too many levels of symbolic links")) {
      return new UnsafePlaceException(file + " is a symbolic link", "Replace it with a file", e);
    }
    return new UnsafePlaceException(
        "%s could not be written (%s)".formatted(file, said), "See why", e);
  }
}
