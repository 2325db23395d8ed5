package dev.pacer.view;

import dev.pacer.cluster.aws.Ec2Instance;
import dev.pacer.cluster.aws.GroupInstance;
import dev.pacer.cluster.aws.GroupName;
import dev.pacer.cluster.aws.InstanceId;
import java.util.Optional;

/**
 * An EC2 instance of a group.
 *
 * @param ec2 as EC2 sees it; empty where EC2 does not show it (yet)
 */
public record Machine(GroupName group, GroupInstance instance, Optional<Ec2Instance> ec2) {

  public InstanceId id() {
    return instance.id();
  }
}
