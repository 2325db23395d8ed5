package dev.pacer.simulator.mesos;

/** The default executor of a task group. */
public record ExecutorView(
    String id, String frameworkId, String agentId, String role, Resources resources) {}
