package dev.pacer.simulator.aws.autoscaling;

import dev.pacer.simulator.aws.account.AwsError;
import java.util.ArrayList;
import java.util.List;

/** Changes the tags of groups. */
public final class GroupTags {

  private final World world;
  private final Groups groups;

  GroupTags(World world, Groups groups) {
    this.world = world;
    this.groups = groups;
  }

  /** Adds tags to a group, or changes those of the same key. */
  public void putTags(String name, List<GroupTag> tags) {
    Group group = requireTagged(name);
    List<GroupTag> all = new ArrayList<>(group.now().tags());
    for (GroupTag tag : tags) {
      int index = -1;
      for (int i = 0; i < all.size(); i++) {
        index = all.get(i).key().equals(tag.key()) ? i : index;
      }
      if (index < 0) {
        all.add(tag);
      } else {
        all.set(index, tag);
      }
    }
    group.change(world.now(), properties -> properties.withTags(all));
    world.record("tagged group %s %s".formatted(name, tags));
  }

  /** Removes tags by key. */
  public void deleteTags(String name, List<String> keys) {
    Group group = requireTagged(name);
    group.change(
        world.now(),
        properties ->
            properties.withTags(
                properties.tags().stream().filter(tag -> !keys.contains(tag.key())).toList()));
    world.record("untagged group %s %s".formatted(name, keys));
  }

  private Group requireTagged(String name) {
    return groups
        .find(name)
        .orElseThrow(
            () ->
                AwsError.validation(
                    "Resource ID %s and type auto-scaling-group do not match any existing resource."
                        .formatted(name)));
  }
}
