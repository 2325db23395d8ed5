package dev.pacer.simulator.aws.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.simulator.aws.TestAws;
import dev.pacer.simulator.kernel.Fault;
import dev.pacer.simulator.kernel.FaultRules;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Faults, credentials and paging over HTTP. */
class AwsFaceIT {

  private final TestAws aws = new TestAws();
  private final ServedAws served;

  AwsFaceIT() {
    aws.settled("agents", 1, 10, 7, 2);
    served = new ServedAws(aws);
  }

  @AfterEach
  void close() {
    served.close();
  }

  private static Capture.Sent form(String service, String form) {
    return new Capture.Sent(
        "POST / HTTP/1.1",
        List.of(
            "Host: here",
            "Connection: close",
            "Authorization: AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20260105/us-east-1/"
                + service
                + "/aws4_request, SignedHeaders=host, Signature=0",
            "Content-Type: application/x-www-form-urlencoded; charset=utf-8",
            "Content-Length: 0"),
        form);
  }

  private String body(String service, String form) {
    return RawHttp.send(served.uri(), form(service, form)).body();
  }

  private void fault(Fault fault) {
    aws.faults.add(FaultRules.Rule.once("here", call -> true, 0, fault));
  }

  private static final String SET_8 =
      "Action=SetDesiredCapacity&Version=2011-01-01&AutoScalingGroupName=agents&DesiredCapacity=8";

  private int desired() {
    return served.look(
        () -> aws.model.autoScaling().find("agents").orElseThrow().now().capacity().desired());
  }

  @Test
  void aDropBeforeActingChangesNothing() {
    fault(new Fault.Drop(false));
    assertThat(RawHttp.exchange(served.uri(), form("autoscaling", SET_8))).isEmpty();
    assertThat(desired()).isEqualTo(7);
  }

  @Test
  void aDropAfterActingHasActed() {
    fault(new Fault.Drop(true));
    assertThat(RawHttp.exchange(served.uri(), form("autoscaling", SET_8))).isEmpty();
    assertThat(desired()).isEqualTo(8);
  }

  @Test
  void aPartitionCutsEveryConnection() {
    aws.faults.add(FaultRules.Rule.always("dark", call -> true, new Fault.Partition()));
    assertThat(RawHttp.exchange(served.uri(), form("autoscaling", SET_8))).isEmpty();
    assertThat(desired()).isEqualTo(7);
  }

  @Test
  void aDelayIsActedOnAndHeldBackOutsideOfTheTurn() {
    fault(new Fault.Delay(Duration.ofSeconds(3)));
    assertThat(RawHttp.send(served.uri(), form("autoscaling", SET_8)).status()).isEqualTo(200);
    assertThat(served.pauses()).containsExactly(Duration.ofSeconds(3));
    assertThat(desired()).isEqualTo(8);
  }

  @Test
  void aStaleReadTellsOfThePast() {
    served.look(
        () -> {
          aws.model.autoScaling().groups().setDesired("agents", 9, false);
          return true;
        });
    served.advance(5);
    String describe = "Action=DescribeAutoScalingGroups&Version=2011-01-01";
    fault(new Fault.Stale(Duration.ofSeconds(6)));
    assertThat(body("autoscaling", describe)).contains("<DesiredCapacity>7</DesiredCapacity>");
    assertThat(body("autoscaling", describe)).contains("<DesiredCapacity>9</DesiredCapacity>");
  }

  @Test
  void garbledAnswersAreCutOrReplaced() {
    fault(new Fault.Garble(10, ""));
    String cut = RawHttp.exchange(served.uri(), form("autoscaling", SET_8));
    assertThat(cut).contains("HTTP/1.1 200").endsWith("<SetDesire");
    aws.faults.remove("here");
    fault(new Fault.Garble(-1, "<html>proxy</html>"));
    Capture.WireReply replaced = RawHttp.send(served.uri(), form("autoscaling", SET_8));
    assertThat(replaced.body()).isEqualTo("<html>proxy</html>");
    assertThat(replaced.mediaType()).isEqualTo("text/html");
  }

