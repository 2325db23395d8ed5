package dev.pacer.cluster.aws.sdk;

import static dev.pacer.cluster.aws.sdk.Required.isTrue;
import static dev.pacer.cluster.aws.sdk.Required.orElse;
import static dev.pacer.cluster.aws.sdk.Required.require;
import static dev.pacer.cluster.aws.sdk.Required.text;

import dev.pacer.cluster.aws.AutoScalingGroup;
import dev.pacer.cluster.aws.GroupCapacity;
import dev.pacer.cluster.aws.GroupDescription;
import dev.pacer.cluster.aws.GroupInstance;
import dev.pacer.cluster.aws.GroupLife;
import dev.pacer.cluster.aws.GroupName;
import dev.pacer.cluster.aws.GroupPlacement;
import dev.pacer.cluster.aws.GroupRules;
import dev.pacer.cluster.aws.GroupTag;
import dev.pacer.cluster.aws.InstanceId;
import dev.pacer.cluster.aws.InstanceType;
import dev.pacer.cluster.aws.InstanceTypeOverride;
import dev.pacer.cluster.aws.InstancesDistribution;
import dev.pacer.cluster.aws.LaunchSource;
import dev.pacer.cluster.aws.LaunchTemplateRef;
import dev.pacer.cluster.aws.LaunchedAs;
import dev.pacer.cluster.aws.LifecycleState;
import dev.pacer.cluster.aws.MixedInstancesPolicy;
import dev.pacer.cluster.aws.ScalingProcess;
import dev.pacer.cluster.aws.Zone;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.autoscaling.model.Instance;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateOverrides;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateSpecification;

/** Reads a group of the SDK's into ours. */
final class GroupReading {
  private GroupReading() {}

  static AutoScalingGroup group(
      software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup group) {
    return new AutoScalingGroup(
        description(group), group.instances().stream().map(GroupReading::instance).toList());
  }

  static GroupDescription description(
      software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup group) {
    return new GroupDescription(
        new GroupName(require("the group's name", group.autoScalingGroupName())),
        new GroupCapacity(
            require("MinSize", group.minSize()),
            require("MaxSize", group.maxSize()),
            require("DesiredCapacity", group.desiredCapacity())),
        placement(group),
        launchSource(group),
        rules(group),
        group.tags().stream()
            .map(
                tag ->
                    new GroupTag(
                        require("a tag's key", tag.key()),
                        Optional.ofNullable(tag.value()).orElse(""),
                        isTrue(tag.propagateAtLaunch())))
            .toList(),
        new GroupLife(require("CreatedTime", group.createdTime()), text(group.status())));
  }

  private static GroupPlacement placement(
      software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup group) {
    return new GroupPlacement(
        group.availabilityZones().stream().map(Zone::new).toList(),
        text(group.vpcZoneIdentifier())
            .map(ids -> Arrays.stream(ids.split(",")).map(String::strip).toList())
            .orElse(List.of()),
        Optional.ofNullable(group.availabilityZoneDistribution())
            .flatMap(it -> text(it.capacityDistributionStrategyAsString())));
  }

  private static GroupRules rules(
      software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup group) {
    Map<ScalingProcess, String> suspended = new TreeMap<>();
    group
        .suspendedProcesses()
        .forEach(
            process ->
                suspended.put(
                    new ScalingProcess(
                        require("a suspended process's name", process.processName())),
                    Optional.ofNullable(process.suspensionReason()).orElse("")));
    return new GroupRules(
        suspended,
        isTrue(group.newInstancesProtectedFromScaleIn()),
        isTrue(group.capacityRebalance()),
        Duration.ofSeconds(orElse(group.defaultCooldown(), 300)),
        Duration.ofSeconds(orElse(group.healthCheckGracePeriod(), 0)),
        group.terminationPolicies(),
        group.warmPoolConfiguration() != null);
  }

  private static LaunchSource launchSource(
      software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup group) {
    if (group.mixedInstancesPolicy() != null) {
      return mixed(group.mixedInstancesPolicy());
    }
    Optional<LaunchTemplateRef> template = template(group.launchTemplate());
    if (template.isPresent()) {
      return new LaunchSource.Template(template.get());
    }
    return text(group.launchConfigurationName())
        .<LaunchSource>map(LaunchSource.Configuration::new)
        .orElseGet(LaunchSource.Unstated::new);
  }

  private static LaunchSource mixed(
      software.amazon.awssdk.services.autoscaling.model.MixedInstancesPolicy policy) {
    var launchTemplate = require("the mixed policy's template", policy.launchTemplate());
    return new LaunchSource.Mixed(
        new MixedInstancesPolicy(
            template(launchTemplate.launchTemplateSpecification())
                .orElseThrow(
                    () -> new IllegalArgumentException("the mixed policy names no template")),
            launchTemplate.overrides().stream().map(GroupReading::override).toList(),
            distribution(policy.instancesDistribution())));
  }

  private static InstanceTypeOverride override(LaunchTemplateOverrides override) {
    return new InstanceTypeOverride(
        text(override.instanceType()).map(InstanceType::new),
        text(override.weightedCapacity())
            .map(weight -> OptionalInt.of(weight(weight)))
            .orElse(OptionalInt.empty()),
        template(override.launchTemplateSpecification()),
        override.instanceRequirements() != null);
  }

  private static InstancesDistribution distribution(
      software.amazon.awssdk.services.autoscaling.model.@Nullable InstancesDistribution it) {
    if (it == null) {
      return InstancesDistribution.ON_DEMAND;
    }
    return new InstancesDistribution(
        orElse(it.onDemandBaseCapacity(), 0),
        orElse(it.onDemandPercentageAboveBaseCapacity(), 100),
        text(it.onDemandAllocationStrategy()),
        text(it.spotAllocationStrategy()),
        text(it.spotMaxPrice()));
  }

  private static Optional<LaunchTemplateRef> template(@Nullable LaunchTemplateSpecification it) {
    if (it == null || (it.launchTemplateId() == null && it.launchTemplateName() == null)) {
      return Optional.empty();
    }
    return Optional.of(
        new LaunchTemplateRef(
            text(it.launchTemplateId()), text(it.launchTemplateName()), text(it.version())));
  }

  private static GroupInstance instance(Instance instance) {
    return new GroupInstance(
        new InstanceId(require("an instance's id", instance.instanceId())),
        new LaunchedAs(
            new InstanceType(require("an instance's type", instance.instanceType())),
            new Zone(require("an instance's zone", instance.availabilityZone())),
            text(instance.weightedCapacity()).map(GroupReading::weight).orElse(1),
            template(instance.launchTemplate())),
        // The SDK's enum turns every state it does not know into one value without a name.
        new LifecycleState(
            require("an instance's lifecycle state", instance.lifecycleStateAsString())),
        "Healthy".equalsIgnoreCase(instance.healthStatus()),
        isTrue(instance.protectedFromScaleIn()));
  }

  private static int weight(String text) {
    try {
      return Integer.parseInt(text.strip());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("WeightedCapacity is no number: \"" + text + "\"", e);
    }
  }
}
