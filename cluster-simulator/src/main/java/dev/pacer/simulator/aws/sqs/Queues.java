package dev.pacer.simulator.aws.sqs;

import dev.pacer.simulator.aws.account.AccountId;
import dev.pacer.simulator.aws.account.AwsError;
import dev.pacer.simulator.aws.account.AwsIds;
import dev.pacer.simulator.kernel.Simulation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * The queues of the account: at least once, in no promised order, each message hidden from others
 * while somebody works on it.
 */
public final class Queues {

  private static final int RECEIPT_LENGTH = 180;
  private static final int MOST_HIDDEN_SECONDS = 43_200;
  private static final int MOST_MESSAGES = 10;
  private static final Map<String, String> STANDARD =
      Map.of(
          Queue.VISIBILITY,
          "30",
          "MaximumMessageSize",
          "262144",
          Queue.RETENTION,
          "345600",
          Queue.DELAY,
          "0",
          Queue.WAIT,
          "0");

  private final Simulation simulation;
  private final AccountId account;
  private final AwsIds ids;
  private final Map<String, Queue> byName = new TreeMap<>();

  public Queues(Simulation simulation, AccountId account, AwsIds ids) {
    this.simulation = simulation;
    this.account = account;
    this.ids = ids;
  }

  /**
   * Creates a queue; one that exists with the same attributes is given back.
   *
   * @throws AwsError when its name or an attribute is not valid, or it exists and differs
   */
  public Queue create(String name, Map<String, String> attributes) {
    if (!name.matches("[A-Za-z0-9_-]{1,80}")) {
      throw new AwsError(
          400,
          "InvalidParameterValue",
          "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length");
    }
    Map<String, String> all = new LinkedHashMap<>(new TreeMap<>(STANDARD));
    attributes.forEach(
        (key, value) -> {
          check(key, value);
          all.put(key, value);
        });
    Queue existing = byName.get(name);
    if (existing == null) {
      Queue queue = new Queue(name, account.arn("sqs", name), simulation.instant(), all);
      byName.put(name, queue);
      simulation.record("aws", "created queue " + name);
      return queue;
    }
    boolean same =
        attributes.entrySet().stream()
            .allMatch(entry -> entry.getValue().equals(existing.attributes().get(entry.getKey())));
    if (!same) {
      throw new AwsError(
          400,
          "QueueAlreadyExists",
          "A queue already exists with the same name and a different value for attribute "
              + String.join(", ", attributes.keySet()));
    }
    return existing;
  }

  private static void check(String key, String value) {
    boolean number = value.matches("\\d{1,9}");
    boolean known =
        STANDARD.containsKey(key) || key.equals("Policy") || key.equals("RedrivePolicy");
    if (!known) {
      throw new AwsError(400, "InvalidAttributeName", "Unknown Attribute " + key + ".");
    }
    boolean text = key.endsWith("Policy");
    boolean tooLong =
        key.equals(Queue.VISIBILITY) && number && Integer.parseInt(value) > MOST_HIDDEN_SECONDS;
    if (tooLong || (!text && !number)) {
      throw new AwsError(
          400, "InvalidAttributeValue", "Invalid value for the parameter " + key + ".");
    }
  }

  /** All queues by name. */
  public Collection<Queue> all() {
    return Collections.unmodifiableCollection(byName.values());
  }

  public Optional<Queue> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** The queue of an ARN; empty when it is another account's or region's, or there is none. */
  public Optional<Queue> findByArn(String arn) {
    return byName.values().stream().filter(queue -> queue.arn().equals(arn)).findFirst();
  }

  /**
   * The queue of a URL, whatever host it names.
   *
   * @throws AwsError when there is none
   */
  public Queue requireByUrl(String url) {
    String path = url.replaceFirst("^[a-z]+://[^/]*", "");
    String prefix = "/" + account.number() + "/";
    return Optional.of(path)
        .filter(text -> text.startsWith(prefix))
        .flatMap(text -> find(text.substring(prefix.length())))
        .orElseThrow(Queues::noSuchQueue);
  }

  /** SQS's answer to a queue that it does not have. */
  public static AwsError noSuchQueue() {
    return new AwsError(400, "QueueDoesNotExist", "The specified queue does not exist.");
  }

  /** Deletes a queue with all that is in it. */
  public void delete(Queue queue) {
    byName.remove(queue.name());
    simulation.record("aws", "deleted queue " + queue.name());
  }

