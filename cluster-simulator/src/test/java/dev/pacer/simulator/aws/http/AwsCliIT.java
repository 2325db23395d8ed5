package dev.pacer.simulator.aws.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pacer.simulator.aws.TestAws;
import dev.pacer.simulator.aws.autoscaling.Member;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** AWS's own command line, which we did not write, against the simulator. */
class AwsCliIT {

  private static Optional<Path> cli = Optional.empty();
  private static ServedAws served;

  private record Run(int exit, String out, String err) {}

  @TempDir private Path folder;

  @BeforeAll
  static void serve() {
    cli =
        Stream.concat(Stream.of("/usr/bin"), Arrays.stream(System.getenv("PATH").split(":", -1)))
            .map(directory -> Path.of(directory, "aws"))
            .filter(Files::isExecutable)
            .findFirst();
    TestAws aws = new TestAws();
    aws.settled("agents", 1, 10, 3, 2);
    aws.model.secrets().create("dcos/sa", secret("not-a-real-secret"), Optional.empty());
    aws.model.buckets().create("probe");
    served = new ServedAws(aws);
  }

  private static Optional<dev.pacer.simulator.aws.secrets.Secrets.Value> secret(String text) {
    return Optional.of(
        new dev.pacer.simulator.aws.secrets.Secrets.Value(Optional.of(text), Optional.empty()));
  }

  @AfterAll
  static void stop() {
    served.close();
  }

  @BeforeEach
  void needTheCommand() {
    assumeTrue(
        cli.isPresent(), "the AWS CLI is not installed: apt-get install awscli to run this test");
  }

  @Test
  void groupsAreDescribed() throws Exception {
    JsonNode group = json("autoscaling", "describe-auto-scaling-groups").at("/AutoScalingGroups/0");
    assertThat(group.path("AutoScalingGroupName").asText()).isEqualTo("agents");
    assertThat(group.path("MaxSize").asInt()).isEqualTo(10);
    assertThat(group.path("Instances"))
        .hasSize(3)
        .allMatch(instance -> instance.path("LifecycleState").asText().equals("InService"));
  }

  @Test
  void desiredCapacityIsSetAndActivitiesTellOfIt() throws Exception {
    Run run =
        aws(
            "autoscaling",
            "set-desired-capacity",
            "--auto-scaling-group-name",
            "agents",
            "--desired-capacity",
            "5");
    assertThat(run.exit()).as(run.err()).isZero();
    served.advance(120);
    JsonNode activity =
        json(
                "autoscaling",
                "describe-scaling-activities",
                "--auto-scaling-group-name",
                "agents",
                "--max-items",
                "1")
            .at("/Activities/0");
    assertThat(activity.path("StatusCode").asText()).isEqualTo("Successful");
    assertThat(activity.path("Cause").asText()).contains("from 3 to 5");
    assertThat(activity.path("Description").asText())
        .startsWith("Launching a new EC2 instance: i-");

    Run back =
        aws(
            "autoscaling",
            "set-desired-capacity",
            "--auto-scaling-group-name",
            "agents",
            "--desired-capacity",
            "3");
    assertThat(back.exit()).isZero();
    served.advance(120);
  }

  @Test
  void anInstanceIsTerminatedWithDecrementAndComesBackByDesiredCapacity() throws Exception {
    String id = served.look(() -> members().get(0).id());
    JsonNode activity =
        json(
                "autoscaling",
                "terminate-instance-in-auto-scaling-group",
                "--instance-id",
                id,
                "--should-decrement-desired-capacity")
            .path("Activity");
    assertThat(activity.path("Description").asText()).isEqualTo("Terminating EC2 instance: " + id);
    assertThat(activity.path("StatusCode").asText()).isEqualTo("InProgress");
    served.advance(60);
    assertThat(served.look(() -> members().size())).isEqualTo(2);
    served.look(
        () -> {
          served.aws().model.autoScaling().groups().setDesired("agents", 3, false);
          return true;
        });
    served.advance(120);
  }

  private static List<Member> members() {
    return List.copyOf(served.aws().model.autoScaling().find("agents").orElseThrow().members());
  }

