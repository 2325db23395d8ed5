package dev.pacer.simulator.aws.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pacer.frame.http.Reply;
import dev.pacer.simulator.aws.AwsModel;
import dev.pacer.simulator.aws.account.AwsError;
import dev.pacer.simulator.aws.account.AwsProtocol;
import dev.pacer.simulator.aws.account.Caller;
import dev.pacer.simulator.aws.sqs.Queue;
import dev.pacer.simulator.aws.sqs.Queues;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** SQS on the wire: queues here, messages in {@link SqsMessageWire}. */
final class SqsWire implements WireService {

  private static final String NO_QUEUE = "AWS.SimpleQueueService.NonExistentQueue";

  private final AwsModel model;
  private final SqsMessageWire messages;

  SqsWire(AwsModel model) {
    this.model = model;
    this.messages = new SqsMessageWire(model);
  }

  @Override
  public String action(WireRequest request) {
    return SqsReading.isJson(request)
        ? request.targetAction()
        : request.form().text("Action").orElse("");
  }

  /** The queue's name. */
  @Override
  public String subject(WireRequest request) {
    try {
      SqsReading body = SqsReading.read(request);
      String url = body.text("QueueUrl").orElse("");
      return body.text("QueueName").orElse(url.substring(url.lastIndexOf('/') + 1));
    } catch (AwsError malformed) {
      return "";
    }
  }

  @Override
  public String resource(WireRequest request) {
    return model.queues().find(subject(request)).map(Queue::arn).orElse("*");
  }

  @Override
  public Reply answer(WireRequest request, Caller caller, Instant asOf, UUID requestId) {
    String action = action(request);
    SqsReading body = SqsReading.read(request);
    SqsReplies answer =
        switch (action) {
          case "CreateQueue" ->
              url(request, model.queues().create(body.require("QueueName"), body.attributes()));
          case "GetQueueUrl" ->
              url(
                  request,
                  model.queues().find(body.require("QueueName")).orElseThrow(Queues::noSuchQueue));
          case "ListQueues" -> list(request, body);
          case "GetQueueAttributes" -> attributes(body);
          case "DeleteQueue" -> {
            model.queues().delete(messages.queue(body));
            yield SqsReplies.done();
          }
          case "PurgeQueue" -> {
            model.queues().purge(messages.queue(body));
            yield SqsReplies.done();
          }
          default ->
              messages
                  .answer(action, body)
                  .orElseThrow(() -> AwsProtocol.QUERY.unknownAction(action));
        };
    return answer.write(request, action, requestId);
  }

  private SqsReplies url(WireRequest request, Queue queue) {
    ObjectNode json = JsonReplies.object();
    String url = urlOf(request, queue);
    json.put("QueueUrl", url);
    return SqsReplies.of(json, xml -> xml.text("QueueUrl", url));
  }

  private String urlOf(WireRequest request, Queue queue) {
    String host =
        request
            .http()
            .header("Host")
            .orElse("sqs.%s.amazonaws.com".formatted(model.settings().account().region()));
    return "http://%s/%s/%s".formatted(host, model.settings().account().number(), queue.name());
  }

  private SqsReplies list(WireRequest request, SqsReading body) {
    String prefix = body.text("QueueNamePrefix").orElse("");
    List<String> urls =
        model.queues().all().stream()
            .filter(queue -> queue.name().startsWith(prefix))
            .map(queue -> urlOf(request, queue))
            .toList();
    ObjectNode json = JsonReplies.object();
    if (!urls.isEmpty()) {
      urls.forEach(json.putArray("QueueUrls")::add);
    }
    return SqsReplies.of(json, xml -> urls.forEach(url -> xml.text("QueueUrl", url)));
  }

  private SqsReplies attributes(SqsReading body) {
    Queue queue = messages.queue(body);
    int[] counts = model.queues().counts(queue);
    Map<String, String> all = new LinkedHashMap<>(queue.attributes());
    all.put("QueueArn", queue.arn());
    all.put("CreatedTimestamp", String.valueOf(queue.createdAt().getEpochSecond()));
    all.put("LastModifiedTimestamp", String.valueOf(queue.createdAt().getEpochSecond()));
    all.put("ApproximateNumberOfMessages", String.valueOf(counts[0]));
    all.put("ApproximateNumberOfMessagesNotVisible", String.valueOf(counts[1]));
    all.put("ApproximateNumberOfMessagesDelayed", String.valueOf(counts[2]));
    List<String> names = body.list("AttributeNames", "AttributeName");
    all.keySet().removeIf(name -> !names.contains("All") && !names.contains(name));
    ObjectNode json = JsonReplies.object();
    if (!all.isEmpty()) {
      all.forEach(json.putObject("Attributes")::put);
    }
    return SqsReplies.of(
        json,
        xml ->
            all.forEach(
                (name, value) ->
                    xml.part("Attribute", () -> xml.text("Name", name).text("Value", value))));
  }

  @Override
  public Optional<Poll> poll(WireRequest request, Reply reply) {
    if (!action(request).equals("ReceiveMessage") || reply.status() != 200) {
      return Optional.empty();
    }
    SqsReading body = SqsReading.read(request);
    Duration wait = messages.wait(body);
    boolean empty = !reply.text().contains("MessageId");
    return wait.isZero() || !empty
        ? Optional.empty()
        : Optional.of(
            new Poll(
                wait,
                () -> {
                  // Another may have deleted the queue meanwhile; then the empty answer stands.
                  if (model.queues().find(subject(request)).isEmpty()) {
                    return Optional.empty();
                  }
                  UUID unused = new UUID(0, 0);
                  Reply next =
                      messages
                          .answer("ReceiveMessage", body)
                          .orElseThrow()
                          .write(request, "ReceiveMessage", unused);
                  return Optional.of(next).filter(text -> text.text().contains("MessageId"));
                }));
  }

  @Override
  public Reply refusal(WireRequest request, AwsError error, UUID requestId) {
    boolean noQueue = error.code().equals("QueueDoesNotExist");
    String code = noQueue ? NO_QUEUE : error.code();
    if (!SqsReading.isJson(request)) {
      return SqsReplies.FORM.refusal(
          new AwsError(error.status(), code, error.message()), requestId);
    }
    String type = "com.amazonaws.sqs#" + error.code();
    ObjectNode body = JsonReplies.object();
    body.put("__type", type);
    body.put("Message", error.message());
    return JsonReplies.of(error.status(), SqsReplies.JSON_TYPE, body)
        .plus("x-amzn-ErrorType", type)
        .plus("x-amzn-query-error", code + ";" + error.blame());
  }
}
