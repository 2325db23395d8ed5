package dev.pacer.simulator.aws.autoscaling;

import dev.pacer.simulator.aws.account.AwsError;
import dev.pacer.simulator.aws.account.Tree;
import dev.pacer.simulator.aws.ec2.InstanceTypeSpec;
import dev.pacer.simulator.aws.ec2.InstanceTypes;
import dev.pacer.simulator.aws.ec2.LaunchTemplates;
import dev.pacer.simulator.aws.ec2.TemplateVersion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Which types a group may launch, and whether the next one is to be spot. */
final class LaunchChoices {

  private static final String DEFAULT_VERSION = "$Default";

  private final InstanceTypes types;
  private final LaunchTemplates templates;

  LaunchChoices(World.Machines machines) {
    this.types = machines.types();
    this.templates = machines.templates();
  }

  /** The version that a reference means now. */
  TemplateVersion resolve(TemplateRef ref) {
    return templates.require(
        templates.require(Optional.of(ref.id()), Optional.empty()),
        ref.version().orElse(DEFAULT_VERSION));
  }

  /**
   * The types that the group may launch next, in order of preference.
   *
   * @throws AwsError when its template no longer exists or names no type
   */
  List<Choice> of(Group group) {
    if (group.now().source() instanceof LaunchSource.Mixed mixed) {
      boolean spot = nextIsSpot(group, mixed.distribution());
      List<Choice> choices = new ArrayList<>();
      for (LaunchSource.TypeOverride override : mixed.overrides()) {
        TemplateRef template = override.template().orElse(mixed.template());
        if (override.type().isPresent()) {
          choices.add(
              new Choice(types.require(override.type().get()), override.weight(), template, spot));
        } else {
          for (InstanceTypeSpec type : meeting(override.requirements())) {
            choices.add(new Choice(type, override.weight(), template, spot));
          }
        }
      }
      return choices.isEmpty() ? List.of(own(mixed.template(), spot)) : choices;
    }
    TemplateRef template = group.now().source().mainTemplate();
    return List.of(own(template, resolve(template).spot()));
  }

  private Choice own(TemplateRef template, boolean spot) {
    String type =
        resolve(template)
            .instanceType()
            .orElseThrow(
                () ->
                    AwsError.validation(
                        "You must use a valid fully-formed launch template. The request must"
                            + " contain the parameter InstanceType"));
    return new Choice(types.require(type), OptionalInt.empty(), template, spot);
  }

  /** Whether the next unit belongs to the spot share, so that the split stays as wanted. */
  private static boolean nextIsSpot(Group group, LaunchSource.Distribution distribution) {
    int onDemand = 0;
    int spot = 0;
    for (Member member : group.members()) {
      if (member.state().counts()) {
        if (member.instance().now().origin().spot()) {
          spot += member.now().units();
        } else {
          onDemand += member.now().units();
        }
      }
    }
    if (onDemand < distribution.onDemandBaseCapacity()) {
      return false;
    }
    long above = (long) onDemand - distribution.onDemandBaseCapacity();
    long wantedHundredths = (above + spot + 1) * distribution.onDemandPercentageAboveBaseCapacity();
    return above * 100 >= wantedHundredths;
  }

  /** Current types with as many vCPUs and as much memory as asked for, small ones first. */
  private List<InstanceTypeSpec> meeting(Tree.Fields requirements) {
    Tree.Fields vcpus = requirements.fields("VCpuCount");
    Tree.Fields memory = requirements.fields("MemoryMiB");
    return types.all().stream()
        .filter(type -> type.offer().currentGeneration() && !type.platform().bareMetal())
        .filter(type -> !type.offer().burstable() && type.gpus().isEmpty())
        .filter(type -> type.processor().architectures().contains("x86_64"))
        .filter(type -> within(type.vcpus(), vcpus) && within(type.memoryMib(), memory))
        .sorted(
            Comparator.comparingInt(InstanceTypeSpec::vcpus)
                .thenComparingLong(InstanceTypeSpec::memoryMib)
                .thenComparing(InstanceTypeSpec::name))
        .toList();
  }

  private static boolean within(long value, Tree.Fields range) {
    return range.text("Min").map(Long::parseLong).orElse(0L) <= value
        && value <= range.text("Max").map(Long::parseLong).orElse(Long.MAX_VALUE);
  }
}
