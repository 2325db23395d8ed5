package dev.pacer.simulator.aws.http;

import dev.pacer.simulator.aws.account.AwsError;
import dev.pacer.simulator.aws.account.Tree;
import dev.pacer.simulator.aws.autoscaling.AutoScalingModel;
import dev.pacer.simulator.aws.autoscaling.GroupRequest;
import dev.pacer.simulator.aws.autoscaling.GroupTag;
import dev.pacer.simulator.aws.autoscaling.LaunchSource;
import dev.pacer.simulator.aws.autoscaling.TemplateRef;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads what Create and Update ask for. */
final class GroupRequestReading {

  /** Settings that are given back and not obeyed. */
  private static final List<String> KEPT =
      List.of(
          "InstanceMaintenancePolicy",
          "MaxInstanceLifetime",
          "DefaultInstanceWarmup",
          "Context",
          "DesiredCapacityType",
          "PlacementGroup",
          "AvailabilityZoneImpairmentPolicy",
          "CapacityReservationSpecification",
          "DeletionProtection");

  private final AutoScalingModel autoScaling;

  GroupRequestReading(AutoScalingModel autoScaling) {
    this.autoScaling = autoScaling;
  }

  GroupRequest read(QueryParameters form) {
    Tree.Fields all = form.fields("");
    return new GroupRequest(
        new GroupRequest.Size(
            form.number("MinSize"), form.number("MaxSize"), form.number("DesiredCapacity")),
        source(all),
        new GroupRequest.Place(
            form.list("AvailabilityZones"),
            form.text("VPCZoneIdentifier").stream()
                .flatMap(ids -> List.of(ids.split(",", -1)).stream())
                .map(String::strip)
                .filter(id -> !id.isEmpty())
                .toList(),
            all.fields("AvailabilityZoneDistribution").text("CapacityDistributionStrategy")),
        new GroupRequest.Rules(
            seconds(form, "DefaultCooldown"),
            form.text("HealthCheckType"),
            seconds(form, "HealthCheckGracePeriod"),
            form.list("TerminationPolicies"),
            form.flag("NewInstancesProtectedFromScaleIn"),
            form.flag("CapacityRebalance")),
        form.parts("Tags").stream().map(GroupRequestReading::tag).toList(),
        kept(all));
  }

  private static Optional<Duration> seconds(QueryParameters form, String name) {
    OptionalInt seconds = form.number(name);
    return seconds.isPresent()
        ? Optional.of(Duration.ofSeconds(seconds.getAsInt()))
        : Optional.empty();
  }

  private static Tree.Fields kept(Tree.Fields all) {
    Map<String, Tree> kept = new LinkedHashMap<>();
    for (String name : KEPT) {
      Tree value = all.parts().get(name);
      if (value != null) {
        kept.put(name, value);
      }
    }
    return new Tree.Fields(kept);
  }

  static GroupTag tag(Tree.Fields tag) {
    return new GroupTag(
        tag.text("Key")
            .orElseThrow(() -> AwsError.validation("A tag needs a key of at least 1 character.")),
        tag.text("Value").orElse(""),
        tag.text("PropagateAtLaunch").map(Boolean::parseBoolean).orElse(false));
  }

  private Optional<LaunchSource> source(Tree.Fields all) {
    Tree.Fields mixed = all.fields("MixedInstancesPolicy");
    if (!mixed.parts().isEmpty()) {
      return Optional.of(mixed(mixed));
    }
    Tree.Fields template = all.fields("LaunchTemplate");
    if (!template.parts().isEmpty()) {
      return Optional.of(new LaunchSource.Template(template(template)));
    }
    all.text("LaunchConfigurationName")
        .ifPresent(
            name -> {
              throw AwsError.validation(
                  "Launch configuration name not found - Launch configuration %s not found"
                      .formatted(name));
            });
    return Optional.empty();
  }

  private LaunchSource mixed(Tree.Fields policy) {
    Tree.Fields template = policy.fields("LaunchTemplate");
    List<LaunchSource.TypeOverride> overrides = new ArrayList<>();
    for (Tree item : template.items("Overrides")) {
      if (item instanceof Tree.Fields override) {
        Tree.Fields own = override.fields("LaunchTemplateSpecification");
        overrides.add(
            new LaunchSource.TypeOverride(
                override.text("InstanceType"),
                number(override, "WeightedCapacity"),
                own.parts().isEmpty() ? Optional.empty() : Optional.of(template(own)),
                override.fields("InstanceRequirements")));
      }
    }
    return new LaunchSource.Mixed(
        template(template.fields("LaunchTemplateSpecification")),
        overrides,
        distribution(policy.fields("InstancesDistribution")));
  }

  private static LaunchSource.Distribution distribution(Tree.Fields split) {
    String spot = split.text("SpotAllocationStrategy").orElse("lowest-price");
    OptionalInt pools = number(split, "SpotInstancePools");
    try {
      return new LaunchSource.Distribution(
          split.text("OnDemandAllocationStrategy").orElse("prioritized"),
          number(split, "OnDemandBaseCapacity").orElse(0),
          number(split, "OnDemandPercentageAboveBaseCapacity").orElse(100),
          spot,
          pools.isEmpty() && spot.equals("lowest-price") ? OptionalInt.of(2) : pools,
          split.text("SpotMaxPrice"));
    } catch (IllegalArgumentException e) {
      throw AwsError.validation(String.valueOf(e.getMessage()));
    }
  }

  private static OptionalInt number(Tree.Fields fields, String name) {
    Optional<String> text = fields.text(name);
    if (text.isEmpty()) {
      return OptionalInt.empty();
    }
    if (!text.get().matches("\\d{1,6}")) {
      throw AwsError.validation("%s is not a number: %s".formatted(name, text.get()));
    }
    return OptionalInt.of(Integer.parseInt(text.get()));
  }

  private TemplateRef template(Tree.Fields spec) {
    return autoScaling.template(
        spec.text("LaunchTemplateId"), spec.text("LaunchTemplateName"), spec.text("Version"));
  }
}
