package dev.pacer.cluster.dcos;

import dev.pacer.cluster.Secret;
import java.util.Optional;

/**
 * The secret store of DC/OS Enterprise. Failures are {@link dev.pacer.cluster.PeerException}s; one
 * of a sealed store says so. Proven against a fake only.
 */
public interface DcosSecrets {

  /**
   * The text of a secret; empty when there is none.
   *
   * @param path such as {@code team/pull-config}
   */
  Optional<Secret> find(String path);

  /** Makes the secret have that text, whether it is there or not. */
  void put(String path, Secret text);
}
