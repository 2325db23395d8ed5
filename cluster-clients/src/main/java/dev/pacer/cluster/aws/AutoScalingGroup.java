package dev.pacer.cluster.aws;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One Auto Scaling group with all its instances, terminating ones included until they are gone.
 *
 * <p>Reads lag writes: an instance, a new desired capacity or a tag may be missing for seconds to
 * minutes.
 */
public record AutoScalingGroup(GroupDescription description, List<GroupInstance> instances) {
  public AutoScalingGroup {
    instances = List.copyOf(instances);
  }

  public GroupName name() {
    return description.name();
  }

  public GroupCapacity capacity() {
    return description.capacity();
  }

  public GroupRules rules() {
    return description.rules();
  }

  public Optional<GroupInstance> findInstance(InstanceId id) {
    return instances.stream().filter(instance -> instance.id().equals(id)).findFirst();
  }

  public Stream<GroupInstance> inService() {
    return instances.stream().filter(instance -> instance.state().inService());
  }
}
