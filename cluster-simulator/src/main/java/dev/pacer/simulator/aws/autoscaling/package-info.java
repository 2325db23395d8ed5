/** Simulated Auto Scaling groups: sizes, zones, lifecycle states, activities, health. */
@NullMarked
package dev.pacer.simulator.aws.autoscaling;

import org.jspecify.annotations.NullMarked;
