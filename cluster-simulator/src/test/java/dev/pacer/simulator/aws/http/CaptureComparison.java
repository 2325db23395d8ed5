package dev.pacer.simulator.aws.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.w3c.dom.Element;

/** Compares an answer of the simulator with what AWS answers, as the captures tell it. */
final class CaptureComparison {

  private static final Pattern INSTEAD_ERROR = Pattern.compile("^([45]\\d\\d)(?: ([A-Z][\\w.]+))?");
  private static final Pattern INSTEAD_FILE =
      Pattern.compile("handwritten/([\\w.-]+\\.(xml|json))");
  private static final Pattern UUID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");

  /** Requests with which the situations of hand-written bodies are reached. */
  private static final Map<String, String> REQUESTS =
      Map.ofEntries(
          Map.entry(
              "CompleteLifecycleAction.no-token",
              "emulator-deviates/autoscaling/CompleteLifecycleAction.txt"),
          Map.entry(
              "CompleteLifecycleAction.ok",
              "emulator-deviates/autoscaling/CompleteLifecycleAction.txt"),
          Map.entry(
              "RecordLifecycleActionHeartbeat.ok",
              "emulator-deviates/autoscaling/RecordLifecycleActionHeartbeat.txt"),
          Map.entry("LaunchInstances", "captured/autoscaling/SetDesiredCapacity.to-5.txt"),
          Map.entry(
              "CreateAutoScalingGroup.exists",
              "captured/autoscaling/CreateAutoScalingGroup.three-subnets.txt"),
          Map.entry(
              "CreateAutoScalingGroup.limit",
              "captured/autoscaling/CreateAutoScalingGroup.availability-zones.txt"),
          Map.entry(
              "DeleteAutoScalingGroup.activities",
              "emulator-deviates/autoscaling/DeleteAutoScalingGroup.with-instances.txt"),
          Map.entry(
              "DeleteAutoScalingGroup.in-use",
              "emulator-deviates/autoscaling/DeleteAutoScalingGroup.with-instances.txt"),
          Map.entry(
              "DescribeAutoScalingGroups.bad-token",
              "emulator-deviates/autoscaling/DescribeAutoScalingGroups.bad-token.txt"),
          Map.entry(
              "DescribeScalingActivities.three",
              "emulator-deviates/autoscaling/DescribeScalingActivities.txt"),
          Map.entry(
              "DetachInstances.not-a-member", "captured/autoscaling/DetachInstances.decrement.txt"),
          Map.entry(
              "SetDesiredCapacity.above-max",
              "emulator-deviates/autoscaling/SetDesiredCapacity.above-max.txt"),
          Map.entry(
              "SetDesiredCapacity.below-min",
              "emulator-deviates/autoscaling/SetDesiredCapacity.below-min.txt"),
          Map.entry(
              "SetDesiredCapacity.cooldown",
              "emulator-deviates/autoscaling/SetDesiredCapacity.honor-cooldown.txt"),
          Map.entry(
              "SetDesiredCapacity.unknown-group",
              "emulator-deviates/autoscaling/SetDesiredCapacity.unknown-group.txt"),
          Map.entry("SetDesiredCapacity", "captured/autoscaling/SetDesiredCapacity.to-5.txt"),
          Map.entry(
              "SetInstanceProtection.wrong-state",
              "captured/autoscaling/SetInstanceProtection.two.txt"),
          Map.entry(
              "TerminateInstanceInAutoScalingGroup.min-size",
              "emulator-deviates/autoscaling/TerminateInstanceInAutoScalingGroup.at-min-size.txt"),
          Map.entry(
              "TerminateInstanceInAutoScalingGroup.ok",
              "emulator-deviates/autoscaling/TerminateInstanceInAutoScalingGroup.decrement.txt"),
          Map.entry(
              "TerminateInstanceInAutoScalingGroup.unknown-instance",
              "emulator-deviates/autoscaling/TerminateInstanceInAutoScalingGroup.unknown-instance.txt"),
          Map.entry(
              "UpdateAutoScalingGroup.desired-out-of-range",
              "captured/autoscaling/UpdateAutoScalingGroup.min-max-desired.txt"),
          Map.entry(
              "DescribeInstances.malformed",
              "emulator-deviates/ec2/DescribeInstances.malformed-id.txt"),
          Map.entry("DescribeInstances", "captured/ec2/DescribeInstances.by-tag-key.txt"),
          Map.entry("GetAuthorizationToken", "emulator-deviates/ecr/GetAuthorizationToken.txt"),
          Map.entry(
              "GetSecretValue.not-found",
              "emulator-deviates/secretsmanager/GetSecretValue.unknown-secret.txt"),
          Map.entry("AssumeRole", "captured/sts/AssumeRole.txt"));

  private CaptureComparison() {}

