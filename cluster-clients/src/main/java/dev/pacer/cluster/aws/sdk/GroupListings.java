package dev.pacer.cluster.aws.sdk;

import dev.pacer.cluster.aws.ActivityHistory;
import dev.pacer.cluster.aws.AutoScalingGroup;
import dev.pacer.cluster.aws.GroupDescription;
import dev.pacer.cluster.aws.GroupName;
import dev.pacer.cluster.aws.InstanceRefresh;
import dev.pacer.cluster.aws.LifecycleHook;
import dev.pacer.cluster.aws.ScalingActivity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingGroupsResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeInstanceRefreshesResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeScalingActivitiesResponse;

/** The reads of Auto Scaling: each listing whole, or a failure. */
final class GroupListings {
  private static final int NAMES_PER_CALL = 50;
  private static final int MAX_RECORDS = 100;

  private final AutoScalingClient reading;
  private final AwsCalls calls;

  GroupListings(AutoScalingClient reading, AwsCalls calls) {
    this.reading = reading;
    this.calls = calls;
  }

  List<AutoScalingGroup> groups(Collection<GroupName> names) {
    return describe(names, true, GroupReading::group);
  }

  List<GroupDescription> descriptions(Collection<GroupName> names) {
    return describe(names, false, GroupReading::description);
  }

  private <T> List<T> describe(
      Collection<GroupName> names,
      boolean withInstances,
      Function<software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup, T> item) {
    List<T> all = new ArrayList<>();
    // Without any name AWS would answer every group of the account.
    for (List<GroupName> some : Chunks.of(names, NAMES_PER_CALL)) {
      all.addAll(
          calls.readPages(
              "DescribeAutoScalingGroups",
              Chunks.describe("group", some),
              token ->
                  reading.describeAutoScalingGroups(
                      request ->
                          request
                              .autoScalingGroupNames(Chunks.texts(some, GroupName::text))
                              .includeInstances(withInstances ? null : Boolean.FALSE)
                              .maxRecords(MAX_RECORDS)
                              .nextToken(token)),
              (DescribeAutoScalingGroupsResponse reply) ->
                  reply.autoScalingGroups().stream().map(item).toList(),
              DescribeAutoScalingGroupsResponse::nextToken));
    }
    return all;
  }

  ActivityHistory activities(GroupName group, int atMost) {
    if (atMost < 1) {
      throw new IllegalArgumentException("atMost must be at least 1, was " + atMost);
    }
    List<ScalingActivity> found = new ArrayList<>();
    boolean more =
        calls.readPagesWhile(
            "DescribeScalingActivities",
            "group " + group,
            token ->
                reading.describeScalingActivities(
                    request ->
                        request
                            .autoScalingGroupName(group.text())
                            .maxRecords(Math.min(MAX_RECORDS, atMost - found.size()))
                            .nextToken(token)),
            reply -> {
              reply.activities().stream().map(ActivityReading::activity).forEach(found::add);
              return found.size() < atMost;
            },
            DescribeScalingActivitiesResponse::nextToken);
    return new ActivityHistory(
        found.subList(0, Math.min(atMost, found.size())), more || found.size() > atMost);
  }

  List<InstanceRefresh> instanceRefreshes(GroupName group) {
    return calls.readPages(
        "DescribeInstanceRefreshes",
        "group " + group,
        token ->
            reading.describeInstanceRefreshes(
                request ->
                    request
                        .autoScalingGroupName(group.text())
                        .maxRecords(MAX_RECORDS)
                        .nextToken(token)),
        (DescribeInstanceRefreshesResponse reply) ->
            reply.instanceRefreshes().stream().map(ActivityReading::refresh).toList(),
        DescribeInstanceRefreshesResponse::nextToken);
  }

  List<LifecycleHook> lifecycleHooks(GroupName group) {
    return calls.read(
        "DescribeLifecycleHooks",
        "group " + group,
        () -> reading.describeLifecycleHooks(request -> request.autoScalingGroupName(group.text())),
        reply -> reply.lifecycleHooks().stream().map(ActivityReading::hook).toList());
  }
}
