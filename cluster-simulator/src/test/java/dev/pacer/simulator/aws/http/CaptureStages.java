package dev.pacer.simulator.aws.http;

import dev.pacer.simulator.aws.autoscaling.Member;
import dev.pacer.simulator.kernel.Fault;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** How to bring the simulator into the state in which each conversation was recorded. */
final class CaptureStages {

  private static final String AS = "captured/autoscaling/";
  private static final String EC2 = "captured/ec2/";

  private static final Map<String, Consumer<CaptureStage>> STAGES = new HashMap<>();

  static {
    Consumer<CaptureStage> empty = stage -> {};
    Consumer<CaptureStage> templateOnly = stage -> stage.replay(EC2 + "CreateLaunchTemplate.txt");
    STAGES.put(EC2 + "CreateLaunchTemplate.txt", empty);
    STAGES.put(AS + "CreateAutoScalingGroup.three-subnets.txt", templateOnly);
    STAGES.put(
        AS + "AttachInstances.txt",
        stage -> {
          String id = stage.withAgents().members("agents").get(0).id();
          stage
              .replace("i-feeec0ea86abfa685", id)
              .replay(AS + "DetachInstances.decrement.txt")
              .advance(120);
        });
    STAGES.put(
        AS + "DeleteAutoScalingGroup.force.txt",
        stage -> stage.withAgents().replay(AS + "CreateAutoScalingGroup.mixed-instances.txt"));
    STAGES.put(
        AS + "DescribeAutoScalingGroups.first-page.txt",
        stage ->
            stage
                .withAgents()
                .replay(
                    AS + "CreateOrUpdateTags.txt",
                    AS + "CreateAutoScalingGroup.availability-zones.txt",
                    AS + "CreateAutoScalingGroup.weighted.txt"));
    STAGES.put(
        AS + "DescribeAutoScalingGroups.one-standby.txt",
        stage -> stage.withAgents().replay(AS + "EnterStandby.decrement.txt").advance(20));
    STAGES.put(
        AS + "ExitStandby.txt",
        stage -> stage.withAgents().replay(AS + "EnterStandby.decrement.txt").advance(20));
    STAGES.put(
        AS + "DescribeAutoScalingGroups.suspended-processes.txt",
        stage -> stage.withAgents().replay(AS + "SuspendProcesses.two.txt"));
    Consumer<CaptureStage> tagged =
        stage -> stage.withAgents().replay(AS + "CreateOrUpdateTags.txt");
    STAGES.put(AS + "DescribeAutoScalingGroups.tag-filter.txt", tagged);
    STAGES.put(AS + "DescribeTags.txt", tagged);
    STAGES.put(
        AS + "DescribeAutoScalingGroups.two-protected.txt",
        stage -> stage.withAgents().replay(AS + "SetInstanceProtection.two.txt"));
    Consumer<CaptureStage> five =
        stage -> stage.withAgents().replay(AS + "SetDesiredCapacity.to-5.txt").advance(120);
    STAGES.put(EC2 + "DescribeInstances.by-id-five.txt", five);
    STAGES.put(
        EC2 + "DescribeInstanceStatus.all.txt",
        stage ->
            stage
                .withAgents()
                .replay(
                    "emulator-deviates/autoscaling/TerminateInstanceInAutoScalingGroup.replace.txt")
                .advance(120));
    STAGES.put(
        EC2 + "DescribeInstances.by-private-ip.txt",
        stage -> {
          Member member = stage.withAgents().members("agents").get(0);
          stage.replace(
              "172.31.0.24", member.instance().now().addresses().orElseThrow().privateIp());
        });
    STAGES.put(
        EC2 + "DescribeInstances.by-tag-key.txt",
        stage -> stage.withAgents().replay(EC2 + "CreateTags.txt"));
    STAGES.put("captured/ecr/CreateRepository.txt", empty);
    STAGES.put(
        "captured/ecr/DescribeRepositories.txt",
        stage -> stage.replay("captured/ecr/CreateRepository.txt"));
    STAGES.put("captured/s3/CreateBucket.txt", empty);
    Consumer<CaptureStage> bucket = stage -> stage.replay("captured/s3/CreateBucket.txt");
    for (String name :
        List.of("GetObject.no-such-key.404", "PutObject.13000-bytes", "PutObject.one-byte")) {
      STAGES.put("captured/s3/" + name + ".txt", bucket);
    }
    Consumer<CaptureStage> stored =
        bucket.andThen(stage -> stage.replay("captured/s3/PutObject.13000-bytes.txt"));
    STAGES.put("captured/s3/GetObject.txt", stored);
    STAGES.put("captured/s3/PutObject.if-none-match.412.txt", stored);
    Consumer<CaptureStage> five0bjects =
        bucket.andThen(
            stage -> {
              for (int i = 0; i < 5; i++) {
                stage.replace("/l/0", "/l/" + i).replay("captured/s3/PutObject.one-byte.txt");
              }
            });
    STAGES.put("captured/s3/ListObjectsV2.page-1.txt", five0bjects);
    STAGES.put(
        "captured/s3/ListObjectsV2.page-2.txt",
        five0bjects.andThen(
            stage -> {
              String first =
                  stage
                      .send(CaptureFiles.read("captured/s3/ListObjectsV2.page-1.txt").sent())
                      .body();
              int at = first.indexOf("<NextContinuationToken>") + 23;
              String token = first.substring(at, first.indexOf('<', at));
              stage.replace("806216ea99bbe28910c966fe2f6a68b9", token.replace("=", "%3D"));
            }));
    STAGES.put("captured/secretsmanager/CreateSecret.txt", empty);
    Consumer<CaptureStage> secret =
        stage -> stage.replay("captured/secretsmanager/CreateSecret.txt");
    STAGES.put("captured/secretsmanager/PutSecretValue.txt", secret);
    Consumer<CaptureStage> twice =
        secret.andThen(stage -> stage.replay("captured/secretsmanager/PutSecretValue.txt"));
    STAGES.put("captured/secretsmanager/GetSecretValue.current.txt", twice);
    STAGES.put("captured/secretsmanager/GetSecretValue.previous.txt", twice);

    String deviates = "emulator-deviates/autoscaling/";
    STAGES.put(
        deviates + "CreateAutoScalingGroup.duplicate-name.txt",
        stage -> stage.withAgents().replay(AS + "CreateAutoScalingGroup.availability-zones.txt"));
    Consumer<CaptureStage> weighted =
        stage -> stage.withAgents().replay(AS + "CreateAutoScalingGroup.weighted.txt").advance(120);
    STAGES.put(deviates + "DeleteAutoScalingGroup.with-instances.txt", weighted);
    STAGES.put(deviates + "DescribeAutoScalingGroups.weighted.txt", weighted);
    Consumer<CaptureStage> mixed =
        stage ->
            stage
                .withAgents()
                .replay(AS + "CreateAutoScalingGroup.mixed-instances.txt")
                .advance(120);
    STAGES.put(deviates + "DescribeAutoScalingGroups.mixed-instances.txt", mixed);
    STAGES.put(deviates + "UpdateAutoScalingGroup.max-of-mixed-group.txt", mixed);
    STAGES.put(deviates + "DescribeAutoScalingInstances.max-records-3.txt", five);
    STAGES.put(deviates + "SetDesiredCapacity.honor-cooldown.txt", five);
    STAGES.put(
        "injected/autoscaling/SetDesiredCapacity.scaling-activity-in-progress.400.txt", five);
    STAGES.put(
        deviates + "TerminateInstanceInAutoScalingGroup.at-min-size.txt",
        stage ->
            stage
                .withAgents()
                .look(model -> model.autoScaling().groups().setDesired("agents", 1, false))
                .advance(120));
    STAGES.put(
        deviates + "DescribeScalingActivities.txt",
        stage -> {
          stage.withAgents().look(model -> model.stock().sellOut("m5.xlarge", "us-east-1a"));
          stage
              .replay(AS + "SetDesiredCapacity.to-5.txt")
              .advance(30)
              .replay(deviates + "TerminateInstanceInAutoScalingGroup.decrement.txt");
        });
    STAGES.put(
        "emulator-deviates/ec2/DescribeLaunchTemplateVersions.txt",
        stage ->
            stage.withAgents().replay("emulator-deviates/ec2/CreateLaunchTemplateVersion.txt"));

    queues();
    refuse(
        "injected/autoscaling/DescribeAutoScalingGroups.throttled-attempt-1.400.txt",
        "DescribeAutoScalingGroups",
        "Throttling");
    refuse(
        "injected/autoscaling/DescribeAutoScalingGroups.throttled-attempt-2.400.txt",
        "DescribeAutoScalingGroups",
        "Throttling");
    refuse(
        "injected/autoscaling/SuspendProcesses.contention-attempt-1.500.txt",
        "SuspendProcesses",
        "ResourceContention");
    refuse(
        "injected/autoscaling/SuspendProcesses.contention-attempt-2.500.txt",
        "SuspendProcesses",
        "ResourceContention");
    refuse(
        "injected/ec2/DescribeInstances.limit-attempt-1.503.txt",
        "DescribeInstances",
        "RequestLimitExceeded");
    handwritten();
  }

