package dev.pacer.cluster.marathon;

import java.util.Arrays;

/**
 * The absolute path of an app or a pod, such as {@code /shop/web}; apps and pods share one
 * namespace.
 */
public record AppId(String path) implements Comparable<AppId> {

  /** A path that starts with a slash and does not end in one. */
  public AppId {
    PathRule.check("an app id", path);
    if (path.equals("/")) {
      throw new IllegalArgumentException("an app id must name an app, was \"/\"");
    }
  }

  /** The group that holds it. */
  public GroupId group() {
    int last = path.lastIndexOf('/');
    return new GroupId(last == 0 ? "/" : path.substring(0, last));
  }

  /** The last segment. */
  public String name() {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** The id as task ids begin with it: segments joined with underscores. */
  public String taskPrefix() {
    return String.join("_", Arrays.asList(path.substring(1).split("/")));
  }

  @Override
  public int compareTo(AppId other) {
    return path.compareTo(other.path);
  }

  @Override
  public String toString() {
    return path;
  }
}
