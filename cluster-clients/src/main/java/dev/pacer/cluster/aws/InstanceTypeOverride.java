package dev.pacer.cluster.aws;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * One line of a mixed policy, in the order of preference.
 *
 * @param type absent when the line asks by attributes instead
 * @param weight how many capacity units one such instance is; absent where the group has no weights
 * @param template another template for this type; absent means the policy's own
 * @param byAttributes AWS picks any type that meets requirements which are not carried here
 */
public record InstanceTypeOverride(
    Optional<InstanceType> type,
    OptionalInt weight,
    Optional<LaunchTemplateRef> template,
    boolean byAttributes) {}