  @Test
  void machinesAreDescribedByTheirGroup() throws Exception {
    JsonNode machine =
        json(
                "ec2",
                "describe-instances",
                "--filters",
                "Name=tag:aws:autoscaling:groupName,Values=agents",
                "Name=instance-state-name,Values=running")
            .at("/Reservations/0/Instances/0");
    assertThat(machine.path("InstanceType").asText()).isEqualTo("m5.large");
    assertThat(machine.path("PrivateDnsName").asText())
        .isEqualTo(
            "ip-" + machine.path("PrivateIpAddress").asText().replace('.', '-') + ".ec2.internal");
    JsonNode type =
        json("ec2", "describe-instance-types", "--instance-types", "g4dn.xlarge")
            .at("/InstanceTypes/0");
    assertThat(type.at("/GpuInfo/Gpus/0/Name").asText()).isEqualTo("T4");
    assertThat(type.at("/MemoryInfo/SizeInMiB").asInt()).isEqualTo(16384);
  }

  @Test
  void registryPasswordsAreIssued() throws Exception {
    JsonNode data = json("ecr", "get-authorization-token").at("/authorizationData/0");
    String token =
        new String(
            Base64.getDecoder().decode(data.path("authorizationToken").asText()),
            StandardCharsets.UTF_8);
    assertThat(token).startsWith("AWS:");
    assertThat(served.look(() -> served.aws().model.registryTokens().accepts(token.substring(4))))
        .isTrue();
    Run login = aws("ecr", "get-login-password");
    assertThat(login.exit()).as(login.err()).isZero();
    assertThat(login.out().strip()).isNotEqualTo(token.substring(4));
  }

  @Test
  void filesGoUpAndComeDownUnchanged() throws Exception {
    Path up = folder.resolve("up.bin");
    byte[] bytes = new byte[100_000];
    new java.util.SplittableRandom(1).nextBytes(bytes);
    Files.write(up, bytes);
    Run put = aws("s3", "cp", up.toString(), "s3://probe/a/b c.bin");
    assertThat(put.exit()).as(put.err()).isZero();
    Path down = folder.resolve("down.bin");
    Run get = aws("s3", "cp", "s3://probe/a/b c.bin", down.toString());
    assertThat(get.exit()).as(get.err()).isZero();
    assertThat(down).hasBinaryContent(bytes);
    Run list = aws("s3", "ls", "s3://probe/a/");
    assertThat(list.out()).contains("100000 b c.bin");
    Run missing = aws("s3", "cp", "s3://probe/nope", down.toString());
    assertThat(missing.exit()).isNotZero();
    assertThat(missing.err()).contains("404");
  }

  @Test
  void secretsAreRead() throws Exception {
    JsonNode secret = json("secretsmanager", "get-secret-value", "--secret-id", "dcos/sa");
    assertThat(secret.path("SecretString").asText()).isEqualTo("not-a-real-secret");
    assertFails(
        "An error occurred (ResourceNotFoundException) when calling the GetSecretValue operation:"
            + " Secrets Manager can't find the specified secret.",
        "secretsmanager",
        "get-secret-value",
        "--secret-id",
        "nope");
  }

  @Test
  void callersLearnWhoTheyAre() throws Exception {
    JsonNode identity = json("sts", "get-caller-identity");
    assertThat(identity.path("Account").asText()).isEqualTo("123456789012");
    assertThat(identity.path("Arn").asText()).isEqualTo("arn:aws:iam::123456789012:user/operator");
    JsonNode role =
        json(
            "sts",
            "assume-role",
            "--role-arn",
            "arn:aws:iam::123456789012:role/scaler",
            "--role-session-name",
            "probe");
    assertThat(role.at("/Credentials/AccessKeyId").asText()).startsWith("ASIA");
  }

