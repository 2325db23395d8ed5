package dev.pacer.simulator.aws.autoscaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pacer.simulator.aws.TestAws;
import dev.pacer.simulator.aws.account.AwsError;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** AZRebalance and instance refresh: AWS ends members that nobody drained. */
class RebalancingTest {

  private final TestAws aws = new TestAws();

  private static Map<String, Integer> zones(Group group) {
    Map<String, Integer> zones = new TreeMap<>();
    group.members().stream()
        .filter(member -> member.state().counts())
        .forEach(member -> zones.merge(member.now().zone(), 1, Integer::sum));
    return zones;
  }

  /** Four members, all in one of two zones. */
  private Group lopsided() {
    aws.model.stock().sellOut("*", "us-east-1b");
    Group group = aws.settled("agents", 0, 4, 4, 2);
    aws.advance(60);
    assertThat(zones(group)).isEqualTo(Map.of("us-east-1a", 4));
    return group;
  }

  @Test
  void anUnevenGroupLaunchesFirstAndTerminatesAfterAndPassesMaxByOneAtMost() {
    aws.model.autoScaling().evensOutZones(true);
    Group group = lopsided();
    aws.model.stock().restock("*", "us-east-1b");
    int most = 0;
    int least = 4;
    for (int second = 0; second < 1800; second += 5) {
      aws.advance(5);
      most = Math.max(most, group.countedUnits());
      least =
          Math.min(least, TestAws.states(group).getOrDefault(LifecycleState.IN_SERVICE.text(), 0));
    }
    assertThat(zones(group)).isEqualTo(Map.of("us-east-1a", 2, "us-east-1b", 2));
    assertThat(most).isEqualTo(5);
    assertThat(least).isEqualTo(4);
    assertThat(group.activities())
        .anyMatch(
            activity ->
                activity
                    .now()
                    .cause()
                    .contains("launched to balance instances in zones us-east-1b"));
  }

  @Test
  void aSuspendedProcessLeavesTheGroupAsItIs() {
    aws.model.autoScaling().evensOutZones(true);
    Group group = lopsided();
    aws.model.autoScaling().groups().suspend("agents", List.of("AZRebalance"));
    aws.model.stock().restock("*", "us-east-1b");
    aws.advance(3600);
    assertThat(zones(group)).isEqualTo(Map.of("us-east-1a", 4));
    aws.model.autoScaling().groups().resume("agents", List.of("AZRebalance"));
    aws.advance(1800);
    assertThat(zones(group)).isEqualTo(Map.of("us-east-1a", 2, "us-east-1b", 2));
  }

  @Test
  void protectedMembersAreNotMoved() {
    aws.model.autoScaling().evensOutZones(true);
    Group group = lopsided();
    aws.model
        .autoScaling()
        .members()
        .protect("agents", group.members().stream().map(Member::id).toList(), true);
    aws.model.stock().restock("*", "us-east-1b");
    aws.advance(3600);
    assertThat(zones(group)).isEqualTo(Map.of("us-east-1a", 4));
  }

  @Test
  void aRefreshReplacesEveryMemberAndKeepsTheWantedShareInService() {
    Group group = aws.settled("agents", 0, 4, 4, 2);
    List<String> before = group.members().stream().map(Member::id).toList();
    Refresh refresh = aws.model.autoScaling().refreshes().start("agents", Optional.of(50));
    assertThatThrownBy(() -> aws.model.autoScaling().refreshes().start("agents", Optional.empty()))
        .isInstanceOf(AwsError.class)
        .satisfies(e -> assertThat(((AwsError) e).code()).isEqualTo("InstanceRefreshInProgress"));
    int least = 4;
    for (int second = 0; second < 900; second += 5) {
      aws.advance(5);
      least = Math.min(least, TestAws.states(group).getOrDefault("InService", 0));
    }
    assertThat(refresh.status()).isEqualTo(Refresh.Status.SUCCESSFUL);
    assertThat(refresh.percentComplete()).isEqualTo(100);
    assertThat(least).isEqualTo(2);
    assertThat(group.members()).hasSize(4).noneMatch(member -> before.contains(member.id()));
  }

  @Test
  void aCancelledRefreshReplacesNoMore() {
    Group group = aws.settled("agents", 0, 4, 4, 2);
    List<String> before = group.members().stream().map(Member::id).toList();
    aws.model.autoScaling().refreshes().start("agents", Optional.empty());
    aws.advance(20);
    Refresh cancelled = aws.model.autoScaling().refreshes().cancel("agents");
    aws.advance(900);
    assertThat(cancelled.status()).isEqualTo(Refresh.Status.CANCELLED);
    assertThat(group.members().stream().filter(member -> before.contains(member.id()))).hasSize(3);
    assertThatThrownBy(() -> aws.model.autoScaling().refreshes().cancel("agents"))
        .isInstanceOf(AwsError.class);
  }
}
