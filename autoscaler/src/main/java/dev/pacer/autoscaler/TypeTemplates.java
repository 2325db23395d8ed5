package dev.pacer.autoscaler;

import dev.pacer.cluster.aws.AutoScalingGroup;
import dev.pacer.cluster.aws.AwsException;
import dev.pacer.cluster.aws.Ec2;
import dev.pacer.cluster.aws.GroupName;
import dev.pacer.cluster.aws.InstanceType;
import dev.pacer.cluster.aws.InstanceTypeFacts;
import dev.pacer.cluster.aws.LaunchSource;
import dev.pacer.cluster.aws.LaunchTemplateRef;
import dev.pacer.cluster.aws.LaunchTemplateVersion;
import dev.pacer.view.MachineTemplate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What machines of groups without any would offer, by their launch template and EC2 type (N1, third
 * source). Asked of EC2 once per template.
 */
public final class TypeTemplates {

  private static final Logger log = LoggerFactory.getLogger(TypeTemplates.class);

  /** The size of a root volume where neither template nor image is known to say. */
  private static final int USUAL_DISK_GIB = 8;

  private final Ec2 ec2;
  private final Map<LaunchTemplateRef, MachineTemplate> known = new HashMap<>();

  public TypeTemplates(Ec2 ec2) {
    this.ec2 = ec2;
  }

  /** Templates of those groups that have no machine and launch one type; unknown ones left out. */
  public Map<GroupName, MachineTemplate> templates(List<AutoScalingGroup> groups) {
    Map<GroupName, MachineTemplate> found = new HashMap<>();
    for (AutoScalingGroup group : groups) {
      if (group.description().launchSource() instanceof LaunchSource.Template source) {
        find(group, source.template()).ifPresent(template -> found.put(group.name(), template));
      }
    }
    return found;
  }

  private Optional<MachineTemplate> find(AutoScalingGroup group, LaunchTemplateRef ref) {
    MachineTemplate before = known.get(ref);
    if (before != null || !group.instances().isEmpty()) {
      return Optional.ofNullable(before);
    }
    try {
      LaunchTemplateVersion version = ec2.launchTemplateVersion(ref);
      Optional<InstanceType> type = version.instanceType();
      if (type.isEmpty()) {
        return Optional.empty();
      }
      int disk =
          version.volumes().stream()
              .flatMap(volume -> volume.sizeGib().stream())
              .findFirst()
              .orElse(USUAL_DISK_GIB);
      List<InstanceTypeFacts> facts = ec2.instanceTypes(List.of(type.get()));
      facts.stream()
          .findFirst()
          .ifPresent(fact -> known.put(ref, MachineTemplate.fromType(fact, disk)));
      return Optional.ofNullable(known.get(ref));
    } catch (AwsException e) {
      log.warn("launch template not read group={} cause=\"{}\"", group.name(), e.getMessage());
      return Optional.empty();
    }
  }
}
