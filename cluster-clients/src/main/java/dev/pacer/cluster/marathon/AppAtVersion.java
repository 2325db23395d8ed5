package dev.pacer.cluster.marathon;

/** An app as it was at a version: typed, and as the JSON that Marathon keeps. */
public record AppAtVersion(AppSpec spec, Definition definition) {}
