package dev.pacer.cluster.aws;

import java.time.Instant;
import java.util.Optional;

/** What AWS tells through a queue. Every kind may come twice, late, or not at all. */
public sealed interface AwsNotice {

  /**
   * A hook holds an instance.
   *
   * @param terminating on its way out; else on its way in
   * @param metadata the hook's own words
   */
  record Held(LifecycleAction action, boolean terminating, Optional<String> metadata, Instant at)
      implements AwsNotice {}

  /**
   * A spot instance will be taken back: two minutes after {@code at}, or sooner.
   *
   * @param action what AWS does with it: {@code terminate}, {@code stop} or {@code hibernate}
   */
  record SpotInterruption(InstanceId instance, String action, Instant at) implements AwsNotice {}

  /** A spot instance is likelier than others to be taken back; no end is set. */
  record RebalanceRecommendation(InstanceId instance, Instant at) implements AwsNotice {}

  /** Sent when a hook with a target is put: nothing to do. */
  record Test() implements AwsNotice {}

  /** Nothing that is known here. */
  record Unknown(String why) implements AwsNotice {}
}
