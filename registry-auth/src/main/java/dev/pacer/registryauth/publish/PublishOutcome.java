package dev.pacer.registryauth.publish;

import dev.pacer.registryauth.credential.RegistryName;
import java.util.Set;

/** What came of publishing to a target. */
public sealed interface PublishOutcome {

  /**
   * The target holds the set now.
   *
   * @param changed whether anything was written; false when it held the same already
   * @param kept registries whose credential there is a better one of another writer, and stayed
   */
  record Published(boolean changed, Set<RegistryName> kept) implements PublishOutcome {
    /** A success. */
    public Published {
      kept = Set.copyOf(kept);
    }
  }

  /** The target cannot be written safely until somebody mends it; the reason says how. */
  record Refused(String reason) implements PublishOutcome {}

  /** The target could not be written now, and holds what it held; trying again may help. */
  record Failed(String reason) implements PublishOutcome {}
}
