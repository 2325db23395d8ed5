package dev.pacer.simulator.aws.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.frame.http.Handler;
import dev.pacer.frame.http.Reply;
import dev.pacer.frame.http.Request;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * Every recorded and hand-written conversation against the simulator: the same request in the same
 * state must give the same status, headers that matter, fields, types and errors.
 */
class AwsCaptureIT {

  private static final String HAND = "handwritten/autoscaling.";

  @Test
  void everySupportedConversationComesOutAsAwsAnswers() {
    Map<String, String> notSupported = CaptureFiles.notSupported();
    Map<String, List<String>> differing = new LinkedHashMap<>();
    int equal = 0;
    for (String name : CaptureFiles.all()) {
      if (notSupported.containsKey(name)) {
        continue;
      }
      List<String> differences = replayed(name, face -> face);
      if (differences.isEmpty()) {
        equal++;
      } else {
        differing.put(name, differences);
      }
    }
    System.out.printf(
        "aws: %d equal, %d differ, %d not supported%n",
        equal, differing.size(), notSupported.size());
    assertThat(CaptureFiles.all()).containsAll(notSupported.keySet());
    assertThat(differing).isEmpty();
    assertThat(equal).isGreaterThan(100);
  }

  private static List<String> replayed(String name, UnaryOperator<Handler> between) {
    try (CaptureStage stage = new CaptureStage(CaptureFiles.root(), between)) {
      CaptureStages.of(stageOf(name)).accept(stage);
      return CaptureComparison.differences(name, stage.send(CaptureComparison.request(name)));
    } catch (AssertionError | RuntimeException e) {
      return List.of("%s: %s".formatted(e.getClass().getSimpleName(), e.getMessage()));
    }
  }

  /** A hand-written body whose situation was recorded too needs the stage of that recording. */
  private static String stageOf(String name) {
    return switch (name) {
      case HAND + "DeleteAutoScalingGroup.in-use.400.xml" ->
          "emulator-deviates/autoscaling/DeleteAutoScalingGroup.with-instances.txt";
      case HAND + "SetDesiredCapacity.cooldown.400.xml" ->
          "emulator-deviates/autoscaling/SetDesiredCapacity.honor-cooldown.txt";
      case HAND + "TerminateInstanceInAutoScalingGroup.min-size.400.xml" ->
          "emulator-deviates/autoscaling/TerminateInstanceInAutoScalingGroup.at-min-size.txt";
      case HAND + "DescribeScalingActivities.three.200.xml" ->
          "emulator-deviates/autoscaling/DescribeScalingActivities.txt";
      default -> name;
    };
  }

  @Test
  void whatTheEmulatorLosesIsKept() {
    try (CaptureStage stage = new CaptureStage(CaptureFiles.root(), face -> face)) {
      stage
          .withAgents()
          .replay(
              "captured/autoscaling/CreateAutoScalingGroup.mixed-instances.txt",
              "emulator-deviates/autoscaling/CreateAutoScalingGroup.maintenance-policy.txt",
              "captured/autoscaling/CreateAutoScalingGroup.weighted.txt",
              "emulator-deviates/autoscaling/UpdateAutoScalingGroup.max-of-mixed-group.txt")
          .advance(120);
      String groups =
          stage.send(groups("mixed")).body()
              + stage.send(groups("imp")).body()
              + stage.send(groups("weighted")).body();
      assertThat(groups)
          .contains("<MaxSize>12</MaxSize>")
          .contains("<OnDemandBaseCapacity>1</OnDemandBaseCapacity>")
          .contains(
              "<InstanceMaintenancePolicy><MinHealthyPercentage>90</MinHealthyPercentage>"
                  + "<MaxHealthyPercentage>120</MaxHealthyPercentage></InstanceMaintenancePolicy>")
          .contains(
              "<ProtectedFromScaleIn>false</ProtectedFromScaleIn>"
                  + "<WeightedCapacity>4</WeightedCapacity>");
      assertThat(stage.members("mixed"))
          .hasSize(4)
          .allMatch(member -> member.now().type().equals("m5.xlarge"))
          .filteredOn(member -> !member.instance().now().origin().spot())
          .hasSize(1);
      assertThat(stage.members("weighted")).hasSize(2);
    }
  }