  private static void queues() {
    String sqs = "captured/sqs/";
    Consumer<CaptureStage> nothing = stage -> {};
    STAGES.put(sqs + "CreateQueue.txt", nothing);
    STAGES.put(sqs + "GetQueueUrl.no-such-queue.400.txt", nothing);
    Consumer<CaptureStage> queue = stage -> stage.replay(sqs + "CreateQueue.txt");
    STAGES.put(sqs + "SendMessage.txt", queue);
    STAGES.put(sqs + "ReceiveMessage.empty.txt", queue);
    Consumer<CaptureStage> sent = queue.andThen(stage -> stage.replay(sqs + "SendMessage.txt"));
    STAGES.put(sqs + "ReceiveMessage.one.txt", sent);
    STAGES.put(
        sqs + "DeleteMessage.txt",
        sent.andThen(
            stage -> {
              String reply =
                  stage.send(CaptureFiles.read(sqs + "ReceiveMessage.one.txt").sent()).body();
              String recorded = CaptureFiles.read(sqs + "DeleteMessage.txt").sent().body();
              stage.replace(handle(recorded), handle(reply));
            }));

    Consumer<CaptureStage> hooked =
        stage ->
            stage
                .withAgents()
                .look(model -> model.queues().create("hooks", Map.of()))
                .replay(AS + "PutLifecycleHook.txt");
    STAGES.put(
        AS + "PutLifecycleHook.txt",
        stage -> stage.withAgents().look(model -> model.queues().create("hooks", Map.of())));
    STAGES.put(AS + "DeleteLifecycleHook.txt", hooked);
    STAGES.put("emulator-deviates/autoscaling/DescribeLifecycleHooks.txt", hooked);
    Consumer<CaptureStage> held =
        hooked.andThen(
            stage -> {
              String id = stage.members("agents").get(0).id();
              stage
                  .look(model -> model.autoScaling().members().terminate(id, false))
                  .advance(5)
                  .replace("i-0000000000000dead", id);
            });
    STAGES.put("handwritten/autoscaling.CompleteLifecycleAction.ok.200.xml", held);
    STAGES.put("handwritten/autoscaling.RecordLifecycleActionHeartbeat.ok.200.xml", held);
    STAGES.put(
        "handwritten/autoscaling.LaunchInstances.no-capacity.200.xml",
        stage ->
            stage.withAgents().look(model -> model.stock().sellOut("m5.xlarge", "us-east-1a")));
  }

