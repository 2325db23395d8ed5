package dev.pacer.simulator.registry;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The repositories of a registry with their tags, manifests and blobs. */
public final class ImageStore {

  /** Who may pull from a repository. */
  public enum Access {
    /** Whoever has a good password. */
    USERS,
    /** Anybody, without a password too. */
    EVERYBODY,
    /** Nobody: the password is good, but may not pull from here. */
    NOBODY
  }

  /** A manifest as stored. */
  public record Manifest(String mediaType, String digest, String json) {}

  private static final class Repository {
    private final Access access;
    private final Map<String, String> tags = new TreeMap<>();
    private final Map<String, Manifest> manifests = new HashMap<>();
    private final Map<String, byte[]> blobs = new HashMap<>();

    private Repository(Access access) {
      this.access = access;
    }
  }

  private final Map<String, Repository> repositories = new TreeMap<>();

  /** Makes an empty repository, in place of one of that name. */
  public void create(String name, Access access) {
    repositories.put(name, new Repository(access));
  }

  /**
   * Puts a small image under a tag, and makes the repository if there is none.
   *
   * @param text what its one file says; two texts, two images
   */
  public void put(String name, String tag, String text) {
    Repository repository =
        repositories.computeIfAbsent(name, missing -> new Repository(Access.USERS));
    TinyImage image = TinyImage.saying(text);
    repository.blobs.put(image.layerDigest(), image.layer());
    repository.blobs.put(image.configDigest(), image.config());
    repository.manifests.put(image.manifest().digest(), image.manifest());
    repository.tags.put(tag, image.manifest().digest());
  }

  /** All names, sorted. */
  public List<String> names() {
    return List.copyOf(repositories.keySet());
  }

  /** Who may pull; users where there is no such repository. */
  public Access access(String name) {
    Repository repository = repositories.get(name);
    return repository == null ? Access.USERS : repository.access;
  }

  /** Whether there is such a repository. */
  public boolean has(String name) {
    return repositories.containsKey(name);
  }

  /** Its tags, sorted; empty when there is no such repository. */
  public Optional<List<String>> tags(String name) {
    return Optional.ofNullable(repositories.get(name))
        .map(repository -> new ArrayList<>(repository.tags.keySet()));
  }

  /** The manifest under a tag or digest. */
  public Optional<Manifest> manifest(String name, String reference) {
    Repository repository = repositories.get(name);
    if (repository == null) {
      return Optional.empty();
    }
    String digest =
        reference.contains(":") ? reference : repository.tags.getOrDefault(reference, "");
    return Optional.ofNullable(repository.manifests.get(digest));
  }

  /** A layer or configuration. */
  public Optional<byte[]> blob(String name, String digest) {
    return Optional.ofNullable(repositories.get(name))
        .map(repository -> repository.blobs.get(digest))
        .map(byte[]::clone);
  }
}
