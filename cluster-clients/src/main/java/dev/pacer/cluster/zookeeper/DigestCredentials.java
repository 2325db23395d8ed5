package dev.pacer.cluster.zookeeper;

import dev.pacer.cluster.Secret;

/** A user and password of ZooKeeper's digest scheme. */
public record DigestCredentials(String user, Secret password) {
  public DigestCredentials {
    if (user.isEmpty() || user.indexOf(':') >= 0) {
      throw new IllegalArgumentException("a ZooKeeper user must not be empty or hold a colon");
    }
  }

  @Override
  public String toString() {
    return user + ":***";
  }
}