  private static String handle(String text) {
    int at = text.indexOf("\"ReceiptHandle\"");
    int from = text.indexOf('"', text.indexOf(':', at)) + 1;
    return text.substring(from, text.indexOf('"', from));
  }

  private static void refuse(String name, String operation, String code) {
    STAGES.put(name, stage -> stage.withAgents().fault(operation, new Fault.Refuse(0, code, "")));
  }

  private static void handwritten() {
    refuse(
        "handwritten/autoscaling.CreateAutoScalingGroup.limit.400.xml",
        "CreateAutoScalingGroup",
        "LimitExceeded");
    refuse(
        "handwritten/autoscaling.SetDesiredCapacity.contention.500.xml",
        "SetDesiredCapacity",
        "ResourceContention");
    refuse(
        "handwritten/autoscaling.SetDesiredCapacity.internal.500.xml",
        "SetDesiredCapacity",
        "InternalFailure");
    refuse(
        "handwritten/autoscaling.SetDesiredCapacity.throttled.400.xml",
        "SetDesiredCapacity",
        "Throttling");
    refuse(
        "handwritten/autoscaling.SetDesiredCapacity.unavailable.503.xml",
        "SetDesiredCapacity",
        "ServiceUnavailable");
    refuse(
        "handwritten/ec2.DescribeInstances.throttled.503.xml",
        "DescribeInstances",
        "RequestLimitExceeded");
    refuse(
        "handwritten/ecr.GetAuthorizationToken.throttled.400.json",
        "GetAuthorizationToken",
        "ThrottlingException");
    for (String name :
        List.of(
            "autoscaling.SetDesiredCapacity.denied.403.xml",
            "ec2.DescribeInstances.denied.403.xml",
            "ecr.GetAuthorizationToken.denied.400.json")) {
      String action = name.substring(0, name.indexOf('.')) + ":*";
      STAGES.put(
          "handwritten/" + name,
          stage -> stage.withAgents().look(model -> model.access().deny("*", action)));
    }
    for (String name :
        List.of(
            "autoscaling.SetDesiredCapacity.expired-token.403.xml",
            "ec2.DescribeInstances.expired.400.xml",
            "ecr.GetAuthorizationToken.expired-token.400.json")) {
      STAGES.put(
          "handwritten/" + name,
          stage ->
              stage
                  .withAgents()
                  .look(
                      model ->
                          model
                              .access()
                              .expire("AKIAIOSFODNN7EXAMPLE", model.simulation().instant())));
    }
    STAGES.put(
        "handwritten/ec2.DescribeInstances.auth.401.xml",
        stage ->
            stage
                .withAgents()
                .look(model -> model.access().register("AKIAI44QH8DHBEXAMPLE", "other")));
    STAGES.put(
        "handwritten/sts.AssumeRole.denied.403.xml",
        stage ->
            stage.look(model -> model.roles().refuse("arn:aws:iam::123456789012:role/scaler")));
    STAGES.put(
        "handwritten/autoscaling.CreateAutoScalingGroup.exists.400.xml", CaptureStage::withAgents);
    STAGES.put(
        "handwritten/autoscaling.DeleteAutoScalingGroup.activities.400.xml",
        stage ->
            stage
                .withAgents()
                .replace("AutoScalingGroupName=weighted", "AutoScalingGroupName=agents")
                .look(
                    model ->
                        model
                            .autoScaling()
                            .groups()
                            .update("agents", dev.pacer.simulator.aws.TestAws.sizes(0, 6, 0)))
                .advance(30));
    STAGES.put(
        "handwritten/autoscaling.SetInstanceProtection.wrong-state.400.xml",
        stage ->
            stage
                .replay(EC2 + "CreateLaunchTemplate.txt")
                .replay(AS + "CreateAutoScalingGroup.three-subnets.txt")
                .advance(20));
  }

  private CaptureStages() {}

  /** The way there for a conversation; most were about a group with three members in service. */
  static Consumer<CaptureStage> of(String name) {
    return STAGES.getOrDefault(name, CaptureStage::withAgents);
  }
}
