package dev.pacer.simulator.aws.autoscaling;

import dev.pacer.simulator.aws.ec2.InstanceTypeSpec;
import java.util.OptionalInt;

/** A type that a group may launch now, in its order of preference. */
record Choice(InstanceTypeSpec type, OptionalInt weight, TemplateRef template, boolean spot) {
  int units() {
    return weight.orElse(1);
  }
}
