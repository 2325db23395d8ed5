package dev.pacer.simulator.aws.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pacer.simulator.aws.TestAws;
import dev.pacer.simulator.aws.account.Tree;
import dev.pacer.simulator.aws.autoscaling.Group;
import dev.pacer.simulator.aws.autoscaling.GroupRequest;
import dev.pacer.simulator.aws.autoscaling.LaunchSource;
import dev.pacer.simulator.aws.events.NoticeKind;
import dev.pacer.simulator.aws.sqs.Queue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class SpotMarketTest {

  private final TestAws aws = new TestAws();
  private final Queue queue = aws.model.queues().create("notices", Map.of());

  /** Two on-demand, two spot, all in service. */
  private Group group() {
    aws.model.notices().route(NoticeKind.SPOT_INTERRUPTION, "notices");
    aws.model.notices().route(NoticeKind.REBALANCE_RECOMMENDATION, "notices");
    GroupRequest sizes = TestAws.sizes(0, 6, 4);
    Group group =
        aws.model
            .autoScaling()
            .groups()
            .create(
                "agents",
                new GroupRequest(
                    sizes.size(),
                    Optional.of(
                        new LaunchSource.Mixed(
                            aws.model
                                .autoScaling()
                                .template(Optional.empty(), Optional.of("agent"), Optional.empty()),
                            List.of(),
                            new LaunchSource.Distribution(
                                "prioritized",
                                2,
                                0,
                                "lowest-price",
                                OptionalInt.empty(),
                                Optional.empty()))),
                    new GroupRequest.Place(List.of("us-east-1a"), List.of(), Optional.empty()),
                    GroupRequest.Rules.NONE,
                    List.of(),
                    Tree.Fields.none()));
    aws.advance(120);
    return group;
  }

  private static Instance machine(Group group, boolean spot) {
    return group.members().stream()
        .map(member -> member.instance())
        .filter(instance -> instance.now().origin().spot() == spot)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void anInterruptedMachineEndsTwoMinutesAfterItsNoticeAndIsReplaced() throws Exception {
    Group group = group();
    Instance spot = machine(group, true);
    aws.model.spot().interrupt(spot);
    aws.model.spot().interrupt(spot);

    assertThat(queue.messages()).hasSize(1);
    JsonNode notice = new ObjectMapper().readTree(queue.messages().get(0).body());
    assertThat(notice.path("source").asText()).isEqualTo("aws.ec2");
    assertThat(notice.path("detail-type").asText())
        .isEqualTo("EC2 Spot Instance Interruption Warning");
    assertThat(notice.at("/detail/instance-id").asText()).isEqualTo(spot.id());
    assertThat(notice.at("/detail/instance-action").asText()).isEqualTo("terminate");
    assertThat(notice.at("/resources/0").asText())
        .isEqualTo("arn:aws:ec2:us-east-1a:instance/" + spot.id());
    assertThat(spot.interruptedAt()).contains(aws.simulation.instant().plusSeconds(120));

    aws.advance(119);
    assertThat(spot.now().state()).isEqualTo(InstanceState.RUNNING);
    aws.advance(1);
    assertThat(spot.now().state()).isEqualTo(InstanceState.SHUTTING_DOWN);
    assertThat(spot.now().reason())
        .isEqualTo("Server.SpotInstanceTermination: Spot instance termination");
    assertThat(group.now().capacity().desired()).isEqualTo(4);
    aws.advance(300);
    assertThat(group.countedUnits()).isEqualTo(4);
    assertThat(group.findMember(spot.id())).isEmpty();
  }

  @Test
  void onDemandMachinesAreNeverTakenBack() {
    Group group = group();
    Instance onDemand = machine(group, false);
    aws.model.spot().interrupt(onDemand);
    aws.model.spot().recommendRebalance(onDemand);
    aws.advance(600);
    assertThat(onDemand.now().state()).isEqualTo(InstanceState.RUNNING);
    assertThat(queue.messages()).isEmpty();
  }

  @Test
  void aGroupThatRebalancesCapacityReplacesBeforeItLets() {
    Group group = group();
    aws.model
        .autoScaling()
        .groups()
        .update(
            "agents",
            new GroupRequest(
                new GroupRequest.Size(
                    OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty()),
                Optional.empty(),
                new GroupRequest.Place(List.of(), List.of(), Optional.empty()),
                new GroupRequest.Rules(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    List.of(),
                    Optional.empty(),
                    Optional.of(true)),
                List.of(),
                Tree.Fields.none()));
    Instance spot = machine(group, true);
    aws.model.spot().recommendRebalance(spot);
    aws.advance(20);
    assertThat(group.countedUnits()).isEqualTo(5);
    assertThat(spot.now().state()).isEqualTo(InstanceState.RUNNING);
    aws.advance(180);
    assertThat(group.countedUnits()).isEqualTo(4);
    assertThat(group.findMember(spot.id())).isEmpty();
    assertThat(group.now().capacity().desired()).isEqualTo(4);
  }

  @Test
  void aRecommendationIsOnlyANotice() throws Exception {
    Group group = group();
    Instance spot = machine(group, true);
    aws.model.spot().recommendRebalance(spot);
    JsonNode notice = new ObjectMapper().readTree(queue.messages().get(0).body());
    assertThat(notice.path("detail-type").asText())
        .isEqualTo("EC2 Instance Rebalance Recommendation");
    aws.advance(600);
    assertThat(spot.now().state()).isEqualTo(InstanceState.RUNNING);
  }
}