  /** The request that leads to a conversation or to a hand-written body. */
  static Capture.Sent request(String name) {
    if (!name.startsWith("handwritten/")) {
      return CaptureFiles.read(name).sent();
    }
    String[] parts = name.substring("handwritten/".length()).split("\\.", -1);
    String file =
        Optional.ofNullable(REQUESTS.get(parts[1] + "." + parts[2]))
            .or(() -> Optional.ofNullable(REQUESTS.get(parts[1])))
            .orElseThrow(() -> new IllegalStateException("no request leads to " + name));
    Capture.Sent sent = CaptureFiles.read(file).sent();
    return switch (parts[1] + "." + parts[2]) {
      case "DetachInstances.not-a-member" ->
          sent.withBody(sent.body().replaceAll("i-[0-9a-f]{17}", "i-0000000000000dead"));
      case "LaunchInstances.ok", "LaunchInstances.no-capacity" ->
          sent.withBody(
              "Action=LaunchInstances&Version=2011-01-01&AutoScalingGroupName=agents"
                  + "&RequestedCapacity=2&AvailabilityZones.member.1=us-east-1a"
                  + "&ClientToken=aeb48ef2-2847-473d-a030-4810900d0007&RetryStrategy=none");
      case "UpdateAutoScalingGroup.desired-out-of-range" ->
          sent.withBody(
              sent.body()
                  .replaceAll("MinSize=\\d+", "MinSize=4")
                  .replaceAll("MaxSize=\\d+", "MaxSize=10")
                  .replaceAll("DesiredCapacity=\\d+", "DesiredCapacity=2"));
      default -> sent;
    };
  }

  /** What is wrong with the simulator's answer; empty when nothing is. */
  static List<String> differences(String name, Capture.WireReply ours) {
    List<String> differences = new ArrayList<>(always(ours));
    if (name.startsWith("handwritten/")) {
      differences.addAll(asHandwritten(name, ours));
      return differences;
    }
    Capture capture = CaptureFiles.read(name);
    if (capture.awsInstead().isPresent()) {
      differences.addAll(asAwsInstead(capture, ours));
    } else {
      differences.addAll(asCaptured(capture, ours));
    }
    return differences;
  }

  private static List<String> always(Capture.WireReply ours) {
    List<String> differences = new ArrayList<>();
    String id = ours.headers().getOrDefault("x-amzn-requestid", "");
    if (!UUID.matcher(id).matches()) {
      differences.add("request id is no UUID: " + id);
    }
    if (ours.headers().containsKey("x-amz-crc32")) {
      differences.add("x-amz-crc32 is sent");
    }
    for (Map.Entry<String, String> field : leaves(ours).entrySet()) {
      if (field.getKey().toLowerCase(java.util.Locale.ROOT).endsWith("/requestid")
          && !field.getValue().equals(id)) {
        differences.add("request ids differ: " + field.getValue() + " and " + id);
      }
    }
    return differences;
  }

  private static List<String> asCaptured(Capture capture, Capture.WireReply ours) {
    Capture.WireReply theirs = capture.reply().orElseThrow();
    List<String> differences = new ArrayList<>(statusAndHeaders(theirs, ours));
    boolean activities =
        capture.name().matches(".*/(EnterStandby|ExitStandby|DetachInstances)\\..*txt");
    differences.addAll(
        Shape.of(theirs.body())
            .without(
                path -> path.endsWith("/platform") || (activities && path.endsWith("/EndTime")))
            .differences(
                Shape.of(ours.body()).without(path -> activities && path.endsWith("/Details"))));
    if (theirs.status() >= 400) {
      boolean injected = capture.name().startsWith("injected/");
      differences.addAll(errors(theirs, ours, !injected));
    }
    if (capture.name().equals("captured/s3/GetObject.txt") && !theirs.body().equals(ours.body())) {
      differences.add("other content");
    }
    return differences;
  }

  private static List<String> statusAndHeaders(Capture.WireReply theirs, Capture.WireReply ours) {
    List<String> differences = new ArrayList<>();
    if (theirs.status() != ours.status()) {
      differences.add("status %d, should be %d".formatted(ours.status(), theirs.status()));
    }
    // The emulator gives Secrets Manager and S3's empty answers the type of a web page.
    String type = theirs.mediaType();
    if (!type.equals("text/html") && !type.equals(ours.mediaType())) {
      differences.add("type %s, should be %s".formatted(ours.mediaType(), type));
    }
    for (String header :
        List.of("etag", "x-amz-checksum-crc32", "location", "accept-ranges", "x-amzn-errortype")) {
      String wanted = theirs.headers().get(header);
      String got = ours.headers().get(header);
      if (wanted != null && !wanted.equals(got)) {
        differences.add("header %s is %s, should be %s".formatted(header, got, wanted));
      }
    }
    return differences;
  }

  private static List<String> errors(
      Capture.WireReply theirs, Capture.WireReply ours, boolean withMessage) {
    List<String> differences = new ArrayList<>();
    Map<String, String> wanted = leaves(theirs);
    Map<String, String> got = leaves(ours);
    for (String field : List.of("/Code", "/__type", "/Message", "/message")) {
      wanted.forEach(
          (path, value) -> {
            boolean compared = withMessage || !field.equalsIgnoreCase("/message");
            if (path.endsWith(field) && compared && !value.equals(got.get(path))) {
              differences.add("%s is %s, should be %s".formatted(path, got.get(path), value));
            }
          });
    }
    return differences;
  }

