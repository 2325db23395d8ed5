package dev.pacer.cluster.aws;

/** A tag of a group; a propagated one is copied to instances launched afterwards. */
public record GroupTag(String key, String value, boolean propagateAtLaunch) {
  public GroupTag {
    Texts.requireText("tag key", key);
  }
}
