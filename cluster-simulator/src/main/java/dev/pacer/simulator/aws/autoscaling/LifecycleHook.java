package dev.pacer.simulator.aws.autoscaling;

import dev.pacer.simulator.aws.account.AwsError;
import dev.pacer.simulator.aws.events.NoticeKind;
import java.time.Duration;
import java.util.Optional;

/**
 * A hook of a group, which holds members on their way in or out.
 *
 * @param heartbeat how long it holds without a word; then {@code byDefault} happens
 * @param notice whom it tells; without a target only EventBridge
 */
public record LifecycleHook(
    String name, Transition transition, Duration heartbeat, Result byDefault, Notice notice) {

  private static final Duration LONGEST = Duration.ofDays(2);
  private static final int HEARTBEATS = 100;
  private static final int LEAST_SECONDS = 30;
  private static final int MOST_SECONDS = 7200;

  /** Which way a member is held. */
  public enum Transition {
    LAUNCHING("autoscaling:EC2_INSTANCE_LAUNCHING", "EC2", "AutoScalingGroup"),
    TERMINATING("autoscaling:EC2_INSTANCE_TERMINATING", "AutoScalingGroup", "EC2");

    private final String text;
    private final String origin;
    private final String destination;

    Transition(String text, String origin, String destination) {
      this.text = text;
      this.origin = origin;
      this.destination = destination;
    }

    /** As AWS spells it. */
    public String text() {
      return text;
    }

    String origin() {
      return origin;
    }

    String destination() {
      return destination;
    }

    NoticeKind noticeKind() {
      return this == LAUNCHING ? NoticeKind.LAUNCH_LIFECYCLE : NoticeKind.TERMINATE_LIFECYCLE;
    }

    /**
     * The transition of that name.
     *
     * @throws AwsError when there is none
     */
    public static Transition require(String text) {
      for (Transition transition : values()) {
        if (transition.text.equals(text)) {
          return transition;
        }
      }
      throw AwsError.validation("%s is not a valid lifecycle transition.".formatted(text));
    }
  }

  /** What becomes of a held member. */
  public enum Result {
    CONTINUE,
    ABANDON;

    /**
     * The result of that name.
     *
     * @throws AwsError when there is none
     */
    public static Result require(String text) {
      for (Result result : values()) {
        if (result.name().equals(text)) {
          return result;
        }
      }
      throw AwsError.validation(
          "%s is not a valid lifecycle action result. Valid values are: CONTINUE, ABANDON"
              .formatted(text));
    }
  }

  /** To which queue or topic it tells of held members, in whose role, and with what words. */
  public record Notice(
      Optional<String> targetArn, Optional<String> roleArn, Optional<String> metadata) {
    public static final Notice NONE =
        new Notice(Optional.empty(), Optional.empty(), Optional.empty());
  }

  /**
   * Refuses what AWS refuses.
   *
   * @throws AwsError when the name or the timeout is not valid
   */
  public LifecycleHook {
    if (!name.matches("[A-Za-z0-9\\-_/]{1,255}")) {
      throw AwsError.validation(
          "1 validation error detected: Value '%s' at 'lifecycleHookName' failed to satisfy"
                  .formatted(name)
              + " constraint: Member must satisfy regular expression pattern:"
              + " [A-Za-z0-9\\-_\\/]+");
    }
    if (heartbeat.toSeconds() < LEAST_SECONDS || heartbeat.toSeconds() > MOST_SECONDS) {
      throw AwsError.validation(
          "Heartbeat Timeout must be between %d and %d seconds, was %d"
              .formatted(LEAST_SECONDS, MOST_SECONDS, heartbeat.toSeconds()));
    }
  }

  /** The end of all heartbeats: 100 of them, or 48 hours when that is sooner. */
  public Duration globalTimeout() {
    Duration all = heartbeat.multipliedBy(HEARTBEATS);
    return all.compareTo(LONGEST) < 0 ? all : LONGEST;
  }
}
