package dev.pacer.cluster.aws;

import java.util.List;
import java.util.Optional;

/** Everything a group says of itself but its instances. */
public record GroupDescription(
    GroupName name,
    GroupCapacity capacity,
    GroupPlacement placement,
    LaunchSource launchSource,
    GroupRules rules,
    List<GroupTag> tags,
    GroupLife life) {
  public GroupDescription {
    tags = List.copyOf(tags);
  }

  /** The value of a tag, which may be empty. */
  public Optional<String> findTag(String key) {
    return tags.stream().filter(tag -> tag.key().equals(key)).map(GroupTag::value).findFirst();
  }
}
