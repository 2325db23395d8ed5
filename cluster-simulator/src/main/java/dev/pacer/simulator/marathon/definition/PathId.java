package dev.pacer.simulator.marathon.definition;

import java.util.ArrayList;
import java.util.List;

/** Paths of apps, pods and groups: how Marathon makes them absolute and takes them apart. */
public final class PathId {

  private PathId() {}

  /** The absolute path of {@code id} as written below {@code base}, with its dots resolved. */
  public static String resolve(String id, String base) {
    List<String> segments = new ArrayList<>();
    if (!id.startsWith("/")) {
      segments.addAll(segments(base));
    }
    for (String segment : id.split("/", -1)) {
      if (segment.equals("..")) {
        if (!segments.isEmpty()) {
          segments.remove(segments.size() - 1);
        }
      } else if (!segment.isEmpty() && !segment.equals(".")) {
        segments.add(segment);
      }
    }
    return "/" + String.join("/", segments);
  }

  public static String absolute(String id) {
    return resolve(id, "/");
  }

  public static List<String> segments(String path) {
    List<String> segments = new ArrayList<>();
    for (String segment : path.split("/", -1)) {
      if (!segment.isEmpty()) {
        segments.add(segment);
      }
    }
    return segments;
  }

  /** The group that holds it; the root holds itself. */
  public static String parent(String path) {
    int last = path.lastIndexOf('/');
    return last <= 0 ? "/" : path.substring(0, last);
  }

  public static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** Whether {@code path} lies anywhere below {@code group}. */
  public static boolean isBelow(String path, String group) {
    return group.equals("/") ? !path.equals("/") : path.startsWith(group + "/");
  }

  /** The first segment as a group's path, {@code /} for an app at the top. */
  public static String topGroup(String path) {
    List<String> segments = segments(path);
    return segments.size() < 2 ? "/" : "/" + segments.get(0);
  }

  /** The id as instance ids begin with it. */
  public static String asPrefix(String path) {
    return path.substring(1).replace('/', '_');
  }
}
