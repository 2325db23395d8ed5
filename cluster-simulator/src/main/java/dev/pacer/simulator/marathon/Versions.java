package dev.pacer.simulator.marathon;

import dev.pacer.simulator.marathon.definition.GroupNode;
import dev.pacer.simulator.marathon.definition.RunSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Every version that was stored: of apps and pods, and of the tree. */
final class Versions {

  private static final int KEPT = 50;

  private final Map<String, NavigableMap<Instant, Object>> specs = new HashMap<>();
  private final NavigableMap<Instant, GroupNode> trees = new TreeMap<>();

  /** Marks a version that somebody asked for in vain (marathon.md T25). */
  private enum Nothing {
    NOTHING
  }

  /** Stores a tree and all versions in it, whether the change is then refused or not. */
  void store(GroupNode root, Instant version) {
    trees.put(version, root);
    trim(trees);
    for (RunSpec spec : root.allSpecs()) {
      NavigableMap<Instant, Object> own = specs.computeIfAbsent(spec.id(), id -> new TreeMap<>());
      own.put(spec.version(), spec);
      trim(own);
    }
  }

  private static void trim(NavigableMap<Instant, ?> versions) {
    while (versions.size() > KEPT) {
      versions.pollFirstEntry();
    }
  }

  List<Instant> of(String specId) {
    return new ArrayList<>(specs.getOrDefault(specId, new TreeMap<>()).keySet());
  }

  @Nullable RunSpec find(String specId, Instant version) {
    NavigableMap<Instant, Object> own = specs.get(specId);
    return own != null && own.get(version) instanceof RunSpec spec ? spec : null;
  }

  void askedInVain(String specId, Instant version) {
    NavigableMap<Instant, Object> own = specs.get(specId);
    if (own != null) {
      own.putIfAbsent(version, Nothing.NOTHING);
    }
  }

  void forget(String specId) {
    specs.remove(specId);
  }

  List<Instant> trees() {
    return new ArrayList<>(trees.keySet());
  }

  /** Versions of the tree in which that group was there. */
  List<Instant> of(GroupNode group) {
    return trees.entrySet().stream()
        .filter(
            each -> {
              GroupNode then = each.getValue().find(group.id());
              return then != null && then.version().equals(each.getKey());
            })
        .map(Map.Entry::getKey)
        .toList();
  }

  @Nullable GroupNode findTree(Instant version) {
    return trees.get(version);
  }
}
