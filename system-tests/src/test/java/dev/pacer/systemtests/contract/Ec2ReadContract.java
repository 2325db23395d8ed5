package dev.pacer.systemtests.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pacer.cluster.aws.AutoScaling;
import dev.pacer.cluster.aws.AutoScalingGroup;
import dev.pacer.cluster.aws.AwsException;
import dev.pacer.cluster.aws.AwsFailure;
import dev.pacer.cluster.aws.Ec2;
import dev.pacer.cluster.aws.Ec2Instance;
import dev.pacer.cluster.aws.GroupInstance;
import dev.pacer.cluster.aws.GroupName;
import dev.pacer.cluster.aws.InstanceId;
import dev.pacer.cluster.aws.InstanceType;
import dev.pacer.cluster.aws.InstanceTypeFacts;
import dev.pacer.cluster.aws.LaunchSource;
import dev.pacer.cluster.aws.LaunchTemplateRef;
import dev.pacer.cluster.aws.LaunchTemplateVersion;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What holds of {@link Ec2}, which only reads. */
public interface Ec2ReadContract {

  Ec2 ec2();

  AutoScaling autoScaling();

  /** A group with instances in service, which nothing changes meanwhile. */
  GroupName quietGroup();

  private AutoScalingGroup quiet() {
    return autoScaling().groups(List.of(quietGroup())).get(0);
  }

  @Test
  default void machinesAreFoundByIdAndUnknownOnesAreLeftOut() {
    List<InstanceId> ids = quiet().inService().map(GroupInstance::id).toList();
    assertThat(ids).isNotEmpty();
    List<InstanceId> asked = new java.util.ArrayList<>(ids);
    asked.add(new InstanceId("i-0fa0000000000000f"));

    assertThat(ec2().instances(asked))
        .extracting(Ec2Instance::id)
        .containsExactlyInAnyOrderElementsOf(ids);
    assertThat(ec2().instances(List.of())).isEmpty();
  }

  @Test
  default void aMachineIsWhatItsGroupLaunched() {
    AutoScalingGroup group = quiet();
    for (GroupInstance member : group.inService().toList()) {
      Ec2Instance machine = ec2().instances(List.of(member.id())).get(0);

      assertThat(machine.state().running()).isTrue();
      assertThat(machine.kind().type()).isEqualTo(member.type());
      assertThat(machine.kind().zone()).isEqualTo(member.zone());
      assertThat(machine.group()).contains(group.name());
      assertThat(machine.address().privateIp()).isPresent();
    }
  }

  @Test
  default void theMachinesOfAGroupCarryItsTag() {
    Set<InstanceId> members =
        quiet().inService().map(GroupInstance::id).collect(java.util.stream.Collectors.toSet());

    assertThat(ec2().instancesOfGroups(List.of(quietGroup())))
        .filteredOn(machine -> machine.state().running())
        .extracting(Ec2Instance::id)
        .containsExactlyInAnyOrderElementsOf(members);
    assertThat(ec2().instancesOfGroups(List.of(AutoScalingReadContract.NOBODY))).isEmpty();
    assertThat(ec2().instancesOfGroups(List.of())).isEmpty();
  }

  @Test
  default void aMachineIsFoundByItsPrivateAddress() {
    InstanceId id = quiet().inService().findFirst().orElseThrow().id();
    Ec2Instance machine = ec2().instances(List.of(id)).get(0);
    String ip = machine.address().privateIp().orElseThrow();

    assertThat(ec2().instancesByPrivateIp(List.of(ip))).containsExactly(machine);
    assertThat(ec2().instancesByPrivateIp(List.of("192.0.2.1"))).isEmpty();
    assertThat(ec2().instancesByPrivateIp(List.of())).isEmpty();
  }

  @Test
  default void instanceTypesHaveTheSizesThatAwsPublishes() {
    List<InstanceTypeFacts> facts =
        ec2().instanceTypes(List.of(new InstanceType("m5.large"), new InstanceType("m5.xlarge")));

    assertThat(facts)
        .extracting(InstanceTypeFacts::type, InstanceTypeFacts::vcpus, InstanceTypeFacts::memoryMib)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple(new InstanceType("m5.large"), 2, 8192L),
            org.assertj.core.groups.Tuple.tuple(new InstanceType("m5.xlarge"), 4, 16384L));
    assertThat(ec2().instanceTypes(List.of())).isEmpty();
  }

  @Test
  default void anUnknownInstanceTypeIsNotFound() {
    assertThatThrownBy(() -> ec2().instanceTypes(List.of(new InstanceType("m5.tiny"))))
        .isInstanceOf(AwsException.class)
        .matches(failure -> ((AwsException) failure).kind() == AwsFailure.Kind.NOT_FOUND);
  }

  @Test
  default void theTemplateOfAGroupIsFoundByIdAndByName() {
    LaunchSource source = quiet().description().launchSource();
    LaunchTemplateRef reference =
        source.match(
            LaunchSource.Template::template,
            mixed -> mixed.policy().template(),
            configuration -> {
              throw new AssertionError("the group launches from " + configuration);
            },
            () -> {
              throw new AssertionError("the group launches from nothing known");
            });

    LaunchTemplateVersion version = ec2().launchTemplateVersion(reference);

    assertThat(Optional.of(version.templateId())).isEqualTo(reference.id());
    assertThat(version.number()).isPositive();
    assertThat(
            ec2()
                .launchTemplateVersion(
                    new LaunchTemplateRef(
                        Optional.empty(),
                        Optional.of(version.templateName()),
                        Optional.of(Long.toString(version.number())))))
        .isEqualTo(version);
  }

  @Test
  default void anUnknownTemplateIsNotFound() {
    LaunchTemplateRef unknown =
        new LaunchTemplateRef(
            Optional.empty(), Optional.of("no-such-template-of-pacer"), Optional.empty());

    assertThatThrownBy(() -> ec2().launchTemplateVersion(unknown))
        .isInstanceOf(AwsException.class)
        .matches(failure -> ((AwsException) failure).kind() == AwsFailure.Kind.NOT_FOUND);
  }
}
