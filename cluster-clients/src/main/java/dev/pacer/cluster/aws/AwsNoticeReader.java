package dev.pacer.cluster.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads the bodies of messages: a hook's own, the test that putting a hook sends, and EventBridge's
 * envelope around hooks and spot notices (the reference's section 6).
 */
public final class AwsNoticeReader {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern INSTANCE = Pattern.compile("i-[0-9a-f]{8,17}");
  private static final String TRANSITION = "autoscaling:EC2_INSTANCE_";

  private AwsNoticeReader() {}

  /** What a message says; never fails. */
  public static AwsNotice read(QueueMessage message) {
    try {
      JsonNode body = JSON.readTree(message.body());
      return body.path("detail").isObject() ? wrapped(body) : flat(body, "Time");
    } catch (JsonProcessingException e) {
      return new AwsNotice.Unknown("the body is not JSON");
    } catch (IllegalArgumentException | DateTimeException e) {
      return new AwsNotice.Unknown("the body is not as AWS writes it: " + e.getMessage());
    }
  }

  private static AwsNotice wrapped(JsonNode body) {
    JsonNode detail = body.path("detail");
    Instant at = Instant.parse(body.path("time").asText());
    return switch (body.path("detail-type").asText()) {
      case "EC2 Spot Instance Interruption Warning" ->
          new AwsNotice.SpotInterruption(
              instance(detail, "instance-id"),
              detail.path("instance-action").asText("terminate"),
              at);
      case "EC2 Instance Rebalance Recommendation" ->
          new AwsNotice.RebalanceRecommendation(instance(detail, "instance-id"), at);
      case "EC2 Instance-launch Lifecycle Action", "EC2 Instance-terminate Lifecycle Action" ->
          held(detail, at);
      default ->
          new AwsNotice.Unknown("unknown kind '%s'".formatted(body.path("detail-type").asText()));
    };
  }

  private static AwsNotice flat(JsonNode body, String time) {
    if (body.path("Event").asText().equals("autoscaling:TEST_NOTIFICATION")) {
      return new AwsNotice.Test();
    }
    if (!body.path("LifecycleTransition").isTextual()) {
      return new AwsNotice.Unknown("no lifecycle transition in it");
    }
    return held(body, Instant.parse(body.path(time).asText()));
  }

  private static AwsNotice held(JsonNode detail, Instant at) {
    String transition = detail.path("LifecycleTransition").asText();
    boolean terminating = transition.equals(TRANSITION + "TERMINATING");
    if (!terminating && !transition.equals(TRANSITION + "LAUNCHING")) {
      return new AwsNotice.Unknown("unknown lifecycle transition '%s'".formatted(transition));
    }
    return new AwsNotice.Held(
        new LifecycleAction(
            new GroupName(detail.path("AutoScalingGroupName").asText()),
            detail.path("LifecycleHookName").asText(),
            instance(detail, "EC2InstanceId"),
            text(detail, "LifecycleActionToken")),
        terminating,
        text(detail, "NotificationMetadata"),
        at);
  }

  private static InstanceId instance(JsonNode detail, String name) {
    String id = detail.path(name).asText();
    if (!INSTANCE.matcher(id).matches()) {
      throw new IllegalArgumentException("%s is no instance's id: '%s'".formatted(name, id));
    }
    return new InstanceId(id);
  }

  private static Optional<String> text(JsonNode node, String name) {
    return Optional.of(node.path(name).asText()).filter(text -> !text.isEmpty());
  }
}
