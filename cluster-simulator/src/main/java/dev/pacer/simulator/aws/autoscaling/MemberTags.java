package dev.pacer.simulator.aws.autoscaling;

import dev.pacer.simulator.aws.ec2.Instance;
import dev.pacer.simulator.aws.ec2.Instances;
import dev.pacer.simulator.aws.ec2.TemplateVersion;
import java.util.LinkedHashMap;
import java.util.Map;

/** The tags that machines carry because they are members. */
final class MemberTags {

  private MemberTags() {}

  /** Template's tags, the template's own marks, the group's propagated tags, the group's name. */
  static Map<String, String> ofNewMember(Group group, TemplateVersion template) {
    Map<String, String> tags = new LinkedHashMap<>(template.instanceTags());
    tags.put("aws:ec2launchtemplate:id", template.templateId());
    tags.put("aws:ec2launchtemplate:version", String.valueOf(template.number()));
    for (GroupTag tag : group.now().tags()) {
      if (tag.propagateAtLaunch()) {
        tags.put(tag.key(), tag.value());
      }
    }
    tags.put(Instance.GROUP_TAG, group.name());
    return tags;
  }

  static void add(Instances instances, Instance instance, String group) {
    Map<String, String> tags = new LinkedHashMap<>(instance.now().tags());
    tags.put(Instance.GROUP_TAG, group);
    instances.setTags(instance, tags);
  }

  static void remove(Instances instances, Instance instance) {
    Map<String, String> tags = new LinkedHashMap<>(instance.now().tags());
    tags.remove(Instance.GROUP_TAG);
    instances.setTags(instance, tags);
  }
}
