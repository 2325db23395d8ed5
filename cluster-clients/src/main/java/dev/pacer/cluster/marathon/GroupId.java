package dev.pacer.cluster.marathon;

/** The absolute path of a group; the root is {@code /}. */
public record GroupId(String path) implements Comparable<GroupId> {

  /** The group that holds everything. */
  public static final GroupId ROOT = new GroupId("/");

  /** A path that starts with a slash and, but for the root, does not end in one. */
  public GroupId {
    PathRule.check("a group id", path);
  }

  /** Whether the app lies in this group or below it. */
  public boolean contains(AppId app) {
    return path.equals("/") || app.path().startsWith(path + "/");
  }

  /** Whether it is the root. */
  public boolean isRoot() {
    return path.equals("/");
  }

  @Override
  public int compareTo(GroupId other) {
    return path.compareTo(other.path);
  }

  @Override
  public String toString() {
    return path;
  }
}
