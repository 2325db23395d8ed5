package dev.pacer.simulator.mesos;

/** Resources used by or offered to one framework under one of its roles. */
public record Allocation(String frameworkId, String role, Resources resources) {}
