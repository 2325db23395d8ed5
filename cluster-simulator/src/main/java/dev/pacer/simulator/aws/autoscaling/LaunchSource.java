package dev.pacer.simulator.aws.autoscaling;

import dev.pacer.simulator.aws.account.Tree;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What a group launches. */
public sealed interface LaunchSource {

  /** One template decides everything. */
  record Template(TemplateRef template) implements LaunchSource {}

  /** A template whose instance type the overrides replace. */
  record Mixed(TemplateRef template, List<TypeOverride> overrides, Distribution distribution)
      implements LaunchSource {
    public Mixed {
      overrides = List.copyOf(overrides);
    }
  }

  /**
   * One line of a mixed policy, in the order of preference.
   *
   * @param type absent when the line asks by requirements
   * @param weight capacity units of one such instance; absent in groups without weights
   * @param requirements as they were sent; without parts when there are none
   */
  record TypeOverride(
      Optional<String> type,
      OptionalInt weight,
      Optional<TemplateRef> template,
      Tree.Fields requirements) {}

  /** How a mixed group splits between on-demand and spot. */
  record Distribution(
      String onDemandAllocationStrategy,
      int onDemandBaseCapacity,
      int onDemandPercentageAboveBaseCapacity,
      String spotAllocationStrategy,
      OptionalInt spotInstancePools,
      Optional<String> spotMaxPrice) {
    public Distribution {
      if (onDemandBaseCapacity < 0
          || onDemandPercentageAboveBaseCapacity < 0
          || onDemandPercentageAboveBaseCapacity > 100) {
        throw new IllegalArgumentException(
            "need base >= 0 and a percentage of 0 to 100, was %d and %d"
                .formatted(onDemandBaseCapacity, onDemandPercentageAboveBaseCapacity));
      }
    }
  }

  /** The template that is launched when no override names another. */
  default TemplateRef mainTemplate() {
    return this instanceof Mixed mixed ? mixed.template() : ((Template) this).template();
  }

  /** Whether instances count by weights. */
  default boolean weighted() {
    return this instanceof Mixed mixed
        && mixed.overrides().stream().anyMatch(override -> override.weight().isPresent());
  }
}
