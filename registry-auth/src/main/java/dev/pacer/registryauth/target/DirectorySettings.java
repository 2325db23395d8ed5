package dev.pacer.registryauth.target;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;

/**
 * A directory to publish in.
 *
 * @param directory absolute; it must exist, and nobody but us and root may write there
 * @param files what it shall hold, at least one
 * @param access who may read the files
 * @param onCorrupt what to do with a file of somebody else's that docker could not read
 */
public record DirectorySettings(
    Path directory, Set<PublishedFile> files, FileAccess access, OnCorrupt onCorrupt) {

  /** What to do with a config.json or .dockercfg that spoils the logins in it. */
  public enum OnCorrupt {
    /** Leave it alone and tell. */
    REFUSE,
    /** Keep a copy beside it, and drop from it what cannot be read. */
    REPLACE
  }

  /** Settings with at least one file. */
  public DirectorySettings {
    if (files.isEmpty()) {
      throw new IllegalArgumentException("a directory needs at least one file to hold");
    }
    files = EnumSet.copyOf(files);
  }

  @Override
  public Set<PublishedFile> files() {
    return EnumSet.copyOf(files);
  }

  boolean has(PublishedFile file) {
    return files.contains(file);
  }
}
