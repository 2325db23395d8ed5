package dev.pacer.view;

import dev.pacer.cluster.aws.GroupName;
import java.util.Optional;

/**
 * Something that does not add up, in words for the operator.
 *
 * @param group the group whose pool must be left alone because of it; empty when none
 */
public record Finding(Optional<GroupName> group, String text) {}
