package dev.pacer.installer.repository;

import dev.pacer.installer.universe.PackageJson;
import java.util.List;

/**
 * What is known of a revision without reading it whole.
 *
 * @param release the number that orders revisions
 * @param minDcos empty when it has none
 */
public record IndexEntry(
    String name,
    String version,
    long release,
    String description,
    List<String> tags,
    Flags flags,
    String minDcos,
    Span span) {

  /** Copies the list. */
  public IndexEntry {
    tags = List.copyOf(tags);
  }

  /** What a package says of itself with yes or no. */
  public record Flags(boolean selected, boolean framework, boolean withdrawn, boolean issues) {}

  /** Where the revision is in the file of packages, in bytes. */
  public record Span(long offset, int length) {}

  static IndexEntry of(PackageJson revision, Span span) {
    return new IndexEntry(
        revision.name(),
        revision.version(),
        revision.releaseVersion(),
        revision.description(),
        revision.tags(),
        new Flags(
            revision.selected(),
            revision.framework(),
            revision.withdrawn(),
            revision.hasKnownIssues()),
        revision.minDcosReleaseVersion().orElse(""),
        span);
  }
}
