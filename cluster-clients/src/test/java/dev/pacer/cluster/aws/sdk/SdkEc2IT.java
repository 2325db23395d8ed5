package dev.pacer.cluster.aws.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pacer.cluster.aws.AwsException;
import dev.pacer.cluster.aws.AwsFailure.Kind;
import dev.pacer.cluster.aws.Ec2;
import dev.pacer.cluster.aws.Ec2Instance;
import dev.pacer.cluster.aws.GroupName;
import dev.pacer.cluster.aws.InstanceAddress;
import dev.pacer.cluster.aws.InstanceId;
import dev.pacer.cluster.aws.InstanceState;
import dev.pacer.cluster.aws.InstanceType;
import dev.pacer.cluster.aws.InstanceTypeFacts;
import dev.pacer.cluster.aws.LaunchTemplateRef;
import dev.pacer.cluster.aws.LaunchTemplateVersion;
import dev.pacer.cluster.aws.Zone;
import dev.pacer.cluster.aws.sdk.ScriptedAws.Reply;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SdkEc2IT {
  private final ScriptedAws aws = new ScriptedAws();
  private final AwsClients clients = AwsClients.open(aws.settings());
  private final Ec2 ec2 = clients.ec2();

  @AfterEach
  void close() {
    clients.close();
    aws.close();
  }

  @Test
  void aMachineIsReadWithItsAddressesAndItsGroup() {
    aws.then(reply("captured/ec2.DescribeInstances.by-private-ip.txt"));

    Ec2Instance instance = ec2.instancesByPrivateIp(List.of("172.31.0.24")).get(0);

    assertThat(instance.id()).isEqualTo(new InstanceId("i-feeec0ea86abfa685"));
    assertThat(instance.state()).isEqualTo(InstanceState.RUNNING);
    assertThat(instance.kind().type()).isEqualTo(new InstanceType("m5.xlarge"));
    assertThat(instance.kind().zone()).isEqualTo(new Zone("us-east-1a"));
    assertThat(instance.kind().spot()).isFalse();
    assertThat(instance.address())
        .isEqualTo(
            new InstanceAddress(
                Optional.of("172.31.0.24"), Optional.of("ip-172-31-0-24.ec2.internal")));
    assertThat(instance.launchedAt()).isEqualTo(Instant.parse("2026-11-22T07:27:51Z"));
    assertThat(instance.tags()).containsEntry("pool", "blue");
    assertThat(instance.group()).contains(new GroupName("agents"));
    Map<String, String> expected =
        new TreeMap<>(Captures.request("captured/ec2.DescribeInstances.by-private-ip.txt"));
    expected.put("MaxResults", "500");
    assertThat(aws.onlyRequest()).isEqualTo(expected);
  }

  @Test
  void machinesAreAskedForByFilterSoThatAnUnknownOneDoesNotFailTheRest() {
    aws.then(reply("captured/ec2.DescribeInstances.by-id-five.txt"));

    List<Ec2Instance> five =
        ec2.instances(List.of(new InstanceId("i-2c8e239b9f7ab471f"), new InstanceId("i-0dead")));

    assertThat(five).hasSize(5).doesNotHaveDuplicates();
    assertThat(aws.onlyRequest())
        .containsEntry("Filter.1.Name", "instance-id")
        .containsEntry("Filter.1.Value.1", "i-0dead")
        .containsEntry("Filter.1.Value.2", "i-2c8e239b9f7ab471f")
        .doesNotContainKey("InstanceId.1");
  }

  @Test
  void machinesOfGroupsAreAskedForByTagAndLiterally() {
    aws.then(instances(""));

    ec2.instancesOfGroups(List.of(new GroupName("agents*")));

    assertThat(aws.onlyRequest())
        .containsEntry("Filter.1.Name", "tag:aws:autoscaling:groupName")
        .containsEntry("Filter.1.Value.1", "agents\\*");
  }

  @Test
  void spotMachinesAndTerminatedOnesAreRead() {
    aws.then(
        instances(
            instance("i-0a", "terminated", "")
                + instance("i-0b", "running", "<instanceLifecycle>spot</instanceLifecycle>")
                + instance("i-0c", "hovering", "<privateDnsName/>")));

    List<Ec2Instance> read = ec2.instances(List.of(new InstanceId("i-0a")));

    assertThat(read.get(0).state().ending()).isTrue();
    assertThat(read.get(0).address()).isEqualTo(InstanceAddress.NONE);
    assertThat(read.get(0).group()).isEmpty();
    assertThat(read.get(1).kind().spot()).isTrue();
    assertThat(read.get(2).state().text()).isEqualTo("hovering");
    assertThat(read.get(2).state().running()).isFalse();
    assertThat(read.get(2).state().ending()).isFalse();
    assertThat(read.get(2).address()).isEqualTo(InstanceAddress.NONE);
  }

  @Test
  void twoHundredValuesGoIntoOneCallAndAllPagesAreRead() {
    aws.then(instances(instance("i-0a", "running", ""), "more"))
        .then(instances(instance("i-0b", "running", "")))
        .then(instances(instance("i-0b", "running", "")));

    List<Ec2Instance> read =
        ec2.instances(
            IntStream.range(0, 201).mapToObj(i -> new InstanceId("i-%08d".formatted(i))).toList());

    assertThat(read).extracting(instance -> instance.id().text()).containsExactly("i-0a", "i-0b");
    assertThat(aws.requests()).hasSize(3);
    assertThat(aws.requests().get(0)).containsKey("Filter.1.Value.200");
    assertThat(aws.requests().get(1)).containsEntry("NextToken", "more");
    assertThat(aws.requests().get(2)).containsEntry("Filter.1.Value.1", "i-00000200");
  }

  @Test
  void nothingAskedForIsNoCall() {
    assertThat(ec2.instances(List.of())).isEmpty();
    assertThat(ec2.instancesOfGroups(List.of())).isEmpty();
    assertThat(ec2.instancesByPrivateIp(List.of())).isEmpty();
    assertThat(ec2.instanceTypes(List.of())).isEmpty();
    assertThat(aws.requests()).isEmpty();
  }

  @Test
  void typesAreReadWithTheirGpus() {
    aws.then(reply("captured/ec2.DescribeInstanceTypes.gpu.txt"))
        .then(reply("captured/ec2.DescribeInstanceTypes.m5.xlarge.txt"));

    InstanceTypeFacts gpu = ec2.instanceTypes(List.of(new InstanceType("g4dn.xlarge"))).get(0);
    InstanceTypeFacts plain = ec2.instanceTypes(List.of(new InstanceType("m5.xlarge"))).get(0);

    assertThat(gpu)
        .isEqualTo(
            new InstanceTypeFacts(
                new InstanceType("g4dn.xlarge"),
                4,
                16384,
                List.of(new InstanceTypeFacts.Gpus("NVIDIA", "T4", 1)),
                125,
                java.util.Set.of("x86_64")));
    assertThat(gpu.gpuCount()).isEqualTo(1);
    assertThat(plain.gpuCount()).isZero();
    assertThat(plain.localStorageGb()).isZero();
    assertThat(aws.requests().get(0))
        .isEqualTo(Captures.request("captured/ec2.DescribeInstanceTypes.gpu.txt"));
  }

  @Test
  void anUnknownTypeIsNotFound() {
    aws.then(Reply.of(400, Captures.reply("captured/ec2.DescribeInstanceTypes.unknown.400.txt")));

    assertThatThrownBy(() -> ec2.instanceTypes(List.of(new InstanceType("zz9.huge"))))
        .isInstanceOfSatisfying(
            AwsException.class, e -> assertThat(e.kind()).isEqualTo(Kind.NOT_FOUND))
        .hasMessageContaining("zz9.huge");
  }

  @Test
  void aTemplateVersionIsReadWithoutItsUserData() {
    String both = Captures.reply("emulator-deviates/ec2.DescribeLaunchTemplateVersions.txt");
    String first = both.substring(0, both.indexOf("</item><item><launchTemplateId>")) + "</item>";
    aws.then(
        Reply.of(
            200,
            first
                + "</launchTemplateVersionSet><requestId>request-id</requestId>"
                + "</DescribeLaunchTemplateVersionsResponse>"));

    LaunchTemplateVersion version =
        ec2.launchTemplateVersion(
            new LaunchTemplateRef(Optional.empty(), Optional.of("agent-lt"), Optional.empty()));

    assertThat(version.number()).isEqualTo(1);
    assertThat(version.instanceType()).contains(new InstanceType("m5.xlarge"));
    assertThat(version.imageId()).contains("ami-12c6146b");
    assertThat(version.volumes())
        .containsExactly(new LaunchTemplateVersion.Volume("/dev/xvda", Optional.of(50)));
    assertThat(version.instanceTags()).containsExactly(Map.entry("role", "agent"));
    assertThat(version.toString()).doesNotContain("IyEvYmluL3NoCmVjaG8gaGkK");
    assertThat(aws.onlyRequest())
        .containsEntry("LaunchTemplateName", "agent-lt")
        .containsEntry("LaunchTemplateVersion.1", "$Default");
  }

  @Test
  void aTemplateIsAskedForByIdWhereThereIsOne() {
    aws.then(
        Reply.of(
            200,
            "<DescribeLaunchTemplateVersionsResponse><launchTemplateVersionSet/>"
                + "<requestId>request-id</requestId></DescribeLaunchTemplateVersionsResponse>"));

    assertThatThrownBy(
            () ->
                ec2.launchTemplateVersion(
                    new LaunchTemplateRef(
                        Optional.of("lt-0a"), Optional.of("agent-lt"), Optional.of("$Latest"))))
        .isInstanceOfSatisfying(
            AwsException.class, e -> assertThat(e.kind()).isEqualTo(Kind.NOT_FOUND))
        .hasMessageContaining("lt-0a:$Latest");
    assertThat(aws.onlyRequest())
        .containsEntry("LaunchTemplateId", "lt-0a")
        .containsEntry("LaunchTemplateVersion.1", "$Latest")
        .doesNotContainKey("LaunchTemplateName");
  }

  private static Reply reply(String capture) {
    return Reply.of(200, Captures.reply(capture));
  }

  private static Reply instances(String items) {
    return instances(items, "");
  }

  private static Reply instances(String items, String nextToken) {
    return Reply.of(
        200,
        "<DescribeInstancesResponse xmlns=\"http://ec2.amazonaws.com/doc/2016-11-15/\"><reservationSet><item><instancesSet>%s</instancesSet></item></reservationSet>%s<requestId>3f2d8c1e-5b7a-4c9d-8e21-0a1b2c3d4e5f</requestId></DescribeInstancesResponse>"
            .formatted(
                items, nextToken.isEmpty() ? "" : "<nextToken>" + nextToken + "</nextToken>"));
  }

  private static String instance(String id, String state, String more) {
    return "<item><instanceId>%s</instanceId><instanceState><name>%s</name></instanceState><instanceType>m5.large</instanceType><placement><availabilityZone>us-east-1a</availabilityZone></placement><launchTime>2026-11-22T07:00:00.000Z</launchTime>%s</item>"
        .formatted(id, state, more);
  }
}
