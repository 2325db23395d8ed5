package dev.pacer.installer.repository;

/**
 * A place that packages come from.
 *
 * @param name what its users call it
 * @param location an http or https URL of a repository file, or the path of a repository file, of a
 *     folder or of a zip with a tree of packages, or {@link #BUILT_IN_LOCATION}
 */
public record Repository(String name, String location) {
  /** What {@link #BUILT_IN} is labelled with. */
  public static final String BUILT_IN_LOCATION = "pacer:packages";

  /** The packages that come with Pacer. */
  public static final Repository BUILT_IN = new Repository("pacer", BUILT_IN_LOCATION);

  /** Refuses empty ones. */
  public Repository {
    if (name.isBlank() || location.isBlank()) {
      throw new IllegalArgumentException("a repository needs a name and a place");
    }
  }

  /** Whether it is asked over the network. */
  public boolean remote() {
    return location.startsWith("http://") || location.startsWith("https://");
  }
}
