package dev.pacer.systemtests.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.cluster.aws.Ec2Instance;
import dev.pacer.cluster.aws.GroupInstance;
import dev.pacer.cluster.aws.GroupName;
import dev.pacer.cluster.aws.InstanceId;
import dev.pacer.cluster.aws.InstanceState;
import dev.pacer.simulator.scenario.Scenario;
import dev.pacer.systemtests.cluster.Awaiting;
import dev.pacer.systemtests.cluster.Scenarios;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What holds of {@link dev.pacer.cluster.aws.Ec2} while groups change. */
public interface Ec2Contract extends Ec2ReadContract {

  Awaiting awaiting();

  /** A cluster with the groups of these tests. */
  static Scenario scenario() {
    return Scenarios.of(
        1,
        1,
        List.of(
            Scenarios.machinesOnly("quiet", 1, 2, 4), Scenarios.machinesOnly("ending", 0, 2, 4)),
        List.of());
  }

  @Override
  default GroupName quietGroup() {
    return new GroupName("quiet");
  }

  @Test
  default void aTerminatedMachineStaysListedWithoutItsAddress() {
    GroupName ending = new GroupName("ending");
    InstanceId victim =
        autoScaling()
            .groups(List.of(ending))
            .get(0)
            .inService()
            .map(GroupInstance::id)
            .findFirst()
            .orElseThrow();
    Ec2Instance before = ec2().instances(List.of(victim)).get(0);

    autoScaling().terminate(victim, true);

    Ec2Instance after =
        awaiting()
            .until(
                "the machine is terminated",
                Duration.ofMinutes(5),
                () -> ec2().instances(List.of(victim)).get(0),
                machine -> machine.state().equals(InstanceState.TERMINATED));
    assertThat(after.kind()).isEqualTo(before.kind());
    assertThat(after.launchedAt()).isEqualTo(before.launchedAt());
    assertThat(after.address().privateIp()).isEmpty();
    assertThat(ec2().instancesByPrivateIp(List.of(before.address().privateIp().orElseThrow())))
        .isEmpty();
  }
}
