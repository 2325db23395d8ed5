package dev.pacer.cluster.marathon;

/** A pod as it is or was at a version: typed, and as the JSON that Marathon keeps. */
public record PodAtVersion(PodSpec spec, Definition definition) {}