  private static List<String> asAwsInstead(Capture capture, Capture.WireReply ours) {
    String instead = capture.awsInstead().orElseThrow();
    Matcher error = INSTEAD_ERROR.matcher(instead);
    Matcher file =
        INSTEAD_FILE.matcher(
            instead.replace(
                ".CompleteLifecycleAction.*", ".CompleteLifecycleAction.no-token.400.xml"));
    boolean named = file.find();
    List<String> differences = new ArrayList<>();
    if (error.find()) {
      if (ours.status() != Integer.parseInt(error.group(1))) {
        differences.add("status %d, should be %s".formatted(ours.status(), error.group(1)));
      }
      if (error.group(2) != null && !leaves(ours).containsValue(error.group(2))) {
        differences.add("no code %s in %s".formatted(error.group(2), ours.body()));
      }
      // "200 otherwise (that file)" names the file of the other case.
      boolean ofThisCase = !instead.contains("otherwise") || file.group(1).contains("no-token");
      if (named && ofThisCase) {
        differences.addAll(asHandwritten("handwritten/" + file.group(1), ours));
      }
      return differences;
    }
    if (ours.status() != 200) {
      differences.add("status %d, should be 200: %s".formatted(ours.status(), ours.body()));
    }
    if (named) {
      differences.addAll(asHandwritten("handwritten/" + file.group(1), ours));
      return differences;
    }
    // The reply is not AWS's, so that only those of its fields are held against us that line 1
    // leaves standing; what line 1 adds has a check of its own in the test.
    differences.addAll(
        Shape.of(capture.reply().orElseThrow().body())
            .without(path -> path.endsWith("/EndTime") || merged(capture, path))
            .differences(
                Shape.of(ours.body())
                    .without(
                        path ->
                            path.matches(
                                    ".*/(Details|NextToken|NotificationMetadata|Instances/member/WeightedCapacity)")
                                || merged(capture, path))));
    return differences;
  }

  /** Template data that AWS merges, so that more of it comes back than was recorded. */
  private static boolean merged(Capture capture, String path) {
    return capture.awsInstead().orElse("").contains("merged")
        && path.contains("/launchTemplateData/");
  }

  private static List<String> asHandwritten(String name, Capture.WireReply ours) {
    List<String> differences = new ArrayList<>();
    String[] parts = name.split("\\.", -1);
    int status = Integer.parseInt(parts[parts.length - 2]);
    if (status != ours.status()) {
      differences.add("status %d, should be %d".formatted(ours.status(), status));
    }
    String body = CaptureFiles.text(name).strip();
    // JSON errors say message or Message; we say both, as ECR was captured to do.
    boolean json = name.endsWith(".json");
    // A listing that happens to end here has no token, and its spot reasons and holds are not ours.
    differences.addAll(
        Shape.of(body)
            .without(
                path -> (json && path.equalsIgnoreCase("/message")) || path.endsWith("/NextToken"))
            .differences(
                Shape.of(ours.body()).without(path -> json && path.equalsIgnoreCase("/message"))));
    Capture.WireReply theirs = new Capture.WireReply(status, Map.of(), body);
    if (status >= 400) {
      leaves(theirs)
          .forEach(
              (path, value) -> {
                if ((path.endsWith("/Code") || path.endsWith("/__type"))
                    && !value.equals(leaves(ours).get(path))) {
                  differences.add(
                      "%s is %s, should be %s".formatted(path, leaves(ours).get(path), value));
                }
                if (path.equals("ErrorResponse/Error/Type")
                    && !value.equals(leaves(ours).get(path))) {
                  differences.add("blames " + leaves(ours).get(path) + ", should blame " + value);
                }
              });
    }
    return differences;
  }

  /** Texts by path; of a list the last. */
  static Map<String, String> leaves(Capture.WireReply reply) {
    Map<String, String> leaves = new java.util.TreeMap<>();
    if (reply.body().startsWith("{")) {
      try {
        collect("", new ObjectMapper().readTree(reply.body()), leaves);
      } catch (JsonProcessingException e) {
        throw new IllegalArgumentException("not JSON: " + reply.body(), e);
      }
    } else if (reply.body().startsWith("<")) {
      Element root = Shape.parse(reply.body());
      collect(root.getLocalName(), root, leaves);
    }
    return leaves;
  }

  private static void collect(String path, JsonNode node, Map<String, String> leaves) {
    node.properties()
        .forEach(
            field -> {
              if (field.getValue().isValueNode()) {
                leaves.put(path + "/" + field.getKey(), field.getValue().asText());
              } else {
                collect(path + "/" + field.getKey(), field.getValue(), leaves);
              }
            });
    if (node.isArray()) {
      node.forEach(item -> collect(path + "[]", item, leaves));
    }
  }

  private static void collect(String path, Element element, Map<String, String> leaves) {
    boolean leaf = true;
    for (var node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element child) {
        leaf = false;
        collect(path + "/" + child.getLocalName(), child, leaves);
      }
    }
    if (leaf) {
      leaves.put(path, element.getTextContent());
    }
  }
}
