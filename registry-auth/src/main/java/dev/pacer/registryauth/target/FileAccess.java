package dev.pacer.registryauth.target;

import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/**
 * Who may read the files of a target besides us.
 *
 * @param owner user name that gets the files, ours if empty
 * @param group group name that may read them, nobody but the owner if empty
 * @param worldReadable whether everybody may
 */
public record FileAccess(Optional<String> owner, Optional<String> group, boolean worldReadable) {

  /** Ours alone. */
  public static final FileAccess OURS = new FileAccess(Optional.empty(), Optional.empty(), false);

  Set<PosixFilePermission> ofFiles() {
    return PosixFilePermissions.fromString(
        worldReadable ? "rw-r--r--" : group.isPresent() ? "rw-r-----" : "rw-------");
  }

  Set<PosixFilePermission> ofDirectories() {
    return PosixFilePermissions.fromString(
        worldReadable ? "rwxr-xr-x" : group.isPresent() ? "rwxr-x---" : "rwx------");
  }
}
