package dev.pacer.simulator.aws.autoscaling;

import java.util.Optional;

/**
 * A launch template as groups name it; both id and name are known once a group is made.
 *
 * @param version a number, {@code $Latest} or {@code $Default}; absent means the default
 */
public record TemplateRef(String id, String name, Optional<String> version) {}
