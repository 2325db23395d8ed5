package dev.pacer.registryauth.publish;

import dev.pacer.registryauth.credential.CredentialSet;

/**
 * A place where credentials are published, and read from by whoever pulls images.
 *
 * <p>A target is told the registries it owns when it is made. What it holds of others it keeps.
 */
public interface Target {

  /** The target's name in configuration, logs and metrics. */
  TargetId id();

  /**
   * Makes the target hold this set, whole or not at all. An owned registry that is not in the set
   * is taken out.
   *
   * <p>Publishing is monotonic, for several writers may share a target: an owned registry's
   * credential that lives longer than the one given, or is proven while the given one is not, stays
   * (see {@link PublishOutcome.Published#kept}), as far as the target knows it. A peer that fails
   * is an outcome, never an exception. Ends within 30 s.
   */
  PublishOutcome publish(CredentialSet credentials);

  /** What the target holds now: read anew from where consumers read it, never from memory. */
  ReadBack readBack();
}
