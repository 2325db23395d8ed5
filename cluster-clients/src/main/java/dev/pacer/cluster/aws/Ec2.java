package dev.pacer.cluster.aws;

import java.util.Collection;
import java.util.List;

/**
 * EC2 of one account and region, read only.
 *
 * <p>Every failure is an {@link AwsException}. Lists are complete or the call fails. Nothing asked
 * for means nothing answered, never everything.
 */
public interface Ec2 {

  /**
   * The machines with these ids; one that EC2 does not know (not yet, or no more) is not in the
   * answer.
   */
  List<Ec2Instance> instances(Collection<InstanceId> ids);

  /** The machines that carry the tag of one of these groups, in any state. */
  List<Ec2Instance> instancesOfGroups(Collection<GroupName> groups);

  /** The machines with one of these private addresses; a terminated one has none. */
  List<Ec2Instance> instancesByPrivateIp(Collection<String> privateIps);

  /**
   * The size of each type.
   *
   * @throws AwsException of kind NOT_FOUND when EC2 does not know one of them in this region
   */
  List<InstanceTypeFacts> instanceTypes(Collection<InstanceType> types);

  /**
   * One version of a template; without a version the default one.
   *
   * @throws AwsException of kind NOT_FOUND when there is no such template or version
   */
  LaunchTemplateVersion launchTemplateVersion(LaunchTemplateRef template);
}
