package dev.pacer.simulator.aws.http;

import dev.pacer.frame.http.Reply;
import dev.pacer.simulator.aws.AwsModel;
import dev.pacer.simulator.aws.account.AwsError;
import dev.pacer.simulator.aws.account.Tree;
import dev.pacer.simulator.aws.autoscaling.Activity;
import dev.pacer.simulator.aws.autoscaling.AutoScalingModel;
import dev.pacer.simulator.aws.autoscaling.GroupTag;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What Auto Scaling is asked to change. */
final class AutoScalingChanges {

  private static final String GROUP = "AutoScalingGroupName";
  private static final String DECREMENT = "ShouldDecrementDesiredCapacity";

  private final AutoScalingModel autoScaling;
  private final GroupRequestReading requests;
  private final QueryReplies replies;
  private final HookWire hooks;

  AutoScalingChanges(AwsModel model, QueryReplies replies) {
    this.autoScaling = model.autoScaling();
    this.requests = new GroupRequestReading(model.autoScaling());
    this.replies = replies;
    this.hooks = new HookWire(model, replies);
  }

  /** Acts and answers; empty when there is no such action. */
  Optional<Reply> answer(String action, QueryParameters form, UUID requestId) {
    return ofGroup(action, form, requestId)
        .or(() -> ofMembers(action, form, requestId))
        .or(() -> hooks.answer(action, form, requestId));
  }

  private Optional<Reply> ofGroup(String action, QueryParameters form, UUID requestId) {
    switch (action) {
      case "CreateAutoScalingGroup" ->
          autoScaling.groups().create(form.require(GROUP), requests.read(form));
      case "UpdateAutoScalingGroup" ->
          autoScaling.groups().update(form.require(GROUP), requests.read(form));
      case "DeleteAutoScalingGroup" ->
          autoScaling.groups().delete(form.require(GROUP), form.flag("ForceDelete").orElse(false));
      case "SetDesiredCapacity" ->
          autoScaling
              .groups()
              .setDesired(
                  form.require(GROUP),
                  form.number("DesiredCapacity")
                      .orElseGet(() -> Integer.parseInt(form.require("DesiredCapacity"))),
                  form.flag("HonorCooldown").orElse(false));
      case "SuspendProcesses" ->
          autoScaling.groups().suspend(form.require(GROUP), form.list("ScalingProcesses"));
      case "ResumeProcesses" ->
          autoScaling.groups().resume(form.require(GROUP), form.list("ScalingProcesses"));
      case "CreateOrUpdateTags" -> putTags(form);
      case "DeleteTags" -> deleteTags(form);
      default -> {
        return Optional.empty();
      }
    }
    return Optional.of(replies.done(action, requestId));
  }

  private Optional<Reply> ofMembers(String action, QueryParameters form, UUID requestId) {
    List<String> ids = form.list("InstanceIds");
    boolean decrement = form.flag(DECREMENT).orElse(false);
    return switch (action) {
      case "TerminateInstanceInAutoScalingGroup" -> {
        form.require(DECREMENT);
        Activity.View activity =
            autoScaling.members().terminate(form.require("InstanceId"), decrement);
        yield Optional.of(
            replies.result(
                action,
                requestId,
                xml -> xml.part("Activity", () -> GroupXml.activity(xml, activity, false))));
      }
      case "SetInstanceProtection" -> {
        autoScaling
            .members()
            .protect(
                form.require(GROUP),
                ids,
                Boolean.parseBoolean(form.require("ProtectedFromScaleIn")));
        yield Optional.of(replies.result(action, requestId, xml -> {}));
      }
      case "SetInstanceHealth" -> {
        setHealth(form);
        yield Optional.of(replies.done(action, requestId));
      }
      case "EnterStandby" -> {
        form.require(DECREMENT);
        yield Optional.of(
            activities(
                action,
                requestId,
                autoScaling.standby().enterStandby(form.require(GROUP), ids, decrement)));
      }
      case "ExitStandby" ->
          Optional.of(
              activities(
                  action, requestId, autoScaling.standby().exitStandby(form.require(GROUP), ids)));
      case "DetachInstances" -> {
        form.require(DECREMENT);
        yield Optional.of(
            activities(
                action,
                requestId,
                autoScaling.memberships().detach(form.require(GROUP), ids, decrement)));
      }
      case "AttachInstances" -> {
        autoScaling.memberships().attach(form.require(GROUP), ids);
        yield Optional.of(replies.done(action, requestId));
      }
      default -> Optional.empty();
    };
  }

  private Reply activities(String action, UUID requestId, List<Activity.View> begun) {
    return replies.result(
        action,
        requestId,
        xml ->
            xml.list(
                "Activities",
                "member",
                begun,
                activity -> GroupXml.activity(xml, activity, false)));
  }

  private void setHealth(QueryParameters form) {
    String status = form.require("HealthStatus");
    if (!status.equals("Healthy") && !status.equals("Unhealthy")) {
      throw AwsError.validation(
          "%s is not a valid health status. Valid values are: Healthy, Unhealthy"
              .formatted(status));
    }
    autoScaling
        .health()
        .set(
            form.require("InstanceId"),
            status.equals("Healthy"),
            form.flag("ShouldRespectGracePeriod").orElse(true));
  }

  private void putTags(QueryParameters form) {
    Map<String, List<GroupTag>> byGroup = new LinkedHashMap<>();
    for (Tree.Fields tag : form.parts("Tags")) {
      byGroup
          .computeIfAbsent(tag.text("ResourceId").orElse(""), group -> new ArrayList<>())
          .add(GroupRequestReading.tag(tag));
    }
    byGroup.forEach((group, tags) -> autoScaling.tags().putTags(group, tags));
  }

  private void deleteTags(QueryParameters form) {
    for (Tree.Fields tag : form.parts("Tags")) {
      autoScaling
          .tags()
          .deleteTags(tag.text("ResourceId").orElse(""), List.of(tag.text("Key").orElse("")));
    }
  }
}
