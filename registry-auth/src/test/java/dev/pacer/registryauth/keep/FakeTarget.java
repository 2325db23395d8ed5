package dev.pacer.registryauth.keep;

import dev.pacer.registryauth.credential.Credential;
import dev.pacer.registryauth.credential.CredentialSet;
import dev.pacer.registryauth.credential.Login;
import dev.pacer.registryauth.credential.RegistryName;
import dev.pacer.registryauth.ledger.Ledger;
import dev.pacer.registryauth.ledger.Succession;
import dev.pacer.registryauth.publish.PublishOutcome;
import dev.pacer.registryauth.publish.ReadBack;
import dev.pacer.registryauth.publish.Target;
import dev.pacer.registryauth.publish.TargetId;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A target in memory, monotonic as the port demands, that can be broken and tampered with. */
final class FakeTarget implements Target {

  private final TargetId id;
  private final InstantSource time;
  private Map<RegistryName, Credential> content = new LinkedHashMap<>();
  private Ledger ledger = Ledger.EMPTY;
  private boolean there;
  private Optional<PublishOutcome> trouble = Optional.empty();
  private int writes;

  FakeTarget(String id, InstantSource time) {
    this.id = new TargetId(id);
    this.time = time;
  }

  @Override
  public TargetId id() {
    return id;
  }

  @Override
  public PublishOutcome publish(CredentialSet credentials) {
    if (trouble.isPresent()) {
      return trouble.get();
    }
    Map<RegistryName, Login> before = logins();
    Succession next = Succession.decide(credentials, List.of(before), ledger, time.instant());
    ledger = next.ledger();
    Map<RegistryName, Credential> after = new LinkedHashMap<>();
    next.logins()
        .forEach(
            (registry, login) -> {
              Credential held = content.get(registry);
              boolean stays = held != null && held.login().equals(login);
              after.put(registry, stays ? held : credentials.of(registry).orElseThrow());
            });
    credentials
        .byRegistry()
        .forEach(
            (r, c) -> after.computeIfPresent(r, (k, v) -> v.login().equals(c.login()) ? c : v));
    boolean changed = !before.equals(next.logins()) || !there;
    content = after;
    there = true;
    writes++;
    return new PublishOutcome.Published(changed, next.kept());
  }

  @Override
  public ReadBack readBack() {
    if (!there) {
      return new ReadBack.Nothing("nothing is there");
    }
    return new ReadBack.Held(logins());
  }

  private Map<RegistryName, Login> logins() {
    Map<RegistryName, Login> logins = new LinkedHashMap<>();
    content.forEach((registry, credential) -> logins.put(registry, credential.login()));
    return logins;
  }

  Optional<Login> login(RegistryName registry) {
    return Optional.ofNullable(content.get(registry)).map(Credential::login);
  }

  Optional<Credential> credential(RegistryName registry) {
    return Optional.ofNullable(content.get(registry));
  }

  /** Another writer puts one in. */
  void put(RegistryName registry, Credential credential) {
    content.put(registry, credential);
    ledger =
        Succession.decide(new CredentialSet(content), List.of(), Ledger.EMPTY, time.instant())
            .ledger();
    there = true;
  }

  /** Another writer publishes by the rules. */
  void publishAlso(RegistryName registry, Credential credential) {
    publish(new CredentialSet(content).with(registry, credential));
  }

  void wipe() {
    content = new LinkedHashMap<>();
    there = false;
  }

  void failing(PublishOutcome outcome) {
    trouble = Optional.of(outcome);
  }

  void working() {
    trouble = Optional.empty();
  }

  int writes() {
    return writes;
  }
}
