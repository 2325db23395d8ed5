package dev.pacer.simulator.world;

import dev.pacer.simulator.aws.AwsModel;
import dev.pacer.simulator.aws.account.AccountId;
import dev.pacer.simulator.kernel.FaultRules;
import dev.pacer.simulator.kernel.Simulation;
import dev.pacer.simulator.registry.EcrPasswords;
import dev.pacer.simulator.registry.Passwords;
import dev.pacer.simulator.registry.RegistryKind;
import dev.pacer.simulator.registry.RegistryModel;
import dev.pacer.simulator.registry.RegistrySettings;
import dev.pacer.simulator.registry.UserPasswords;
import dev.pacer.simulator.scenario.RegistryShape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The image registries of a world, in the order of its scenario. */
public final class Registries {

  private final Simulation simulation;
  private final AwsModel aws;
  private final List<RegistryModel> all = new ArrayList<>();
  private final Map<String, UserPasswords> users = new HashMap<>();

  Registries(Simulation simulation, FaultRules faults, AwsModel aws, List<RegistryShape> shapes) {
    this.simulation = simulation;
    this.aws = aws;
    for (RegistryShape shape : shapes) {
      all.add(model(shape, faults));
    }
  }

  private RegistryModel model(RegistryShape shape, FaultRules faults) {
    AccountId account = aws.settings().account();
    RegistryModel model =
        new RegistryModel(
            simulation,
            faults,
            new RegistrySettings(
                shape.name(),
                shape.kind(),
                new RegistrySettings.Owner(account.number(), account.region()),
                shape.bearerLifetime(),
                shape.realmField(),
                shape.expiredAnswer()),
            passwords(shape));
    for (RegistryShape.Repository repository : shape.repositories()) {
      model.images().create(repository.name(), repository.access());
      for (String tag : repository.tags()) {
        model.images().put(repository.name(), tag, repository.name() + ":" + tag);
      }
      if (shape.kind() == RegistryKind.ECR
          && aws.repositories().find(List.of()).stream()
              .noneMatch(known -> known.name().equals(repository.name()))) {
        aws.repositories().create(repository.name());
      }
    }
    return model;
  }

  private Passwords passwords(RegistryShape shape) {
    if (shape.kind().takesEcrTokens()) {
      return new EcrPasswords(aws.registryTokens());
    }
    UserPasswords passwords = new UserPasswords(simulation);
    shape.users().forEach(passwords::set);
    users.put(shape.name(), passwords);
    return passwords;
  }

  /** All of them. */
  public List<RegistryModel> all() {
    return List.copyOf(all);
  }

  /**
   * The registry of that name.
   *
   * @throws IllegalArgumentException when there is none
   */
  public RegistryModel named(String name) {
    return all.stream()
        .filter(model -> model.settings().name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no registry is named " + name));
  }

  /**
   * Who has which password at a registry that takes no ECR tokens.
   *
   * @throws IllegalArgumentException when there is no such registry
   */
  public UserPasswords users(String name) {
    UserPasswords passwords = users.get(name);
    if (passwords == null) {
      throw new IllegalArgumentException("no registry with users is named " + name);
    }
    return passwords;
  }
}
