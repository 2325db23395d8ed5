package dev.pacer.cluster.vault;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A mount of Vault's key-value store, version 2, in which every write names the version that it
 * replaces. Failures are {@link dev.pacer.cluster.PeerException}s. Proven against a fake only.
 */
public interface VaultSecrets {

  /**
   * What is at a path.
   *
   * @param version its number, 0 when there was never anything
   * @param data empty when there is nothing, or the version was deleted; texts only
   * @param others names of members that are no texts; writing the data back would lose them
   */
  record Found(long version, Optional<Map<String, String>> data, Set<String> others) {
    public Found {
      data = data.map(Map::copyOf);
      others = Set.copyOf(others);
    }

    /** Shows no value. */
    @Override
    public String toString() {
      return "version " + version + (data.isPresent() ? " with " + data.get().keySet() : ", empty");
    }
  }

  /** How a write ended. */
  sealed interface Write {
    /** It is the version of that number now. */
    record Done(long version) implements Write {}

    /** Somebody else wrote meanwhile; nothing was changed. */
    record Overtaken(String reason) implements Write {}
  }

  /** The newest version. */
  Found read(String path);

  /**
   * Writes a new version.
   *
   * @param replaces the number of the version that must be the newest, 0 for none
   */
  Write write(String path, Map<String, String> data, long replaces);

  /** Has our own token live on; false when Vault says that it cannot be renewed. */
  boolean renewToken();
}
