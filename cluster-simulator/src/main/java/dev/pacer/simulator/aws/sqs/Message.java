package dev.pacer.simulator.aws.sqs;

import java.time.Instant;
import java.util.Optional;

/** A message of a queue, until it is deleted or has been kept long enough. */
public final class Message {

  private final String id;
  private final String body;
  private final Instant sentAt;
  private Instant visibleFrom;
  private Optional<Instant> firstReceivedAt = Optional.empty();
  private String receipt = "";
  private int receptions;

  Message(String id, String body, Instant sentAt, Instant visibleFrom) {
    this.id = id;
    this.body = body;
    this.sentAt = sentAt;
    this.visibleFrom = visibleFrom;
  }

  public String id() {
    return id;
  }

  public String body() {
    return body;
  }

  public Instant sentAt() {
    return sentAt;
  }

  /** Empty until somebody received it. */
  public Optional<Instant> firstReceivedAt() {
    return firstReceivedAt;
  }

  /** How often it was handed out. */
  public int receptions() {
    return receptions;
  }

  /** What the last receiver deletes it with. */
  public String receipt() {
    return receipt;
  }

  boolean visible(Instant now) {
    return !now.isBefore(visibleFrom);
  }

  void handOut(Instant now, Instant hiddenUntil, String newReceipt) {
    if (firstReceivedAt.isEmpty()) {
      firstReceivedAt = Optional.of(now);
    }
    receptions++;
    receipt = newReceipt;
    visibleFrom = hiddenUntil;
  }

  void hideUntil(Instant moment) {
    visibleFrom = moment;
  }

  /** Names no body. */
  @Override
  public String toString() {
    return "message " + id;
  }
}
