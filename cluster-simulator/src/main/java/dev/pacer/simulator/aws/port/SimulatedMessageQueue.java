package dev.pacer.simulator.aws.port;

import dev.pacer.cluster.aws.MessageQueue;
import dev.pacer.cluster.aws.QueueMessage;
import dev.pacer.simulator.aws.AwsModel;
import dev.pacer.simulator.aws.CallGate;
import dev.pacer.simulator.aws.account.AwsError;
import dev.pacer.simulator.aws.sqs.Queue;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.OptionalInt;

/** A queue in-process: no time passes in a call, and so a receive never waits. */
public final class SimulatedMessageQueue implements MessageQueue {

  private final AwsModel model;
  private final PortCalls calls;
  private final String url;
  private final String name;

  public SimulatedMessageQueue(AwsModel model, CallGate.Credentials credentials, String url) {
    this.model = model;
    this.calls = new PortCalls(model, credentials, "sqs");
    this.url = url;
    this.name = url.substring(url.lastIndexOf('/') + 1);
  }

  @Override
  public List<QueueMessage> receive(int atMost, Duration wait, Duration hidden) {
    MessageQueue.checkReceive(atMost, wait, hidden);
    return calls
        .change(
            "ReceiveMessage",
            name,
            "queue " + name,
            () -> model.queues().receive(queue(), atMost, OptionalInt.of((int) hidden.toSeconds())))
        .stream()
        .map(
            message ->
                new QueueMessage(
                    message.id(), message.receipt(), message.body(), message.receptions()))
        .toList();
  }

  @Override
  public void delete(Collection<QueueMessage> messages) {
    for (List<QueueMessage> some : Portions.of(List.copyOf(messages), MOST_PER_CALL)) {
      calls.change(
          "DeleteMessageBatch",
          name,
          "queue " + name,
          () -> {
            some.forEach(message -> model.queues().deleteMessage(queue(), message.receipt()));
            return true;
          });
    }
  }

  /**
   * The queue.
   *
   * @throws AwsError when there is none
   */
  private Queue queue() {
    return model.queues().requireByUrl(url);
  }
}
