package dev.pacer.simulator.scenario;

import dev.pacer.simulator.registry.ImageStore;
import dev.pacer.simulator.registry.RegistryKind;
import dev.pacer.simulator.registry.RegistrySettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A registry.
 *
 * @param users passwords by user, for kinds that take no ECR tokens
 * @param repositories what can be pulled
 * @param bearerLifetime how long a realm's token is good
 */
public record RegistryShape(
    String name,
    RegistryKind kind,
    Map<String, String> users,
    List<Repository> repositories,
    Duration bearerLifetime,
    RegistrySettings.RealmField realmField,
    RegistrySettings.ExpiredAnswer expiredAnswer) {
  public RegistryShape {
    users = Map.copyOf(users);
    repositories = List.copyOf(repositories);
  }

  /** A repository; each tag is an image of its own. */
  public record Repository(String name, ImageStore.Access access, List<String> tags) {
    public Repository {
      tags = List.copyOf(tags);
    }
  }

  /** The account's ECR with one repository, as far as images go. */
  public static RegistryShape standard() {
    return new RegistryShape(
        "registry",
        RegistryKind.ECR,
        Map.of(),
        List.of(new Repository("team/app", ImageStore.Access.USERS, List.of("1", "latest"))),
        Duration.ofMinutes(5),
        RegistrySettings.RealmField.BOTH,
        RegistrySettings.ExpiredAnswer.TEXT);
  }

  /** Names no password. */
  @Override
  public String toString() {
    return "registry " + name + " of kind " + kind;
  }
}
