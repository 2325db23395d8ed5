package dev.pacer.simulator.marathon.definition;

import dev.pacer.simulator.marathon.json.Doc;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What holds for the whole tree: names, dependencies, versions and service ports. */
public final class RootRules {

  private RootRules() {}

  /** Refuses a tree in which names clash or dependencies go in a circle. */
  public static void check(GroupNode root) {
    Findings findings = new Findings();
    Set<String> groups = new HashSet<>();
    root.allGroups().forEach(group -> groups.add(group.id()));
    if (root.allSpecs().stream().anyMatch(spec -> groups.contains(spec.id()))) {
      findings.add("/", "Groups and Applications may not have the same identifier.");
    }
    if (levels(root) == null) {
      findings.add("/", "Dependency graph has cyclic dependencies.");
    }
    findings.refuseAsInvalidObject();
  }

  /**
   * How many others must run before each app or pod: 0 for those that depend on nothing; null when
   * the dependencies go in a circle.
   */
  public static @Nullable Map<String, Integer> levels(GroupNode root) {
    Map<String, Set<String>> needed = new LinkedHashMap<>();
    collect(root, root, List.of(), needed);
    Map<String, Integer> levels = new LinkedHashMap<>();
    for (String id : needed.keySet()) {
      if (level(id, needed, levels, new HashSet<>()) < 0) {
        return null;
      }
    }
    return levels;
  }

  private static void collect(
      GroupNode root, GroupNode group, List<String> inherited, Map<String, Set<String>> needed) {
    List<String> groupNeeds = new ArrayList<>(inherited);
    groupNeeds.addAll(group.dependencies());
    for (RunSpec spec : group.specs().values()) {
      Set<String> needs = new TreeSet<>();
      List<String> all = new ArrayList<>(groupNeeds);
      all.addAll(spec.dependencies());
      for (String dependency : all) {
        GroupNode asGroup = root.find(dependency);
        if (asGroup != null) {
          asGroup.allSpecs().forEach(each -> needs.add(each.id()));
        } else {
          needs.add(dependency);
        }
      }
      needed.put(spec.id(), needs);
    }
    group.groups().values().forEach(nested -> collect(root, nested, groupNeeds, needed));
  }

  private static int level(
      String id, Map<String, Set<String>> needed, Map<String, Integer> levels, Set<String> open) {
    Integer known = levels.get(id);
    if (known != null) {
      return known;
    }
    if (!open.add(id)) {
      return -1;
    }
    int level = 0;
    for (String dependency : needed.getOrDefault(id, Set.of())) {
      if (!needed.containsKey(dependency)) {
        continue; // A dependency that does not exist is accepted.
      }
      int below = level(dependency, needed, levels, open);
      if (below < 0) {
        return -1;
      }
      level = Math.max(level, below + 1);
    }
    open.remove(id);
    levels.put(id, level);
    return level;
  }

  /**
   * Gives every app and pod that differs from before its version and times; others keep theirs.
   *
   * @param renewed those whose configuration counts as changed
   */
  public static GroupNode versioned(
      GroupNode before, GroupNode after, Instant version, Set<String> renewed) {
    return after.mapSpecs(
        spec -> {
          RunSpec old = before.findSpec(spec.id());
          if (old == null || old.kind() != spec.kind() || renewed.contains(spec.id())) {
            return new RunSpec(spec.kind(), spec.doc(), version, version, version);
          }
          if (old == spec || old.doc().equals(spec.doc())) {
            return old;
          }
          boolean scaled = old.differsOnlyInInstances(spec.doc());
          return new RunSpec(
              spec.kind(),
              spec.doc(),
              version,
              version,
              scaled ? old.lastConfigChangeAt() : version);
        });
  }

  /** Whether two versions are the same when service ports that are still open are filled in. */
  public static boolean sameButForPorts(RunSpec stored, RunSpec given) {
    if (stored.doc().equals(given.doc())) {
      return true;
    }
    if (given.isPod() || stored.isPod()) {
      return false;
    }
    List<Integer> former = new ArrayList<>(stored.servicePorts());
    return stored.doc().equals(assigned(given.doc(), former, new HashSet<>(), 10_000, 20_000));
  }

  /**
   * Gives a service port to every port of an app that has none: the one it had before, else the
   * lowest that nobody uses.
   */
  public static GroupNode withServicePorts(
      GroupNode before, GroupNode after, int lowest, int highest) {
    Set<Integer> taken = new HashSet<>();
    after.allSpecs().forEach(spec -> taken.addAll(spec.servicePorts()));
    return after.mapSpecs(
        spec -> {
          if (spec.isPod() || !spec.servicePorts().contains(0)) {
            return spec;
          }
          RunSpec old = before.findSpec(spec.id());
          List<Integer> former =
              new ArrayList<>(old == null || old.isPod() ? List.of() : old.servicePorts());
          former.removeIf(port -> port < lowest || port > highest);
          Doc doc = assigned(spec.doc(), former, taken, lowest, highest);
          return new RunSpec(
              spec.kind(), doc, spec.version(), spec.lastScalingAt(), spec.lastConfigChangeAt());
        });
  }

  private static Doc assigned(
      Doc app, List<Integer> former, Set<Integer> taken, int lowest, int highest) {
    Doc container = app.doc("container");
    boolean mapped = !container.docs("portMappings").isEmpty();
    List<Doc> ports = mapped ? container.docs("portMappings") : app.docs("portDefinitions");
    String field = mapped ? "servicePort" : "port";
    if (!mapped && app.flag("requirePorts")) {
      return app;
    }
    Set<Integer> own = new HashSet<>();
    ports.forEach(port -> own.add(port.wholeOr(field, 0)));
    List<Doc> assigned = new ArrayList<>();
    for (Doc port : ports) {
      if (port.wholeOr(field, 0) != 0) {
        assigned.add(port);
        continue;
      }
      Integer chosen = former.stream().filter(own::add).findFirst().orElse(null);
      if (chosen == null) {
        chosen = lowest;
        while (chosen <= highest && (taken.contains(chosen) || own.contains(chosen))) {
          chosen++;
        }
        if (chosen > highest) {
          throw Refusal.of(
              500,
              "Not enough local service ports available between "
                  + lowest
                  + " and "
                  + highest
                  + ".");
        }
        own.add(chosen);
      }
      taken.add(chosen);
      assigned.add(port.with(field, chosen));
    }
    return mapped
        ? app.with("container", container.with("portMappings", assigned))
        : app.with("portDefinitions", assigned);
  }
}
