package dev.pacer.registryauth.store;

import dev.pacer.cluster.vault.VaultSecrets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * A path of Vault's key-value store, version 2: the members {@code config.json} and {@code
 * expires_at} are ours, others stay. Proven against a fake only.
 */
public final class VaultStore implements ConfigStore {
  private static final String CONFIG = "config.json";
  private static final String EXPIRES = "expires_at";

  private final VaultSecrets vault;
  private final String path;
  private Map<String, String> others = Map.of();

  /** A path below the mount. */
  public VaultStore(VaultSecrets vault, String path) {
    this.vault = vault;
    this.path = path;
  }

  @Override
  public String place() {
    return "Vault's " + path;
  }

  @Override
  public synchronized Held read() {
    VaultSecrets.Found found = vault.read(path);
    if (!found.others().isEmpty()) {
      throw new UnusableStoreException(
          "%s holds members that are no texts (%s), which a write would lose"
              .formatted(place(), String.join(", ", new TreeSet<>(found.others()))),
          "Name a path of its own for the config.json");
    }
    Map<String, String> data = new LinkedHashMap<>(found.data().orElse(Map.of()));
    Optional<String> text = Optional.ofNullable(data.remove(CONFIG));
    data.remove(EXPIRES);
    others = data;
    return new Held(text, Long.toString(found.version()));
  }

  @Override
  public synchronized boolean replace(Held before, Content next) {
    Map<String, String> data = new LinkedHashMap<>(others);
    data.put(CONFIG, next.text());
    next.firstExpiry().ifPresent(end -> data.put(EXPIRES, end.toString()));
    return vault.write(path, data, Long.parseLong(before.version()))
        instanceof VaultSecrets.Write.Done;
  }
}
