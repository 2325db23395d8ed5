package dev.pacer.simulator.aws.ecr;

import dev.pacer.simulator.aws.account.AccountId;
import dev.pacer.simulator.aws.account.AwsError;
import dev.pacer.simulator.kernel.Simulation;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The repositories of the account's registry, by name. */
public final class Repositories {

  /** One repository. */
  public record Repository(
      String name, String arn, String registryId, String uri, Instant createdAt) {}

  private final Simulation simulation;
  private final AccountId account;
  private final Map<String, Repository> byName = new TreeMap<>();

  public Repositories(Simulation simulation, AccountId account) {
    this.simulation = simulation;
    this.account = account;
  }

  /** Creates a repository. */
  public Repository create(String name) {
    if (byName.containsKey(name)) {
      throw new AwsError(
          400,
          "RepositoryAlreadyExistsException",
          "The repository with name '%s' already exists in the registry with id '%s'"
              .formatted(name, account.number()));
    }
    Repository repository =
        new Repository(
            name,
            account.arn("ecr", "repository/" + name),
            account.number(),
            "%s.dkr.ecr.%s.amazonaws.com/%s".formatted(account.number(), account.region(), name),
            simulation.instant());
    byName.put(name, repository);
    simulation.record("aws", "created repository " + name);
    return repository;
  }

  /** The named repositories, or all when none is named. */
  public List<Repository> find(List<String> names) {
    if (names.isEmpty()) {
      return List.copyOf(byName.values());
    }
    return names.stream().map(this::require).toList();
  }

  private Repository require(String name) {
    Repository repository = byName.get(name);
    if (repository == null) {
      throw new AwsError(
          400,
          "RepositoryNotFoundException",
          "The repository with name '%s' does not exist in the registry with id '%s'"
              .formatted(name, account.number()));
    }
    return repository;
  }
}
