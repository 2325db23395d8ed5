package dev.pacer.autoscaler.decision;

import dev.pacer.autoscaler.journal.Memory.Breaker;
import dev.pacer.cluster.aws.AutoScalingGroup;
import dev.pacer.cluster.aws.LaunchFailure;
import dev.pacer.cluster.aws.ScalingActivity;
import dev.pacer.cluster.aws.Zone;
import dev.pacer.view.GroupDetails;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Stops after launches that failed (L6): one per group and zone, longer with every failure that
 * comes after the last stop has ended. Pure.
 */
final class Breakers {

  private static final Duration FIRST = Duration.ofMinutes(5);
  private static final Duration LONGEST = Duration.ofHours(1);

  /** A breaker that has been quiet for so long is as good as new. */
  private static final Duration FORGOTTEN = Duration.ofHours(3);

  /** Older failures were somebody else's, before this was looked at. */
  private static final Duration RECENT = Duration.ofMinutes(30);

  private Breakers() {}

  /** The breakers with what the histories of groups tell. */
  static Map<String, Breaker> after(Map<String, Breaker> before, Situation situation, Instant now) {
    Map<String, Breaker> breakers = new TreeMap<>(before);
    breakers.values().removeIf(breaker -> !breaker.until().plus(FORGOTTEN).isAfter(now));
    for (AutoScalingGroup group : situation.groups().values()) {
      GroupDetails details = situation.snapshot().details().get(group.name());
      if (details == null) {
        continue;
      }
      List<ScalingActivity> oldestFirst = new ArrayList<>(details.activities().newestFirst());
      Collections.reverse(oldestFirst);
      for (ScalingActivity activity : oldestFirst) {
        note(breakers, group.name().text(), activity, now);
      }
    }
    return breakers;
  }

  private static void note(
      Map<String, Breaker> breakers, String group, ScalingActivity activity, Instant now) {
    Instant at = activity.progress().endedAt().orElse(activity.progress().startedAt());
    String zone = activity.place().zone().map(Zone::text).orElse("");
    Optional<LaunchFailure> failure = activity.launchFailure();
    if (failure.isEmpty()) {
      if (activity.launching() && activity.progress().code().equals("Successful")) {
        breakers.computeIfPresent(
            Breaker.key(group, zone, ""), (key, b) -> at.isAfter(b.lastFailure()) ? null : b);
      }
      return;
    }
    if (at.plus(RECENT).isBefore(now)) {
      return;
    }
    // A quota is the account's: no zone helps.
    String key = Breaker.key(group, failure.get() == LaunchFailure.QUOTA ? "" : zone, "");
    Breaker known = breakers.get(key);
    String cause = activity.progress().message().orElse(failure.get().name());
    if (known == null) {
      breakers.put(key, new Breaker(at.plus(FIRST), 1, at, cause));
    } else if (at.isAfter(known.lastFailure())) {
      boolean again = !at.isBefore(known.until());
      int failures = known.failures() + (again ? 1 : 0);
      breakers.put(
          key,
          new Breaker(again ? at.plus(backoff(failures)) : known.until(), failures, at, cause));
    }
  }

  private static Duration backoff(int failures) {
    Duration wait = FIRST.multipliedBy(1L << Math.min(10, failures - 1));
    return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
  }

  /** The breaker that stops a whole group: its own, or those of all its zones. */
  static Optional<Breaker> open(
      Map<String, Breaker> breakers, AutoScalingGroup group, Instant now) {
    String name = group.name().text();
    Optional<Breaker> whole = open(breakers, Breaker.key(name, "", ""), now);
    if (whole.isPresent()) {
      return whole;
    }
    Optional<Breaker> first = Optional.empty();
    for (Zone zone : group.description().placement().zones()) {
      Optional<Breaker> zones = open(breakers, Breaker.key(name, zone.text(), ""), now);
      if (zones.isEmpty()) {
        return Optional.empty();
      }
      if (first.isEmpty() || zones.get().until().isBefore(first.get().until())) {
        first = zones;
      }
    }
    return first;
  }

  private static Optional<Breaker> open(Map<String, Breaker> breakers, String key, Instant now) {
    return Optional.ofNullable(breakers.get(key)).filter(b -> now.isBefore(b.until()));
  }
}
