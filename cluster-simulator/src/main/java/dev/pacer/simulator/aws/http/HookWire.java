package dev.pacer.simulator.aws.http;

import dev.pacer.frame.http.Reply;
import dev.pacer.simulator.aws.AwsModel;
import dev.pacer.simulator.aws.account.AwsError;
import dev.pacer.simulator.aws.autoscaling.HookChanges;
import dev.pacer.simulator.aws.autoscaling.LifecycleHook;
import dev.pacer.simulator.aws.autoscaling.OrderedLaunches;
import dev.pacer.simulator.aws.autoscaling.Refresh;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/** Lifecycle hooks, members that they hold, and machines ordered by LaunchInstances. */
final class HookWire {

  private static final String GROUP = "AutoScalingGroupName";
  private static final String HOOK = "LifecycleHookName";
  private static final String INSTANCE = "InstanceId";
  private static final String TOKEN = "LifecycleActionToken";

  private final AwsModel model;
  private final QueryReplies replies;

  HookWire(AwsModel model, QueryReplies replies) {
    this.model = model;
    this.replies = replies;
  }

  /** Acts and answers; empty when there is no such action. */
  Optional<Reply> answer(String action, QueryParameters form, UUID requestId) {
    HookChanges hooks = model.autoScaling().hooks();
    switch (action) {
      case "PutLifecycleHook" -> hooks.put(form.require(GROUP), request(form));
      case "DeleteLifecycleHook" -> hooks.delete(form.require(GROUP), form.require(HOOK));
      case "CompleteLifecycleAction" ->
          hooks.complete(
              form.require(GROUP),
              form.require(HOOK),
              form.text(INSTANCE),
              form.text(TOKEN),
              LifecycleHook.Result.require(form.require("LifecycleActionResult")));
      case "RecordLifecycleActionHeartbeat" ->
          hooks.heartbeat(
              form.require(GROUP), form.require(HOOK), form.text(INSTANCE), form.text(TOKEN));
      case "LaunchInstances" -> {
        return Optional.of(launch(form, requestId));
      }
      case "StartInstanceRefresh", "CancelInstanceRefresh" -> {
        return Optional.of(refresh(action, form, requestId));
      }
      default -> {
        return Optional.empty();
      }
    }
    return Optional.of(replies.result(action, requestId, xml -> {}));
  }

  private static HookChanges.Request request(QueryParameters form) {
    OptionalInt heartbeat = form.number("HeartbeatTimeout");
    return new HookChanges.Request(
        form.require(HOOK),
        form.text("LifecycleTransition").map(LifecycleHook.Transition::require),
        heartbeat.isPresent()
            ? Optional.of(Duration.ofSeconds(heartbeat.getAsInt()))
            : Optional.empty(),
        form.text("DefaultResult").map(LifecycleHook.Result::require),
        new LifecycleHook.Notice(
            form.text("NotificationTargetARN"),
            form.text("RoleARN"),
            form.text("NotificationMetadata")));
  }

  private Reply refresh(String action, QueryParameters form, UUID requestId) {
    Refresh refresh =
        action.equals("StartInstanceRefresh")
            ? model
                .autoScaling()
                .refreshes()
                .start(
                    form.require(GROUP),
                    form.fields("Preferences").text("MinHealthyPercentage").map(Integer::valueOf))
            : model.autoScaling().refreshes().cancel(form.require(GROUP));
    return replies.result(action, requestId, xml -> xml.text("InstanceRefreshId", refresh.id()));
  }

  /** Writes a refresh as listings show it. */
  static void write(Xml xml, String group, Refresh refresh) {
    xml.text("InstanceRefreshId", refresh.id())
        .text(GROUP, group)
        .text("Status", refresh.status().text())
        .text("StartTime", Times.millis(refresh.startedAt()));
    refresh.endedAt().ifPresent(end -> xml.text("EndTime", Times.millis(end)));
    xml.number("PercentageComplete", refresh.percentComplete())
        .number("InstancesToUpdate", refresh.left());
  }

  private Reply launch(QueryParameters form, UUID requestId) {
    OptionalInt units = form.number("RequestedCapacity");
    List<String> zones = form.list("AvailabilityZones");
    List<String> subnets = form.list("SubnetIds");
    if (zones.size() + subnets.size() > 1) {
      throw AwsError.validation("Only one Availability Zone or subnet may be specified.");
    }
    String retry = form.text("RetryStrategy").orElse("none");
    if (!retry.equals("none") && !retry.equals("retry-with-group-configuration")) {
      throw AwsError.validation("%s is not a valid retry strategy.".formatted(retry));
    }
    OrderedLaunches.Outcome outcome =
        model
            .autoScaling()
            .orders()
            .launch(
                new OrderedLaunches.Order(
                    form.require(GROUP),
                    units.orElseGet(() -> Integer.parseInt(form.require("RequestedCapacity"))),
                    zones.stream().findFirst(),
                    subnets.stream().findFirst(),
                    form.require("ClientToken"),
                    !retry.equals("none")));
    return replies.result(
        "LaunchInstances",
        requestId,
        xml -> {
          xml.text(GROUP, outcome.group()).text("ClientToken", outcome.clientToken());
          xml.list("Instances", "member", outcome.batches(), batch -> write(xml, batch));
          xml.list("Errors", "member", outcome.refused(), refused -> write(xml, refused));
        });
  }

  private void write(Xml xml, OrderedLaunches.Batch batch) {
    place(xml, batch.type(), batch.spot(), batch.zone(), batch.subnetId());
    xml.texts("InstanceIds", "member", batch.ids());
  }

  private void write(Xml xml, OrderedLaunches.Refused refused) {
    place(xml, refused.type(), refused.spot(), refused.zone(), refused.subnetId());
    xml.text("ErrorCode", refused.code()).text("ErrorMessage", refused.message());
  }

  private void place(Xml xml, String type, boolean spot, String zone, String subnetId) {
    xml.text("InstanceType", type)
        .text("MarketType", spot ? "Spot" : "OnDemand")
        .text("SubnetId", subnetId)
        .text("AvailabilityZone", zone)
        .text("AvailabilityZoneId", model.network().zoneId(zone));
  }

  /** Writes a hook as listings show it. */
  static void write(Xml xml, String group, LifecycleHook hook) {
    xml.text(HOOK, hook.name())
        .text(GROUP, group)
        .text("LifecycleTransition", hook.transition().text());
    hook.notice().targetArn().ifPresent(arn -> xml.text("NotificationTargetARN", arn));
    hook.notice().roleArn().ifPresent(arn -> xml.text("RoleARN", arn));
    hook.notice().metadata().ifPresent(words -> xml.text("NotificationMetadata", words));
    xml.number("HeartbeatTimeout", hook.heartbeat().toSeconds())
        .number("GlobalTimeout", hook.globalTimeout().toSeconds())
        .text("DefaultResult", hook.byDefault().name());
  }
}
