package dev.pacer.simulator.aws.http;

import dev.pacer.simulator.aws.account.AccountId;
import dev.pacer.simulator.aws.account.Tree;
import dev.pacer.simulator.aws.autoscaling.Activity;
import dev.pacer.simulator.aws.autoscaling.AutoScalingModel;
import dev.pacer.simulator.aws.autoscaling.GroupProperties;
import dev.pacer.simulator.aws.autoscaling.GroupTag;
import dev.pacer.simulator.aws.autoscaling.LaunchSource;
import dev.pacer.simulator.aws.autoscaling.Member;
import dev.pacer.simulator.aws.autoscaling.Placement;
import dev.pacer.simulator.aws.autoscaling.TemplateRef;
import java.util.Optional;

/** Writes groups, members, tags and activities as Auto Scaling does. */
final class GroupXml {

  private final Xml xml;
  private final AccountId account;

  GroupXml(Xml xml, AccountId account) {
    this.xml = xml;
    this.account = account;
  }

  void write(AutoScalingModel.Snapshot group, boolean withInstances) {
    GroupProperties properties = group.properties();
    xml.text("AutoScalingGroupName", group.name()).text("AutoScalingGroupARN", group.arn());
    source(properties.source());
    xml.number("MinSize", properties.capacity().min())
        .number("MaxSize", properties.capacity().max())
        .number("DesiredCapacity", properties.capacity().desired())
        .number("DefaultCooldown", properties.rules().defaultCooldown().toSeconds())
        .texts("AvailabilityZones", "member", properties.placement().zones())
        .text("LoadBalancerNames", "")
        .text("TargetGroupARNs", "")
        .text("HealthCheckType", properties.rules().healthCheckType())
        .number("HealthCheckGracePeriod", properties.rules().healthCheckGrace().toSeconds());
    if (withInstances) {
      xml.list("Instances", "member", group.members(), view -> member(view, Optional.empty()));
    } else {
      xml.text("Instances", "");
    }
    xml.text("CreatedTime", Times.millis(group.createdAt()))
        .list(
            "SuspendedProcesses",
            "member",
            properties.suspended().entrySet(),
            entry ->
                xml.text("ProcessName", entry.getKey()).text("SuspensionReason", entry.getValue()));
    if (!properties.placement().subnetIds().isEmpty()) {
      xml.text("VPCZoneIdentifier", String.join(",", properties.placement().subnetIds()));
    }
    xml.text("EnabledMetrics", "");
    properties.status().ifPresent(status -> xml.text("Status", status));
    xml.list("Tags", "member", properties.tags(), tag -> tag(xml, group.name(), tag))
        .texts("TerminationPolicies", "member", properties.rules().terminationPolicies())
        .flag("NewInstancesProtectedFromScaleIn", properties.rules().newInstancesProtected())
        .text(
            "ServiceLinkedRoleARN",
            "arn:aws:iam::%s:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling"
                .formatted(account.number()))
        .flag("CapacityRebalance", properties.rules().capacityRebalance());
    if (!properties.placement().distribution().equals(Placement.BEST_EFFORT)) {
      xml.part(
          "AvailabilityZoneDistribution",
          () -> xml.text("CapacityDistributionStrategy", properties.placement().distribution()));
    }
    properties.kept().parts().forEach(this::kept);
  }

  private void kept(String name, Tree value) {
    if (value instanceof Tree.Text text) {
      xml.text(name, text.value());
    } else if (value instanceof Tree.Fields fields) {
      xml.part(name, () -> fields.parts().forEach(this::kept));
    } else if (value instanceof Tree.Items items) {
      xml.part(name, () -> items.all().forEach(item -> kept("member", item)));
    }
  }

  private void source(LaunchSource source) {
    if (!(source instanceof LaunchSource.Mixed mixed)) {
      template("LaunchTemplate", source.mainTemplate());
      return;
    }
    xml.part(
        "MixedInstancesPolicy",
        () -> {
          xml.part(
              "LaunchTemplate",
              () -> {
                template("LaunchTemplateSpecification", mixed.template());
                xml.list("Overrides", "member", mixed.overrides(), this::override);
              });
          xml.part("InstancesDistribution", () -> distribution(mixed.distribution()));
        });
  }

  private void override(LaunchSource.TypeOverride override) {
    override.type().ifPresent(type -> xml.text("InstanceType", type));
    override.weight().ifPresent(weight -> xml.number("WeightedCapacity", weight));
    override.template().ifPresent(ref -> template("LaunchTemplateSpecification", ref));
    if (!override.requirements().parts().isEmpty()) {
      kept("InstanceRequirements", override.requirements());
    }
  }

  private void distribution(LaunchSource.Distribution split) {
    xml.text("OnDemandAllocationStrategy", split.onDemandAllocationStrategy())
        .number("OnDemandBaseCapacity", split.onDemandBaseCapacity())
        .number("OnDemandPercentageAboveBaseCapacity", split.onDemandPercentageAboveBaseCapacity())
        .text("SpotAllocationStrategy", split.spotAllocationStrategy());
    split.spotInstancePools().ifPresent(pools -> xml.number("SpotInstancePools", pools));
    split.spotMaxPrice().ifPresent(price -> xml.text("SpotMaxPrice", price));
  }

  private void template(String element, TemplateRef ref) {
    xml.part(
        element,
        () -> {
          xml.text("LaunchTemplateId", ref.id()).text("LaunchTemplateName", ref.name());
          ref.version().ifPresent(version -> xml.text("Version", version));
        });
  }

  /** A member, with the name of its group where it is listed by itself. */
  void member(Member.View member, Optional<String> group) {
    xml.text("InstanceId", member.id()).text("InstanceType", member.type());
    group.ifPresent(name -> xml.text("AutoScalingGroupName", name));
    xml.text("AvailabilityZone", member.zone())
        .text("LifecycleState", member.state().text())
        .text("HealthStatus", member.healthy() ? "Healthy" : "Unhealthy");
    template("LaunchTemplate", member.template());
    xml.flag("ProtectedFromScaleIn", member.protectedFromScaleIn());
    member.weight().ifPresent(weight -> xml.number("WeightedCapacity", weight));
  }

  static void tag(Xml xml, String group, GroupTag tag) {
    xml.text("ResourceId", group)
        .text("ResourceType", "auto-scaling-group")
        .text("Key", tag.key())
        .text("Value", tag.value())
        .flag("PropagateAtLaunch", tag.propagateAtLaunch());
  }

  /** An activity; only listings name the group's ARN. */
  static void activity(Xml xml, Activity.View activity, boolean withArn) {
    Activity.Progress progress = activity.progress();
    xml.text("ActivityId", activity.id()).text("AutoScalingGroupName", activity.group());
    if (withArn) {
      xml.text("AutoScalingGroupARN", activity.groupArn());
    }
    xml.text("Description", activity.description())
        .text("Cause", activity.cause())
        .text("StartTime", Times.millis(progress.start()));
    progress.end().ifPresent(end -> xml.text("EndTime", Times.seconds(end)));
    xml.text("StatusCode", progress.code().text());
    progress.message().ifPresent(message -> xml.text("StatusMessage", message));
    xml.number("Progress", progress.percent()).text("Details", activity.details());
  }
}
