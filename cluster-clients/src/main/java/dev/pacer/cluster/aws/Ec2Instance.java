package dev.pacer.cluster.aws;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** A machine as EC2 sees it; terminated ones stay listed for up to an hour. */
public record Ec2Instance(
    InstanceId id,
    InstanceState state,
    InstanceKind kind,
    InstanceAddress address,
    Instant launchedAt,
    Map<String, String> tags) {
  /** The tag by which Auto Scaling marks its members. */
  public static final String GROUP_TAG = "aws:autoscaling:groupName";

  public Ec2Instance {
    tags = Map.copyOf(tags);
  }

  /** The group that launched it, by its tag. */
  public Optional<GroupName> group() {
    return Optional.ofNullable(tags.get(GROUP_TAG))
        .filter(text -> !text.isBlank())
        .map(GroupName::new);
  }
}
