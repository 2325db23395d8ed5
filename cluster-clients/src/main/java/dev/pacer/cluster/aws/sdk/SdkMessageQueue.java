package dev.pacer.cluster.aws.sdk;

import dev.pacer.cluster.aws.AwsFailure;
import dev.pacer.cluster.aws.MessageQueue;
import dev.pacer.cluster.aws.QueueMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/**
 * SQS through the AWS SDK. Both calls may be repeated: a message that was received and not heard of
 * comes again after it was hidden.
 */
final class SdkMessageQueue implements MessageQueue {
  private final SqsClient client;
  private final String url;
  private final Duration patience;
  private final String name;
  private final AwsCalls calls = new AwsCalls("sqs");

  /** Never waits longer than {@code patience}, at which the HTTP client gives up. */
  SdkMessageQueue(SqsClient client, String url, Duration patience) {
    this.client = client;
    this.patience = patience;
    this.url = url;
    this.name = url.substring(url.lastIndexOf('/') + 1);
  }

  @Override
  public List<QueueMessage> receive(int atMost, Duration wait, Duration hidden) {
    MessageQueue.checkReceive(atMost, wait, hidden);
    Duration longest = wait.compareTo(patience) < 0 ? wait : patience;
    return calls.read(
        "ReceiveMessage",
        "queue " + name,
        () ->
            client.receiveMessage(
                request ->
                    request
                        .queueUrl(url)
                        .maxNumberOfMessages(atMost)
                        .waitTimeSeconds((int) longest.toSeconds())
                        .visibilityTimeout((int) hidden.toSeconds())
                        .messageSystemAttributeNames(
                            MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT)),
        reply -> reply.messages().stream().map(SdkMessageQueue::message).toList());
  }

  private static QueueMessage message(Message message) {
    String count =
        message
            .attributes()
            .getOrDefault(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "1");
    return new QueueMessage(
        Required.require("MessageId", message.messageId()),
        Required.require("ReceiptHandle", message.receiptHandle()),
        Required.require("Body", message.body()),
        Integer.parseInt(count));
  }

  @Override
  public void delete(Collection<QueueMessage> messages) {
    List<QueueMessage> all = List.copyOf(messages);
    for (int from = 0; from < all.size(); from += MOST_PER_CALL) {
      deleteSome(all.subList(from, Math.min(all.size(), from + MOST_PER_CALL)));
    }
  }

  private void deleteSome(List<QueueMessage> messages) {
    List<DeleteMessageBatchRequestEntry> entries = new ArrayList<>();
    for (QueueMessage message : messages) {
      entries.add(
          DeleteMessageBatchRequestEntry.builder()
              .id(String.valueOf(entries.size()))
              .receiptHandle(message.receipt())
              .build());
    }
    String subject = "queue " + name;
    List<String> failed =
        calls.change(
            "DeleteMessageBatch",
            subject,
            () -> client.deleteMessageBatch(request -> request.queueUrl(url).entries(entries)),
            reply -> reply.failed().stream().map(entry -> entry.code()).distinct().toList());
    if (!failed.isEmpty()) {
      throw calls.failure(
          AwsFailure.Kind.OTHER,
          "DeleteMessageBatch",
          subject,
          "some messages were not deleted: " + String.join(", ", failed));
    }
  }
}
