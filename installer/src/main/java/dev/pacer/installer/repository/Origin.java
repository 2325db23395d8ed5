package dev.pacer.installer.repository;

import dev.pacer.installer.universe.PackageJson;
import java.io.IOException;
import java.util.function.Consumer;

/** Where a repository's packages are read from anew. */
interface Origin {

  /** What reading found. */
  sealed interface Outcome {

    /** Nothing changed since the validator was told. */
    record Unchanged() implements Outcome {}

    /** Everything was handed over; the validator tells of changes next time. */
    record Read(String validator) implements Outcome {}
  }

  /**
   * Hands over every revision, unless nothing changed.
   *
   * @param known the validator of the copy at hand; empty for none
   * @throws dev.pacer.installer.universe.BadRepositoryException when it is no repository
   * @throws dev.pacer.cluster.PeerException when its server gives none
   * @throws IOException when it cannot be read
   */
  Outcome read(String known, Consumer<PackageJson> each, Consumer<String> skipped)
      throws IOException;
}
