package dev.pacer.cluster.aws.sdk;

import static dev.pacer.cluster.aws.sdk.Required.orElse;
import static dev.pacer.cluster.aws.sdk.Required.require;
import static dev.pacer.cluster.aws.sdk.Required.text;

import dev.pacer.cluster.aws.ActivityPlace;
import dev.pacer.cluster.aws.ActivityProgress;
import dev.pacer.cluster.aws.GroupName;
import dev.pacer.cluster.aws.InstanceId;
import dev.pacer.cluster.aws.InstanceRefresh;
import dev.pacer.cluster.aws.InstanceType;
import dev.pacer.cluster.aws.LaunchOutcome;
import dev.pacer.cluster.aws.LifecycleHook;
import dev.pacer.cluster.aws.ScalingActivity;
import dev.pacer.cluster.aws.Zone;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.autoscaling.model.Activity;
import software.amazon.awssdk.services.autoscaling.model.LaunchInstancesResponse;

/** Reads what a group did, does and was told to do from the SDK's objects into ours. */
final class ActivityReading {
  // Details is a small JSON object of two texts that need no escapes.
  private static final Pattern DETAIL_ZONE = detail("Availability Zone");
  private static final Pattern DETAIL_SUBNET = detail("Subnet ID");

  private ActivityReading() {}

  static ScalingActivity activity(Activity activity) {
    return new ScalingActivity(
        require("an activity's id", activity.activityId()),
        new GroupName(require("an activity's group", activity.autoScalingGroupName())),
        text(activity.description()).orElse(""),
        text(activity.cause()).orElse(""),
        new ActivityProgress(
            require("an activity's status", activity.statusCodeAsString()),
            orElse(activity.progress(), 0),
            text(activity.statusMessage()),
            require("an activity's start", activity.startTime()),
            Optional.ofNullable(activity.endTime())),
        place(text(activity.details()).orElse("")));
  }

  private static ActivityPlace place(String details) {
    return new ActivityPlace(
        first(DETAIL_ZONE, details).map(Zone::new), first(DETAIL_SUBNET, details));
  }

  private static Pattern detail(String key) {
    return Pattern.compile("\"" + key + "\"\\s*:\\s*\"([^\"\\\\]+)\"");
  }

  private static Optional<String> first(Pattern pattern, String details) {
    Matcher matcher = pattern.matcher(details);
    return matcher.find() ? text(matcher.group(1)) : Optional.empty();
  }

  static LifecycleHook hook(software.amazon.awssdk.services.autoscaling.model.LifecycleHook hook) {
    return new LifecycleHook(
        require("a hook's name", hook.lifecycleHookName()),
        require("a hook's transition", hook.lifecycleTransition())
            .equals("autoscaling:EC2_INSTANCE_TERMINATING"),
        Duration.ofSeconds(orElse(hook.heartbeatTimeout(), 3600)),
        Duration.ofSeconds(orElse(hook.globalTimeout(), 172_800)),
        "CONTINUE".equals(hook.defaultResult()));
  }

  static InstanceRefresh refresh(
      software.amazon.awssdk.services.autoscaling.model.InstanceRefresh refresh) {
    return new InstanceRefresh(
        require("a refresh's id", refresh.instanceRefreshId()),
        require("a refresh's status", refresh.statusAsString()));
  }

  static LaunchOutcome launch(LaunchInstancesResponse reply) {
    return new LaunchOutcome(
        reply.instances().stream()
            .map(
                batch ->
                    new LaunchOutcome.Batch(
                        new InstanceType(require("a launched type", batch.instanceType())),
                        new Zone(require("a launched zone", batch.availabilityZone())),
                        text(batch.subnetId()),
                        "spot".equalsIgnoreCase(batch.marketType()),
                        batch.instanceIds().stream().map(InstanceId::new).toList()))
            .toList(),
        reply.errors().stream()
            .map(
                error ->
                    new LaunchOutcome.Refusal(
                        text(error.instanceType()).map(InstanceType::new),
                        text(error.availabilityZone()).map(Zone::new),
                        text(error.errorCode()).orElse("unknown"),
                        text(error.errorMessage()).orElse("")))
            .toList());
  }
}
