package dev.pacer.registryauth.store;

import dev.pacer.cluster.PeerException;
import dev.pacer.cluster.PeerRefusedException;
import dev.pacer.cluster.aws.AwsException;
import dev.pacer.cluster.aws.AwsFailure;
import dev.pacer.registryauth.credential.CredentialSet;
import dev.pacer.registryauth.credential.Login;
import dev.pacer.registryauth.credential.RegistryName;
import dev.pacer.registryauth.publish.PublishOutcome;
import dev.pacer.registryauth.publish.ReadBack;
import dev.pacer.registryauth.publish.Target;
import dev.pacer.registryauth.publish.TargetId;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One or several places in a store that all hold the same logins of ours. */
public final class StoreTarget implements Target {
  /** Each round another writer was faster; more in a row is a war that waiting ends. */
  private static final int ROUNDS = 3;

  private static final Set<AwsFailure.Kind> TO_BE_MENDED =
      EnumSet.of(AwsFailure.Kind.DENIED, AwsFailure.Kind.NOT_FOUND, AwsFailure.Kind.VALIDATION);

  private final TargetId id;
  private final List<ConfigStore> places;
  private final Set<RegistryName> owned;
  private final InstantSource clock;

  /** A target that owns these registries in these places; of others it keeps what is there. */
  public StoreTarget(
      TargetId id, List<ConfigStore> places, Set<RegistryName> owned, InstantSource clock) {
    if (places.isEmpty()) {
      throw new IllegalArgumentException("a target needs at least one place");
    }
    this.id = id;
    this.places = List.copyOf(places);
    this.owned = Set.copyOf(owned);
    this.clock = clock;
  }

  @Override
  public TargetId id() {
    return id;
  }

  /** Each place is written whole; one that fails does not keep the others from theirs. */
  @Override
  public PublishOutcome publish(CredentialSet credentials) {
    boolean changed = false;
    Set<RegistryName> kept = new LinkedHashSet<>();
    Optional<PublishOutcome> trouble = Optional.empty();
    for (ConfigStore place : places) {
      PublishOutcome outcome = publish(place, credentials);
      if (outcome instanceof PublishOutcome.Published done) {
        changed |= done.changed();
        kept.addAll(done.kept());
      } else if (trouble.isEmpty()) {
        trouble = Optional.of(outcome);
      }
    }
    return trouble.isPresent() ? trouble.get() : new PublishOutcome.Published(changed, kept);
  }

  private PublishOutcome publish(ConfigStore place, CredentialSet credentials) {
    try {
      for (int round = 0; round < ROUNDS; round++) {
        ConfigStore.Held held = place.read();
        StoredConfig.Next next =
            StoredConfig.next(place.place(), held.text(), credentials, owned, clock.instant());
        if (!next.changed() || place.replace(held, next.content())) {
          return new PublishOutcome.Published(next.changed(), next.kept());
        }
      }
      return new PublishOutcome.Failed(
          "%s was written by somebody else each of %d times".formatted(place.place(), ROUNDS));
    } catch (UnusableStoreException | PeerRefusedException e) {
      return new PublishOutcome.Refused(String.valueOf(e.getMessage()));
    } catch (PeerException e) {
      return new PublishOutcome.Failed(String.valueOf(e.getMessage()));
    } catch (AwsException e) {
      String message = String.valueOf(e.getMessage());
      return TO_BE_MENDED.contains(e.kind())
          ? new PublishOutcome.Refused(message)
          : new PublishOutcome.Failed(message);
    }
  }

  @Override
  public ReadBack readBack() {
    List<Map<RegistryName, Login>> all = new ArrayList<>();
    for (ConfigStore place : places) {
      try {
        Optional<String> text = place.read().text();
        if (text.isEmpty()) {
          return new ReadBack.Nothing("nothing is in " + place.place());
        }
        all.add(StoredConfig.logins(text.get()));
      } catch (UnusableStoreException e) {
        return new ReadBack.Nothing(String.valueOf(e.getMessage()));
      } catch (IllegalArgumentException e) {
        return new ReadBack.Nothing(
            "what is in %s cannot be read: %s".formatted(place.place(), e.getMessage()));
      } catch (PeerException | AwsException e) {
        return new ReadBack.Unknown(String.valueOf(e.getMessage()));
      }
    }
    Map<RegistryName, Login> common = new LinkedHashMap<>(all.get(0));
    all.forEach(logins -> common.entrySet().retainAll(logins.entrySet()));
    return new ReadBack.Held(common);
  }
}