  @Test
  void everyFaultRuleIsAskedOncePerCall() {
    fault(new Fault.Refuse(400, "Throttling", "Rate exceeded"));
    Capture.WireReply reply = RawHttp.send(served.uri(), form("autoscaling", SET_8));
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.body()).contains("<Code>Throttling</Code><Message>Rate exceeded</Message>");
    assertThat(RawHttp.send(served.uri(), form("autoscaling", SET_8)).status()).isEqualTo(200);
  }

  @Test
  void unsignedRequestsAreRefusedInTheWordsOfTheirService() {
    Capture.Sent signed = form("ec2", "Action=DescribeInstances&Version=2016-11-15");
    Capture.Sent unsigned =
        new Capture.Sent(
            signed.line(),
            signed.headers().stream().filter(line -> !line.startsWith("Auth")).toList(),
            signed.body());
    Capture.WireReply reply = RawHttp.send(served.uri(), unsigned);
    assertThat(reply.status()).isEqualTo(401);
    assertThat(reply.body()).contains("<Code>AuthFailure</Code>");
  }

  @Test
  void unknownActionsAndServicesAreRefused() {
    assertThat(body("autoscaling", "Action=PutWarmPool&Version=2011-01-01"))
        .contains("<Code>InvalidAction</Code>");
    assertThat(body("ec2", "Action=RunInstances&Version=2016-11-15"))
        .contains("<Code>InvalidAction</Code>");
    Capture.WireReply reply =
        RawHttp.send(served.uri(), form("sns", "Action=ListTopics&Version=2010-03-31"));
    assertThat(reply.status()).isEqualTo(400);
  }

  private static String part(String xml, String element) {
    int from = xml.indexOf("<" + element + ">") + element.length() + 2;
    return xml.substring(from, xml.indexOf("</" + element + ">"));
  }

  private String sqs(String parameters) {
    return body("sqs", parameters + "&Version=2012-11-05");
  }

  @Test
  void queuesSpeakTheFormOfOlderClientsToo() {
    String url =
        part(
            sqs(
                "Action=CreateQueue&QueueName=old&Attribute.1.Name=VisibilityTimeout"
                    + "&Attribute.1.Value=7"),
            "QueueUrl");
    assertThat(url).isEqualTo("http://%s/123456789012/old".formatted(served.uri().getAuthority()));
    String queue = "&QueueUrl=" + url;
    assertThat(sqs("Action=GetQueueAttributes&AttributeName.1=VisibilityTimeout" + queue))
        .contains("<Attribute><Name>VisibilityTimeout</Name><Value>7</Value></Attribute>");
    assertThat(sqs("Action=SendMessage&MessageBody=hello" + queue))
        .contains("<MD5OfMessageBody>5d41402abc4b2a76b9719d911017c592</MD5OfMessageBody>");
    String received = sqs("Action=ReceiveMessage&AttributeName.1=All" + queue);
    assertThat(received)
        .contains("<Body>hello</Body>")
        .contains("<Name>ApproximateReceiveCount</Name><Value>1</Value>");
    assertThat(sqs("Action=ReceiveMessage" + queue)).contains("<ReceiveMessageResult/>");
    assertThat(
            sqs(
                "Action=DeleteMessageBatch&DeleteMessageBatchRequestEntry.1.Id=a"
                    + "&DeleteMessageBatchRequestEntry.1.ReceiptHandle="
                    + part(received, "ReceiptHandle")
                    + "&DeleteMessageBatchRequestEntry.2.Id=b"
                    + "&DeleteMessageBatchRequestEntry.2.ReceiptHandle=short"
                    + queue))
        .contains("<DeleteMessageBatchResultEntry><Id>a</Id></DeleteMessageBatchResultEntry>")
        .contains("<BatchResultErrorEntry><Id>b</Id><SenderFault>true</SenderFault>");
    assertThat(sqs("Action=GetQueueUrl&QueueName=nope"))
        .contains("<Code>AWS.SimpleQueueService.NonExistentQueue</Code>");
  }

  @Test
  void aLongPollAsksAgainUntilItsWaitIsOver() {
    String url = part(sqs("Action=CreateQueue&QueueName=poll"), "QueueUrl");
    int before = served.pauses().size();
    String empty = sqs("Action=ReceiveMessage&WaitTimeSeconds=2&QueueUrl=" + url);
    assertThat(empty).contains("<ReceiveMessageResult/>");
    assertThat(served.pauses().subList(before, served.pauses().size()))
        .hasSize(8)
        .containsOnly(Duration.ofMillis(250));
    assertThat(sqs("Action=ReceiveMessage&WaitTimeSeconds=21&QueueUrl=" + url))
        .contains("<Code>InvalidParameterValue</Code>");
  }

  @Test
  void machinesArePagedAndIdsMayNotBe() {
    String first = body("ec2", "Action=DescribeInstances&Version=2016-11-15&MaxResults=5");
    assertThat(first.split("<instanceId>", -1)).hasSize(6);
    String token = first.substring(first.indexOf("<nextToken>") + 11);
    token = token.substring(0, token.indexOf('<')).replace("=", "%3D");
    String second =
        body("ec2", "Action=DescribeInstances&Version=2016-11-15&MaxResults=5&NextToken=" + token);
    assertThat(second.split("<instanceId>", -1)).hasSize(3);
    assertThat(second).doesNotContain("<nextToken>");
    assertThat(
            body(
                "ec2",
                "Action=DescribeInstances&Version=2016-11-15&MaxResults=5&InstanceId.1="
                    + TestAws.member(aws.model.autoScaling().find("agents").orElseThrow(), 0).id()))
        .contains("InvalidParameterCombination");
    assertThat(body("ec2", "Action=DescribeInstances&Version=2016-11-15&MaxResults=4"))
        .contains("InvalidParameterValue");
    assertThat(
            body("ec2", "Action=DescribeInstanceTypes&Version=2016-11-15")
                .split("<instanceType>", -1))
        .hasSize(101);
  }

  @Test
  void oneUnknownIdFailsTheWholeCallAndAwsTagsAreNotOurs() {
    String id = TestAws.member(aws.model.autoScaling().find("agents").orElseThrow(), 0).id();
    assertThat(
            body(
                "ec2",
                "Action=TerminateInstances&Version=2016-11-15&InstanceId.1="
                    + id
                    + "&InstanceId.2=i-0000000000000dead"))
        .contains("InvalidInstanceID.NotFound");
    assertThat(body("ec2", "Action=DescribeInstances&Version=2016-11-15&InstanceId.1=" + id))
        .contains("<name>running</name>");
    assertThat(
            body(
                "ec2",
                "Action=CreateTags&Version=2016-11-15&ResourceId.1="
                    + id
                    + "&Tag.1.Key=aws%3Aautoscaling%3AgroupName&Tag.1.Value=x"))
        .contains("InvalidParameterValue");
  }

  @Test
  void wildcardsInFiltersMatchAndEscapedOnesDoNot() {
    String filter = "Action=DescribeInstances&Version=2016-11-15&Filter.1.Name=instance-type";
    assertThat(body("ec2", filter + "&Filter.1.Value.1=m5.*")).contains("<instanceId>");
    assertThat(body("ec2", filter + "&Filter.1.Value.1=m5.%5C*")).doesNotContain("<instanceId>");
    assertThat(body("ec2", filter + "&Filter.1.Value.1=m5.larg%3F")).contains("<instanceId>");
  }

  @Test
  void groupsCanBeListedWithoutTheirInstances() {
    assertThat(
            body(
                "autoscaling",
                "Action=DescribeAutoScalingGroups&Version=2011-01-01&IncludeInstances=false"))
        .contains("<Instances/>")
        .contains("<AutoScalingGroupName>agents</AutoScalingGroupName>");
  }
}
