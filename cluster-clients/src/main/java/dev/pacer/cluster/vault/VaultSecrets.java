package dev.pacer.cluster.vault;

import java.util.Map;
import java.util.Optional;

/**
 * A mount of Vault's key-value store, version 2, in which every write names the version that it
 * replaces. Failures are {@link dev.pacer.cluster.PeerException}s. Proven against a fake only.
 */
public interface VaultSecrets {

  /**
   * What is at a path.
   *
   * @param version its number, 0 when there was never anything
   * @param data empty when there is nothing, or the version was deleted
   */
  record Found(long version, Optional<Map<String, String>> data) {
    public Found {
      data = data.map(Map::copyOf);
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

  /** The newest version; members that are no texts are left out. */
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
