package dev.pacer.systemtests.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.cluster.aws.ActivityHistory;
import dev.pacer.cluster.aws.AutoScaling;
import dev.pacer.cluster.aws.AutoScalingGroup;
import dev.pacer.cluster.aws.GroupDescription;
import dev.pacer.cluster.aws.GroupName;
import dev.pacer.cluster.aws.ScalingActivity;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What holds of {@link AutoScaling} without changing anything. */
public interface AutoScalingReadContract {

  /** A name that nobody gave to a group. */
  GroupName NOBODY = new GroupName("no-such-group-of-pacer");

  AutoScaling autoScaling();

  /** A group that exists and that nothing changes meanwhile. */
  GroupName quietGroup();

  /** That group. */
  default AutoScalingGroup group(GroupName name) {
    List<AutoScalingGroup> found = autoScaling().groups(List.of(name));
    assertThat(found).as("groups called %s", name).hasSize(1);
    return found.get(0);
  }

  @Test
  default void aGroupIsFoundByNameAndAnUnknownOneIsLeftOut() {
    assertThat(autoScaling().groups(List.of(NOBODY, quietGroup())))
        .extracting(AutoScalingGroup::name)
        .containsExactly(quietGroup());
    assertThat(autoScaling().groups(List.of(NOBODY))).isEmpty();
  }

  @Test
  default void noNamesMeansNoGroupsAndNotAllOfThem() {
    assertThat(autoScaling().groups(List.of())).isEmpty();
    assertThat(autoScaling().descriptions(List.of())).isEmpty();
  }

  @Test
  default void aDescriptionSaysWhatTheWholeGroupSays() {
    List<GroupDescription> descriptions = autoScaling().descriptions(List.of(quietGroup()));

    assertThat(descriptions).containsExactly(group(quietGroup()).description());
  }

  @Test
  default void theInstancesOfAGroupAreInItsZones() {
    AutoScalingGroup group = group(quietGroup());

    assertThat(group.instances())
        .allSatisfy(
            instance ->
                assertThat(group.description().placement().zones()).contains(instance.zone()))
        .allSatisfy(instance -> assertThat(instance.launched().weight()).isPositive());
  }

  @Test
  default void activitiesComeNewestFirstAndNoMoreThanAskedFor() {
    ActivityHistory history = autoScaling().activities(quietGroup(), 20);

    assertThat(history.newestFirst())
        .hasSizeLessThanOrEqualTo(20)
        .isSortedAccordingTo(
            Comparator.comparing((ScalingActivity activity) -> activity.progress().startedAt())
                .reversed())
        .allSatisfy(activity -> assertThat(activity.group()).isEqualTo(quietGroup()));
    ActivityHistory newest = autoScaling().activities(quietGroup(), 1);
    assertThat(newest.newestFirst()).hasSizeLessThanOrEqualTo(1);
    assertThat(newest.olderLeftOut()).isEqualTo(history.newestFirst().size() > 1);
  }

  @Test
  default void anUnknownGroupHasNoActivities() {
    assertThat(autoScaling().activities(NOBODY, 10).newestFirst()).isEmpty();
  }
}