  @Test
  void aHookHoldsAnInstanceAndTellsTheQueueUntilItIsCompleted() throws Exception {
    String queue = json("sqs", "create-queue", "--queue-name", "cli").path("QueueUrl").asText();
    String arn =
        json("sqs", "get-queue-attributes", "--queue-url", queue, "--attribute-names", "QueueArn")
            .at("/Attributes/QueueArn")
            .asText();
    Run put =
        aws(
            "autoscaling",
            "put-lifecycle-hook",
            "--auto-scaling-group-name",
            "agents",
            "--lifecycle-hook-name",
            "cli-drain",
            "--lifecycle-transition",
            "autoscaling:EC2_INSTANCE_TERMINATING",
            "--heartbeat-timeout",
            "600",
            "--notification-target-arn",
            arn,
            "--role-arn",
            "arn:aws:iam::123456789012:role/hook");
    assertThat(put.exit()).as(put.err()).isZero();
    assertThat(
            json("autoscaling", "describe-lifecycle-hooks", "--auto-scaling-group-name", "agents")
                .at("/LifecycleHooks/0/GlobalTimeout")
                .asInt())
        .isEqualTo(60_000);
    assertThat(received(queue).path("Event").asText()).isEqualTo("autoscaling:TEST_NOTIFICATION");

    String id = served.look(() -> members().get(0).id());
    assertThat(
            aws(
                    "autoscaling",
                    "terminate-instance-in-auto-scaling-group",
                    "--instance-id",
                    id,
                    "--no-should-decrement-desired-capacity")
                .exit())
        .isZero();
    served.advance(5);
    assertThat(
            json("autoscaling", "describe-auto-scaling-instances", "--instance-ids", id)
                .at("/AutoScalingInstances/0/LifecycleState")
                .asText())
        .isEqualTo("Terminating:Wait");
    JsonNode told = received(queue);
    assertThat(told.path("EC2InstanceId").asText()).isEqualTo(id);
    List<String> action =
        List.of(
            "--auto-scaling-group-name",
            "agents",
            "--lifecycle-hook-name",
            "cli-drain",
            "--lifecycle-action-token",
            told.path("LifecycleActionToken").asText());
    assertThat(onAction("record-lifecycle-action-heartbeat", action).exit()).isZero();
    List<String> done = new ArrayList<>(action);
    done.addAll(List.of("--lifecycle-action-result", "CONTINUE"));
    assertThat(onAction("complete-lifecycle-action", done).exit()).isZero();
    assertThat(onAction("complete-lifecycle-action", done).err())
        .contains("No active Lifecycle Action found with token ");
    assertThat(
            aws(
                    "autoscaling",
                    "delete-lifecycle-hook",
                    "--auto-scaling-group-name",
                    "agents",
                    "--lifecycle-hook-name",
                    "cli-drain")
                .exit())
        .isZero();
    served.advance(200);
  }

  private Run onAction(String action, List<String> options) throws Exception {
    List<String> command = new ArrayList<>(List.of("autoscaling", action));
    command.addAll(options);
    return aws(command.toArray(String[]::new));
  }

  /** Receives the only message and deletes it. */
  private JsonNode received(String queue) throws Exception {
    JsonNode messages =
        json("sqs", "receive-message", "--queue-url", queue, "--max-number-of-messages", "10")
            .path("Messages");
    assertThat(messages).hasSize(1);
    Run delete =
        aws(
            "sqs",
            "delete-message",
            "--queue-url",
            queue,
            "--receipt-handle",
            messages.at("/0/ReceiptHandle").asText());
    assertThat(delete.exit()).as(delete.err()).isZero();
    return new ObjectMapper().readTree(messages.at("/0/Body").asText());
  }

