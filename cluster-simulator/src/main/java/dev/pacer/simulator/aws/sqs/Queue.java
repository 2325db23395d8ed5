package dev.pacer.simulator.aws.sqs;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One standard queue. */
public final class Queue {

  static final String VISIBILITY = "VisibilityTimeout";
  static final String RETENTION = "MessageRetentionPeriod";
  static final String DELAY = "DelaySeconds";
  static final String WAIT = "ReceiveMessageWaitTimeSeconds";

  private final String name;
  private final String arn;
  private final Instant createdAt;
  private final Map<String, String> attributes;
  private final List<Message> messages = new ArrayList<>();

  Queue(String name, String arn, Instant createdAt, Map<String, String> attributes) {
    this.name = name;
    this.arn = arn;
    this.createdAt = createdAt;
    this.attributes = new LinkedHashMap<>(attributes);
  }

  public String name() {
    return name;
  }

  public String arn() {
    return arn;
  }

  public Instant createdAt() {
    return createdAt;
  }

  /** The attributes that can be set, in seconds and bytes as SQS writes them. */
  public Map<String, String> attributes() {
    return Collections.unmodifiableMap(attributes);
  }

  Duration seconds(String attribute) {
    return Duration.ofSeconds(Long.parseLong(attributes.getOrDefault(attribute, "0")));
  }

  /** How long a receive waits that does not say so itself. */
  public Duration usualWait() {
    return seconds(WAIT);
  }

  /** All that are not deleted, oldest first. */
  public List<Message> messages() {
    return Collections.unmodifiableList(messages);
  }

  List<Message> stored() {
    return messages;
  }
}
