package dev.pacer.cluster.aws;

import java.time.Duration;
import java.util.Collection;
import java.util.List;

/**
 * One SQS queue. Messages come at least once, in no promised order: act first, then delete. Every
 * failure is an {@link AwsException}.
 */
public interface MessageQueue {

  /** How many messages SQS hands out or deletes in one call. */
  int MOST_PER_CALL = 10;

  /** The longest wait that SQS grants. */
  Duration LONGEST_WAIT = Duration.ofSeconds(20);

  /** The longest time that SQS hides a message. */
  Duration LONGEST_HIDDEN = Duration.ofHours(12);

  /**
   * Receives messages that nobody else holds; none is an empty list.
   *
   * @param atMost 1 to 10
   * @param wait how long to wait for a first one, 0 to 20 s in whole seconds; cut to half of the
   *     client's own patience
   * @param hidden how long others shall not see them, 0 to 12 h in whole seconds
   * @throws AwsException of kind NOT_FOUND when there is no such queue
   */
  List<QueueMessage> receive(int atMost, Duration wait, Duration hidden);

  /**
   * Deletes received messages; deleting again is harmless, so that it is repeated when an answer is
   * lost.
   *
   * @throws AwsException also when some could not be deleted: those come again
   */
  void delete(Collection<QueueMessage> messages);

  /**
   * Refuses what SQS would refuse.
   *
   * @throws IllegalArgumentException when a figure is out of its range
   */
  static void checkReceive(int atMost, Duration wait, Duration hidden) {
    if (atMost < 1 || atMost > MOST_PER_CALL) {
      throw new IllegalArgumentException("one call receives 1-10 messages, was " + atMost);
    }
    if (wait.isNegative() || wait.compareTo(LONGEST_WAIT) > 0) {
      throw new IllegalArgumentException("a wait is 0-20 s, was " + wait);
    }
    if (hidden.isNegative() || hidden.compareTo(LONGEST_HIDDEN) > 0) {
      throw new IllegalArgumentException("messages are hidden 0 s to 12 h, was " + hidden);
    }
  }
}