  @Test
  void messagesAreSentHiddenAndShownAgain() throws Exception {
    String queue = json("sqs", "create-queue", "--queue-name", "cli2").path("QueueUrl").asText();
    assertThat(json("sqs", "list-queues").path("QueueUrls").toString()).contains(queue);
    json("sqs", "send-message", "--queue-url", queue, "--message-body", "<a & b>");
    JsonNode message =
        json("sqs", "receive-message", "--queue-url", queue, "--attribute-names", "All")
            .at("/Messages/0");
    assertThat(message.path("Body").asText()).isEqualTo("<a & b>");
    assertThat(message.at("/Attributes/ApproximateReceiveCount").asText()).isEqualTo("1");
    Run empty = aws("sqs", "receive-message", "--queue-url", queue, "--wait-time-seconds", "1");
    assertThat(empty.out()).isEmpty();
    Run show =
        aws(
            "sqs",
            "change-message-visibility",
            "--queue-url",
            queue,
            "--receipt-handle",
            message.path("ReceiptHandle").asText(),
            "--visibility-timeout",
            "0");
    assertThat(show.exit()).as(show.err()).isZero();
    assertThat(json("sqs", "receive-message", "--queue-url", queue).path("Messages")).hasSize(1);
    assertFails(
        "An error occurred (AWS.SimpleQueueService.NonExistentQueue) when calling the"
            + " GetQueueUrl operation: The specified queue does not exist.",
        "sqs",
        "get-queue-url",
        "--queue-name",
        "nope");
  }

  @Test
  void refusalsAreThoseOfAws() throws Exception {
    assertFails(
        "An error occurred (ValidationError) when calling the SetDesiredCapacity operation: New"
            + " SetDesiredCapacity value 11 is above max value 10 for the AutoScalingGroup.",
        "autoscaling",
        "set-desired-capacity",
        "--auto-scaling-group-name",
        "agents",
        "--desired-capacity",
        "11");
    assertFails(
        "An error occurred (ValidationError) when calling the"
            + " TerminateInstanceInAutoScalingGroup operation: Instance Id not found - No managed"
            + " instance found for instance ID i-0000000000000dead",
        "autoscaling",
        "terminate-instance-in-auto-scaling-group",
        "--instance-id",
        "i-0000000000000dead",
        "--should-decrement-desired-capacity");
    assertFails(
        "An error occurred (InvalidInstanceID.NotFound) when calling the DescribeInstances"
            + " operation: The instance ID 'i-0000000000000dead' does not exist",
        "ec2",
        "describe-instances",
        "--instance-ids",
        "i-0000000000000dead");
    assertFails(
        "An error occurred (InvalidInstanceType) when calling the DescribeInstanceTypes operation:"
            + " The following supplied instance types do not exist: [m99.huge]",
        "ec2",
        "describe-instance-types",
        "--instance-types",
        "m99.huge");
  }

  private void assertFails(String message, String... command) throws Exception {
    Run run = aws(command);
    assertThat(run.exit()).as(run.out() + run.err()).isEqualTo(254);
    assertThat(run.err().strip()).isEqualTo(message);
  }

  private JsonNode json(String... command) throws Exception {
    Run run = aws(command);
    assertThat(run.exit()).as(run.err()).isZero();
    return new ObjectMapper().readTree(run.out());
  }

  private Run aws(String... command) throws IOException, InterruptedException {
    List<String> line = new ArrayList<>();
    line.add(cli.orElseThrow().toString());
    line.addAll(List.of("--endpoint-url", served.uri().toString(), "--output", "json"));
    line.addAll(List.of(command));
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    ProcessBuilder builder =
        new ProcessBuilder(line).redirectOutput(out.toFile()).redirectError(err.toFile());
    builder
        .environment()
        .putAll(
            Map.of(
                "AWS_ACCESS_KEY_ID", "AKIAIOSFODNN7EXAMPLE",
                "AWS_SECRET_ACCESS_KEY", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
                "AWS_DEFAULT_REGION", "us-east-1",
                "AWS_CONFIG_FILE", "/dev/null",
                "AWS_SHARED_CREDENTIALS_FILE", "/dev/null",
                "AWS_EC2_METADATA_DISABLED", "true",
                "AWS_PAGER", "",
                "NO_PROXY", "127.0.0.1",
                "LC_ALL", "C.UTF-8"));
    builder.environment().remove("AWS_PROFILE");
    builder.environment().remove("AWS_SESSION_TOKEN");
    Process process = builder.start();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("no answer within 60 s: " + line);
    }
    return new Run(process.exitValue(), Files.readString(out), Files.readString(err));
  }
}
