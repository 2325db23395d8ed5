package dev.pacer.simulator.aws.autoscaling;

/** A tag of a group; a propagated one is copied to instances launched afterwards. */
public record GroupTag(String key, String value, boolean propagateAtLaunch) {}