  /** Adds a message; the delay is the queue's own when none is named. */
  public Message send(Queue queue, String body, Optional<Duration> delay) {
    if (body.isEmpty()) {
      throw new AwsError(
          400, "MissingParameter", "The request must contain the parameter MessageBody.");
    }
    Instant now = simulation.instant();
    Instant visible = now.plus(simulation.scaled(delay.orElse(queue.seconds(Queue.DELAY))));
    Message message = new Message(ids.uuid().toString(), body, now, visible);
    queue.stored().add(message);
    simulation.record("aws", "sent %s to queue %s".formatted(message, queue.name()));
    return message;
  }

  /**
   * Hands out messages and hides them from others for a while.
   *
   * @param hiddenSeconds the queue's own visibility timeout when absent
   */
  public List<Message> receive(Queue queue, int atMost, OptionalInt hiddenSeconds) {
    if (atMost < 1 || atMost > MOST_MESSAGES) {
      throw invalid("MaxNumberOfMessages", atMost, "Must be between 1 and 10, if provided.");
    }
    Instant now = simulation.instant();
    forgetOld(queue, now);
    Duration hidden =
        hiddenSeconds.isPresent()
            ? hideable(hiddenSeconds.getAsInt())
            : queue.seconds(Queue.VISIBILITY);
    List<Message> handedOut = new ArrayList<>();
    for (Message message : queue.stored()) {
      if (handedOut.size() < atMost && message.visible(now)) {
        message.handOut(now, now.plus(simulation.scaled(hidden)), ids.alphanumeric(RECEIPT_LENGTH));
        handedOut.add(message);
      }
    }
    return handedOut;
  }

  private void forgetOld(Queue queue, Instant now) {
    Instant horizon = now.minus(simulation.scaled(queue.seconds(Queue.RETENTION)));
    queue.stored().removeIf(message -> message.sentAt().isBefore(horizon));
  }

  private static Duration hideable(int seconds) {
    if (seconds < 0 || seconds > MOST_HIDDEN_SECONDS) {
      throw invalid("VisibilityTimeout", seconds, "Must be between 0 and 43200, if provided.");
    }
    return Duration.ofSeconds(seconds);
  }

  private static AwsError invalid(String parameter, int value, String why) {
    return new AwsError(
        400,
        "InvalidParameterValue",
        "Value %d for parameter %s is invalid. Reason: %s".formatted(value, parameter, why));
  }

  /** Deletes what was received by that receipt; deleting it again is harmless. */
  public void deleteMessage(Queue queue, String receipt) {
    requireForm(receipt);
    if (queue.stored().removeIf(message -> message.receipt().equals(receipt))) {
      simulation.record("aws", "deleted a message of queue " + queue.name());
    }
  }

  /** Hides a received message for so long from now on; zero shows it again at once. */
  public void changeVisibility(Queue queue, String receipt, int seconds) {
    requireForm(receipt);
    Duration hidden = hideable(seconds);
    Message held =
        queue.stored().stream()
            .filter(message -> message.receipt().equals(receipt))
            .findFirst()
            .orElseThrow(
                () ->
                    new AwsError(
                        400,
                        "InvalidParameterValue",
                        "Value %s for parameter ReceiptHandle is invalid. Reason: Message does not"
                                .formatted(receipt)
                            + " exist or is not available for visibility timeout change."));
    held.hideUntil(simulation.instant().plus(simulation.scaled(hidden)));
  }

  private static void requireForm(String receipt) {
    if (receipt.length() != RECEIPT_LENGTH) {
      throw new AwsError(
          400,
          "ReceiptHandleIsInvalid",
          "The input receipt handle \"%s\" is not a valid receipt handle.".formatted(receipt));
    }
  }

  /** Deletes all messages. */
  public void purge(Queue queue) {
    queue.stored().clear();
    simulation.record("aws", "purged queue " + queue.name());
  }

  /** How many wait, are hidden by a receiver, and are delayed, in this order. */
  public int[] counts(Queue queue) {
    Instant now = simulation.instant();
    forgetOld(queue, now);
    int[] counts = new int[3];
    for (Message message : queue.messages()) {
      counts[message.visible(now) ? 0 : message.receptions() > 0 ? 1 : 2]++;
    }
    return counts;
  }
}