  @Test
  void aHookIsGivenBackAsItWasPut() {
    try (CaptureStage stage = new CaptureStage(CaptureFiles.root(), face -> face)) {
      CaptureStages.of("emulator-deviates/autoscaling/DescribeLifecycleHooks.txt").accept(stage);
      String hooks =
          stage
              .send(
                  CaptureFiles.read("emulator-deviates/autoscaling/DescribeLifecycleHooks.txt")
                      .sent())
              .body();
      assertThat(hooks)
          .contains(
              "<NotificationTargetARN>arn:aws:sqs:us-east-1:123456789012:hooks"
                  + "</NotificationTargetARN>"
                  + "<RoleARN>arn:aws:iam::123456789012:role/hook</RoleARN>"
                  + "<NotificationMetadata>m</NotificationMetadata>"
                  + "<HeartbeatTimeout>900</HeartbeatTimeout>"
                  + "<GlobalTimeout>90000</GlobalTimeout>");
    }
  }

  private static Capture.Sent groups(String name) {
    Capture.Sent one =
        CaptureFiles.read("captured/autoscaling/DescribeAutoScalingGroups.one-group.txt").sent();
    return one.withBody(one.body().replace("member.1=agents", "member.1=" + name));
  }

  @Test
  void sourceVersionIsMergedAndPagesArePages() {
    try (CaptureStage stage = new CaptureStage(CaptureFiles.root(), face -> face)) {
      stage.withAgents().replay("captured/autoscaling/SetDesiredCapacity.to-5.txt").advance(120);
      String version =
          stage
              .send(
                  CaptureFiles.read("emulator-deviates/ec2/CreateLaunchTemplateVersion.txt").sent())
              .body();
      assertThat(version)
          .contains("<instanceType>m5.2xlarge</instanceType>")
          .contains("<imageId>ami-12c6146b</imageId>")
          .contains("<volumeSize>50</volumeSize>");
      String page =
          stage
              .send(
                  CaptureFiles.read(
                          "emulator-deviates/autoscaling/DescribeAutoScalingInstances.max-records-3.txt")
                      .sent())
              .body();
      assertThat(page.split("<InstanceId>", -1)).hasSize(4);
      assertThat(page).contains("<NextToken>");
    }
  }

  @Test
  void aPlantedErrorIsCaught() {
    record Plant(String name, String right, String wrong) {}
    List<Plant> plants =
        List.of(
            new Plant(
                "captured/autoscaling/DescribeAutoScalingGroups.one-group.txt",
                "LifecycleState",
                "LifeCycleState"),
            new Plant(
                "captured/ec2/DescribeInstances.by-private-ip.txt",
                "<code>16</code>",
                "<code>running</code>"),
            new Plant(
                "emulator-deviates/autoscaling/SetDesiredCapacity.above-max.txt",
                "ValidationError",
                "ValidationException"),
            new Plant("captured/ecr/CreateRepository.txt", "\"repositoryUri\":", "\"uri\":"),
            new Plant(
                "handwritten/autoscaling.SetDesiredCapacity.contention.500.xml",
                "<Type>Sender",
                "<Type>Receiver"));
    List<String> unnoticed = new ArrayList<>();
    for (Plant plant : plants) {
      List<String> differences =
          replayed(
              plant.name(),
              face -> request -> planted(face, request, plant.right(), plant.wrong()));
      if (differences.isEmpty()) {
        unnoticed.add(plant.name());
      }
    }
    assertThat(unnoticed).isEmpty();
    List<String> status =
        replayed(
            "captured/sts/AssumeRole.txt",
            face ->
                request ->
                    request.bodyText().contains("Action=AssumeRole")
                        ? face.handle(request).withStatus(201)
                        : face.handle(request));
    assertThat(status).containsExactly("status 201, should be 200");
  }

  private static Reply planted(Handler face, Request request, String right, String wrong) {
    Reply reply = face.handle(request);
    Reply spoiled =
        Reply.of(
            reply.status(),
            reply.headers().first("Content-Type").orElse("text/plain"),
            reply.text().replace(right, wrong).getBytes(StandardCharsets.UTF_8));
    return spoiled.plus("x-amzn-RequestId", reply.headers().first("x-amzn-RequestId").orElse(""));
  }
}
