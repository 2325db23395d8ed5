package dev.pacer.registryauth.store;

import dev.pacer.cluster.Secret;
import dev.pacer.cluster.dcos.DcosSecrets;
import java.nio.charset.StandardCharsets;

/**
 * A secret of DC/OS, for {@code pullConfig} of apps in its space. The store has no condition on
 * writes, so of two writers at the same instant the later one wins; the next look mends it. Proven
 * against a fake only.
 */
public final class DcosStore implements ConfigStore {
  /** About what the store takes. */
  private static final int LONGEST = 1_000_000;

  private final DcosSecrets secrets;
  private final String path;

  /** A secret, such as {@code team/pull-config}. */
  public DcosStore(DcosSecrets secrets, String path) {
    this.secrets = secrets;
    this.path = path;
  }

  @Override
  public String place() {
    return "the DC/OS secret " + path;
  }

  @Override
  public Held read() {
    return new Held(secrets.find(path).map(Secret::reveal), "");
  }

  @Override
  public boolean replace(Held before, Content next) {
    int length = next.text().getBytes(StandardCharsets.UTF_8).length;
    if (length > LONGEST) {
      throw new UnusableStoreException(
          "%s would have %d bytes, and a secret of DC/OS takes about %d"
              .formatted(place(), length, LONGEST),
          "Publish fewer registries to it");
    }
    secrets.put(path, new Secret(next.text()));
    return true;
  }
}
