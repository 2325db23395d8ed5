package dev.pacer.cluster.mesos;

import dev.pacer.cluster.http.PeerAddress;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Knows where the masters are just now. */
@FunctionalInterface
public interface Masters {
  /** What errors call them. */
  String NAME = "the Mesos master";

  /**
   * Where they are.
   *
   * @param address all of them, the leader first if it is known
   * @param leaderPid whom ZooKeeper holds for the leader; null when nobody was asked
   */
  record Found(PeerAddress address, @Nullable String leaderPid) {
    public Found {
      Objects.requireNonNull(address, "address");
    }
  }

  /** Finds them; throws {@link dev.pacer.cluster.PeerException} when that is not known. */
  Found find();

  /** Masters that are configured by URL. */
  static Masters at(List<URI> urls) {
    Found found = new Found(PeerAddress.of(NAME, urls), null);
    return () -> found;
  }
}
