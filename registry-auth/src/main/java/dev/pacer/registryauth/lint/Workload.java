package dev.pacer.registryauth.lint;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One container that agents start: an app's, or one of a pod's.
 *
 * @param name the app's id, or the pod's with {@code #container}
 * @param containerizer who pulls its image
 * @param pull what is pulled and with what
 * @param fetches what the fetcher brings first
 * @param user who runs the task and its fetches; empty for Marathon's own user
 * @param surroundings what else may bear on credentials
 */
public record Workload(
    String name,
    Containerizer containerizer,
    Optional<Pull> pull,
    List<Fetch> fetches,
    Optional<String> user,
    Surroundings surroundings) {

  /** Copies the list. */
  public Workload {
    fetches = List.copyOf(fetches);
  }

  /** Who runs the container. */
  public enum Containerizer {
    /** The Docker containerizer, {@code type: DOCKER}. */
    DOCKER,
    /** The Universal Container Runtime, {@code type: MESOS}, and all pods. */
    UCR
  }

  /**
   * An image that is pulled.
   *
   * @param forced whether it is pulled even where it is present
   * @param secret the name in {@code pullConfig}; empty without one
   * @param secretPath where the named secret is stored; empty where the name is not defined
   */
  public record Pull(
      ImageName image, boolean forced, Optional<String> secret, Optional<String> secretPath) {}

  /**
   * What else may bear on credentials.
   *
   * @param plainEnv names of environment variables with a text for a value
   * @param hostPaths of volumes
   * @param command what it runs, and its arguments
   */
  public record Surroundings(Set<String> plainEnv, List<String> hostPaths, String command) {

    /** Copies the collections. */
    public Surroundings {
      plainEnv = Set.copyOf(plainEnv);
      hostPaths = List.copyOf(hostPaths);
    }

    /** Names no command's text: it may hold secrets. */
    @Override
    public String toString() {
      return "surroundings of " + plainEnv.size() + " variables";
    }
  }
}
