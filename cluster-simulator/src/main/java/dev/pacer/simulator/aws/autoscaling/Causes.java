package dev.pacer.simulator.aws.autoscaling;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** The sentences with which AWS explains activities, as public reports show them. */
final class Causes {

  static final String EC2_HEALTH_CHECK =
      "an instance was taken out of service in response to a EC2 health check indicating it has"
          + " been terminated or stopped.";
  static final String USER_HEALTH_CHECK =
      "an instance was taken out of service in response to a user health-check.";

  private Causes() {}

  static String abandoned(String id) {
    return "instance %s was taken out of service in response to its launch being abandoned."
        .formatted(id);
  }

  static String ordered(Instant at, int from, int to) {
    return at(
        at,
        ("a user request launched instances in the group changing the desired capacity from %d to"
                + " %d.")
            .formatted(from, to));
  }

  static String join(List<String> sentences) {
    return String.join("  ", sentences);
  }

  static String at(Instant moment, String sentence) {
    return "At " + moment.truncatedTo(ChronoUnit.SECONDS) + " " + sentence;
  }

  static String created(Instant at, int desired) {
    return at(
        at,
        "a user request created an AutoScalingGroup changing the desired capacity from 0 to %d."
            .formatted(desired));
  }

  static String desired(Instant at, int from, int to) {
    return at(
        at,
        ("a user request explicitly set group desired capacity changing the desired capacity from"
                + " %d to %d.")
            .formatted(from, to));
  }

  static String updated(Instant at, Capacity to, int fromDesired) {
    return at(
        at,
        ("a user request update of AutoScalingGroup constraints to min: %d, max: %d, desired: %d"
                + " changing the desired capacity from %d to %d.")
            .formatted(to.min(), to.max(), to.desired(), fromDesired, to.desired()));
  }

  static String started(Instant at, int from, int to) {
    return at(
        at,
        ("an instance was started in response to a difference between desired and actual capacity,"
                + " increasing the capacity from %d to %d.")
            .formatted(from, to));
  }

  static String shrunk(Instant at, int from, int to) {
    return at(
        at,
        ("an instance was taken out of service in response to a difference between desired and"
                + " actual capacity, shrinking the capacity from %d to %d.")
            .formatted(from, to));
  }

  static String selected(Instant at, String id) {
    return at(at, "instance %s was selected for termination.".formatted(id));
  }

  static String deleted(Instant at, String id) {
    return at(
        at,
        "instance %s was taken out of service in response to a user request to delete the group."
            .formatted(id));
  }

  /** What a user asked for one instance, with the change of capacity where there is one. */
  static String byUser(Instant at, String id, String what, int from, int to) {
    String change =
        from == to
            ? ""
            : ", %s the capacity from %d to %d"
                .formatted(to < from ? "shrinking" : "increasing", from, to);
    return at(
        at, "instance %s was %s in response to a user request%s.".formatted(id, what, change));
  }
}
