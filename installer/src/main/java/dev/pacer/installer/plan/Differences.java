package dev.pacer.installer.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pacer.installer.universe.ExactJson;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds where two definitions of an app differ. */
final class Differences {
  /** Long, and told in words instead. */
  private static final Set<String> OWN_LABELS =
      Set.of("DCOS_PACKAGE_DEFINITION", "DCOS_PACKAGE_OPTIONS");

  private Differences() {}

  /** Between two that were rendered: everything counts. */
  static List<Difference> between(JsonNode before, JsonNode after) {
    List<Difference> found = new ArrayList<>();
    between("", before, after, found);
    return found;
  }

  private static void between(
      String path, JsonNode before, JsonNode after, List<Difference> found) {
    if (before instanceof ObjectNode a && after instanceof ObjectNode b) {
      Set<String> names = new LinkedHashSet<>();
      a.fieldNames().forEachRemaining(names::add);
      b.fieldNames().forEachRemaining(names::add);
      for (String name : names) {
        if (!OWN_LABELS.contains(name)) {
          between(child(path, name), a.path(name), b.path(name), found);
        }
      }
    } else if (!ExactJson.equal(before, after)) {
      found.add(new Difference(path, shown(before), shown(after)));
    }
  }

  /**
   * What somebody changed by hand since it was installed. Marathon stores old forms in new ones and
   * adds its defaults, so only plain values count that stand at the same place, and env and labels
   * that nobody installed.
   */
  static List<Difference> byHand(ObjectNode installed, ObjectNode live) {
    List<Difference> found = new ArrayList<>();
    byHand("", installed, live, found);
    for (String open : List.of("env", "labels")) {
      for (Map.Entry<String, JsonNode> member : live.path(open).properties()) {
        if (!installed.path(open).has(member.getKey()) && !OWN_LABELS.contains(member.getKey())) {
          found.add(new Difference(open + "." + member.getKey(), "", shown(member.getValue())));
        }
      }
    }
    return found;
  }

  private static void byHand(
      String path, ObjectNode installed, ObjectNode live, List<Difference> found) {
    for (Map.Entry<String, JsonNode> member : installed.properties()) {
      JsonNode now = live.path(member.getKey());
      JsonNode then = member.getValue();
      String here = child(path, member.getKey());
      if (OWN_LABELS.contains(member.getKey()) || here.equals("id")) {
        continue;
      }
      if (then instanceof ObjectNode a && now instanceof ObjectNode b) {
        byHand(here, a, b, found);
      } else if (then.isValueNode()
          && now.isValueNode()
          && !now.isNull()
          && !ExactJson.equal(then, now)) {
        found.add(new Difference(here, shown(then), shown(now)));
      } else if (now.isMissingNode() && (path.equals("env") || path.equals("labels"))) {
        found.add(new Difference(here, shown(then), ""));
      }
    }
  }

  private static String child(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  private static String shown(JsonNode node) {
    return node.isMissingNode() ? "" : ExactJson.write(node);
  }
}
