package dev.pacer.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.simulator.kernel.Fault;
import dev.pacer.simulator.kernel.FaultRules;
import dev.pacer.simulator.scenario.BuiltIn;
import org.junit.jupiter.api.Test;

/** One snapshot of a whole cluster; a part that fails is missing, never empty. */
class SnapshotReaderTest {

  private final ViewedWorld cluster = new ViewedWorld();

  @Test
  void everyAgentIsOnItsMachine() {
    Inventory inventory = cluster.inventory();
    assertThat(inventory.agentsOf(ViewedWorld.GROUP)).hasSize(3);
    assertThat(inventory.withoutAgent()).isEmpty();
    assertThat(inventory.findings()).isEmpty();
  }

  @Test
  void aMachineThatStillBootsHasNoAgent() {
    cluster.world.aws().autoScaling().groups().setDesired(BuiltIn.GROUP, 4, false);
    cluster.pass(30);
    assertThat(cluster.inventory().withoutAgentIn(ViewedWorld.GROUP)).hasSize(1);
    cluster.pass(240);
    assertThat(cluster.inventory().agentsOf(ViewedWorld.GROUP)).hasSize(4);
  }

  @Test
  void aSourceThatFailsIsMissingAndTheOthersAreThere() {
    cluster
        .world
        .faults()
        .add(
            FaultRules.Rule.once(
                "no groups",
                call -> call.operation().equals("DescribeAutoScalingGroups"),
                0,
                new Fault.Drop(false)));
    ClusterSnapshot snapshot = cluster.snapshot();
    assertThat(snapshot.groups().find()).isEmpty();
    assertThat(snapshot.groups().isComplete()).isFalse();
    assertThat(snapshot.missing()).hasSize(1);
    assertThat(snapshot.objections())
        .singleElement()
        .satisfies(line -> assertThat(line).startsWith("Auto Scaling: "));
    assertThat(snapshot.marathon().isComplete()).isTrue();
    assertThat(snapshot.mesos().isComplete()).isTrue();
    assertThat(snapshot.machines().find().orElseThrow()).hasSize(3);
  }

  @Test
  void aNewMasterThatDoesNotKnowItsAgentsYetIsDoubted() {
    cluster.world.mesos().failOver();
    cluster.pass(8);
    assertThat(cluster.snapshot().mesos().isComplete()).isFalse();
  }
}
