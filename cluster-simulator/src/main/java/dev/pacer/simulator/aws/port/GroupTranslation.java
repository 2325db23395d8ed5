package dev.pacer.simulator.aws.port;

import dev.pacer.cluster.aws.ActivityPlace;
import dev.pacer.cluster.aws.ActivityProgress;
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
import dev.pacer.cluster.aws.ScalingActivity;
import dev.pacer.cluster.aws.ScalingProcess;
import dev.pacer.cluster.aws.Zone;
import dev.pacer.simulator.aws.autoscaling.Activity;
import dev.pacer.simulator.aws.autoscaling.AutoScalingModel;
import dev.pacer.simulator.aws.autoscaling.GroupProperties;
import dev.pacer.simulator.aws.autoscaling.Member;
import dev.pacer.simulator.aws.autoscaling.Placement;
import dev.pacer.simulator.aws.autoscaling.TemplateRef;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The simulator's groups as the toolkit sees groups. */
final class GroupTranslation {

  private GroupTranslation() {}

  static AutoScalingGroup group(AutoScalingModel.Snapshot group) {
    return new AutoScalingGroup(
        description(group), group.members().stream().map(GroupTranslation::instance).toList());
  }

  static GroupDescription description(AutoScalingModel.Snapshot group) {
    GroupProperties properties = group.properties();
    return new GroupDescription(
        new GroupName(group.name()),
        new GroupCapacity(
            properties.capacity().min(),
            properties.capacity().max(),
            properties.capacity().desired()),
        new GroupPlacement(
            properties.placement().zones().stream().map(Zone::new).toList(),
            properties.placement().subnetIds(),
            Optional.of(properties.placement().distribution())
                .filter(words -> !words.equals(Placement.BEST_EFFORT))),
        source(properties.source()),
        rules(properties),
        properties.tags().stream()
            .map(tag -> new GroupTag(tag.key(), tag.value(), tag.propagateAtLaunch()))
            .toList(),
        new GroupLife(group.createdAt().truncatedTo(ChronoUnit.MILLIS), properties.status()));
  }

  private static GroupRules rules(GroupProperties properties) {
    Map<ScalingProcess, String> suspended = new HashMap<>();
    properties
        .suspended()
        .forEach((process, reason) -> suspended.put(new ScalingProcess(process), reason));
    return new GroupRules(
        suspended,
        properties.rules().newInstancesProtected(),
        properties.rules().capacityRebalance(),
        properties.rules().defaultCooldown(),
        properties.rules().healthCheckGrace(),
        properties.rules().terminationPolicies(),
        false);
  }

  private static LaunchSource source(dev.pacer.simulator.aws.autoscaling.LaunchSource source) {
    if (source instanceof dev.pacer.simulator.aws.autoscaling.LaunchSource.Mixed mixed) {
      var split = mixed.distribution();
      List<InstanceTypeOverride> overrides =
          mixed.overrides().stream()
              .map(
                  override ->
                      new InstanceTypeOverride(
                          override.type().map(InstanceType::new),
                          override.weight(),
                          override.template().map(GroupTranslation::template),
                          !override.requirements().parts().isEmpty()))
              .toList();
      return new LaunchSource.Mixed(
          new MixedInstancesPolicy(
              template(mixed.template()),
              overrides,
              new InstancesDistribution(
                  split.onDemandBaseCapacity(),
                  split.onDemandPercentageAboveBaseCapacity(),
                  Optional.of(split.onDemandAllocationStrategy()),
                  Optional.of(split.spotAllocationStrategy()),
                  split.spotMaxPrice())));
    }
    return new LaunchSource.Template(template(source.mainTemplate()));
  }

  private static LaunchTemplateRef template(TemplateRef ref) {
    return new LaunchTemplateRef(Optional.of(ref.id()), Optional.of(ref.name()), ref.version());
  }

  private static GroupInstance instance(Member.View member) {
    return new GroupInstance(
        new InstanceId(member.id()),
        new LaunchedAs(
            new InstanceType(member.type()),
            new Zone(member.zone()),
            member.units(),
            Optional.of(template(member.template()))),
        new LifecycleState(member.state().text()),
        member.healthy(),
        member.protectedFromScaleIn());
  }

  static ScalingActivity activity(Activity.View activity) {
    Activity.Progress progress = activity.progress();
    return new ScalingActivity(
        activity.id(),
        new GroupName(activity.group()),
        activity.description(),
        activity.cause(),
        new ActivityProgress(
            progress.code().text(),
            progress.percent(),
            progress.message(),
            progress.start().truncatedTo(ChronoUnit.MILLIS),
            progress.end().map(end -> end.truncatedTo(ChronoUnit.SECONDS))),
        new ActivityPlace(Optional.of(new Zone(activity.zone())), activity.subnetId()));
  }
}
