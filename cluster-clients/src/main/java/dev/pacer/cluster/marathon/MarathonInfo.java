package dev.pacer.cluster.marathon;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * What the leader says of itself (a standby answers with the leader's).
 *
 * @param version such as {@code 1.11.24}
 * @param leader {@code host:port}; empty while there is none
 * @param frameworkId empty before registration with Mesos
 */
public record MarathonInfo(
    String name,
    String version,
    boolean elected,
    Optional<String> leader,
    Optional<String> frameworkId,
    Settings settings) {

  /**
   * The flags that change what a planner may conclude. Each is empty where the server does not tell
   * it.
   *
   * @param mesosRole the default role
   * @param features of {@code --enable_features}
   * @param declineOfferDuration how long a refused agent is not looked at again
   * @param minReviveInterval between two requests for all offers
   * @param maxInstancesPerOffer launches from one offer
   * @param maintenanceMode whether agents in maintenance are refused
   * @param gpuSchedulingBehavior {@code restricted} or {@code unrestricted}
   */
  public record Settings(
      Optional<String> mesosRole,
      Set<String> features,
      Optional<Duration> declineOfferDuration,
      Optional<Duration> minReviveInterval,
      Optional<Integer> maxInstancesPerOffer,
      Optional<Boolean> maintenanceMode,
      Optional<String> gpuSchedulingBehavior) {

    /** Copies the set. */
    public Settings {
      features = Set.copyOf(features);
    }
  }
}
