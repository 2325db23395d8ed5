package dev.pacer.cluster.aws;

/**
 * A message that was received and is hidden from others for a while.
 *
 * @param receipt what it is deleted with; each reception has its own
 * @param receptions how often it was handed out, this time included
 */
public record QueueMessage(String id, String receipt, String body, int receptions) {
  public QueueMessage {
    Texts.requireText("message id", id);
    Texts.requireText("receipt", receipt);
  }

  /** Names no body and no receipt: who has the receipt can delete. */
  @Override
  public String toString() {
    return "message " + id;
  }
}
