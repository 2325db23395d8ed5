package dev.pacer.cluster.aws;

/** What a machine is and where: its type, its zone, and whether it is a spot instance. */
public record InstanceKind(InstanceType type, Zone zone, boolean spot) {}
