package dev.pacer.simulator.aws.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pacer.simulator.aws.AwsModel;
import dev.pacer.simulator.aws.account.AwsError;
import dev.pacer.simulator.aws.sqs.Message;
import dev.pacer.simulator.aws.sqs.Queue;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** What SQS answers about messages. */
final class SqsMessageWire {

  private static final int MOST_IN_A_BATCH = 10;
  private static final int MOST_WAIT_SECONDS = 20;

  private final AwsModel model;

  SqsMessageWire(AwsModel model) {
    this.model = model;
  }

  /** The queue that a request names by its URL. */
  Queue queue(SqsReading request) {
    return model.queues().requireByUrl(request.require("QueueUrl"));
  }

  /** How long a receive may wait. */
  Duration wait(SqsReading request) {
    OptionalInt asked = request.number("WaitTimeSeconds");
    if (asked.isEmpty()) {
      return queue(request).usualWait();
    }
    if (asked.getAsInt() < 0 || asked.getAsInt() > MOST_WAIT_SECONDS) {
      throw new AwsError(
          400,
          "InvalidParameterValue",
          ("Value %d for parameter WaitTimeSeconds is invalid. Reason: Must be >= 0 and <= %d, if"
                  + " provided.")
              .formatted(asked.getAsInt(), MOST_WAIT_SECONDS));
    }
    return Duration.ofSeconds(asked.getAsInt());
  }

  /** Acts and answers; empty when there is no such action. */
  Optional<SqsReplies> answer(String action, SqsReading request) {
    return switch (action) {
      case "SendMessage" -> Optional.of(send(request));
      case "ReceiveMessage" -> Optional.of(receive(request));
      case "DeleteMessage" -> {
        model.queues().deleteMessage(queue(request), request.require("ReceiptHandle"));
        yield Optional.of(SqsReplies.done());
      }
      case "DeleteMessageBatch" -> Optional.of(deleteBatch(request));
      case "ChangeMessageVisibility" -> {
        model
            .queues()
            .changeVisibility(
                queue(request),
                request.require("ReceiptHandle"),
                request
                    .number("VisibilityTimeout")
                    .orElseThrow(
                        () ->
                            new AwsError(
                                400,
                                "MissingParameter",
                                "The request must contain the parameter VisibilityTimeout.")));
        yield Optional.of(SqsReplies.done());
      }
      default -> Optional.empty();
    };
  }

  private SqsReplies send(SqsReading request) {
    OptionalInt delay = request.number("DelaySeconds");
    Message message =
        model
            .queues()
            .send(
                queue(request),
                request.text("MessageBody").orElse(""),
                delay.isPresent()
                    ? Optional.of(Duration.ofSeconds(delay.getAsInt()))
                    : Optional.empty());
    String digest = md5(message.body());
    ObjectNode json = JsonReplies.object();
    json.put("MD5OfMessageBody", digest);
    json.put("MessageId", message.id());
    return SqsReplies.of(
        json, xml -> xml.text("MD5OfMessageBody", digest).text("MessageId", message.id()));
  }

  private SqsReplies receive(SqsReading request) {
    Duration unused = wait(request);
    List<Message> received =
        model
            .queues()
            .receive(
                queue(request),
                request.number("MaxNumberOfMessages").orElse(1),
                request.number("VisibilityTimeout"));
    List<String> wanted = new ArrayList<>(request.list("AttributeNames", "AttributeName"));
    wanted.addAll(request.list("MessageSystemAttributeNames", "MessageSystemAttributeName"));
    ObjectNode json = JsonReplies.object();
    if (!received.isEmpty()) {
      ArrayNode all = json.putArray("Messages");
      for (Message message : received) {
        ObjectNode one = all.addObject();
        one.put("MessageId", message.id());
        one.put("ReceiptHandle", message.receipt());
        one.put("MD5OfBody", md5(message.body()));
        one.put("Body", message.body());
        Map<String, String> attributes = attributes(message, wanted);
        if (!attributes.isEmpty()) {
          attributes.forEach(one.putObject("Attributes")::put);
        }
      }
    }
    return SqsReplies.of(json, xml -> received.forEach(message -> write(xml, message, wanted)));
  }

  private static void write(Xml xml, Message message, List<String> wanted) {
    xml.part(
        "Message",
        () -> {
          xml.text("MessageId", message.id())
              .text("ReceiptHandle", message.receipt())
              .text("MD5OfBody", md5(message.body()))
              .text("Body", message.body());
          attributes(message, wanted)
              .forEach(
                  (name, value) ->
                      xml.part("Attribute", () -> xml.text("Name", name).text("Value", value)));
        });
  }

  private static Map<String, String> attributes(Message message, List<String> wanted) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("SentTimestamp", String.valueOf(message.sentAt().toEpochMilli()));
    all.put("ApproximateReceiveCount", String.valueOf(message.receptions()));
    message
        .firstReceivedAt()
        .ifPresent(
            moment ->
                all.put("ApproximateFirstReceiveTimestamp", String.valueOf(moment.toEpochMilli())));
    all.keySet().removeIf(name -> !wanted.contains("All") && !wanted.contains(name));
    return all;
  }

  private SqsReplies deleteBatch(SqsReading request) {
    Queue queue = queue(request);
    List<Map<String, String>> entries =
        request.entries("Entries", "DeleteMessageBatchRequestEntry");
    if (entries.isEmpty()) {
      throw new AwsError(
          400, "EmptyBatchRequest", "There should be at least one entry in the request.");
    }
    if (entries.size() > MOST_IN_A_BATCH) {
      throw new AwsError(
          400,
          "TooManyEntriesInBatchRequest",
          "Maximum number of entries per request are %d. You have sent %d."
              .formatted(MOST_IN_A_BATCH, entries.size()));
    }
    List<String> done = new ArrayList<>();
    Map<String, AwsError> failed = new LinkedHashMap<>();
    for (Map<String, String> entry : entries) {
      String id = entry.getOrDefault("Id", "");
      try {
        model.queues().deleteMessage(queue, entry.getOrDefault("ReceiptHandle", ""));
        done.add(id);
      } catch (AwsError refused) {
        failed.put(id, refused);
      }
    }
    ObjectNode json = JsonReplies.object();
    if (!done.isEmpty()) {
      ArrayNode all = json.putArray("Successful");
      done.forEach(id -> all.addObject().put("Id", id));
    }
    if (!failed.isEmpty()) {
      ArrayNode all = json.putArray("Failed");
      failed.forEach(
          (id, error) ->
              all.addObject()
                  .put("Id", id)
                  .put("SenderFault", true)
                  .put("Code", error.code())
                  .put("Message", error.message()));
    }
    return SqsReplies.of(json, xml -> batch(xml, done, failed));
  }

  private static void batch(Xml xml, List<String> done, Map<String, AwsError> failed) {
    done.forEach(id -> xml.part("DeleteMessageBatchResultEntry", () -> xml.text("Id", id)));
    failed.forEach(
        (id, error) ->
            xml.part(
                "BatchResultErrorEntry",
                () ->
                    xml.text("Id", id)
                        .flag("SenderFault", true)
                        .text("Code", error.code())
                        .text("Message", error.message())));
  }

  private static String md5(String body) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("MD5").digest(body.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has MD5", e);
    }
  }
}
