package dev.pacer.simulator.marathon.engine;

import dev.pacer.simulator.marathon.definition.GroupNode;
import dev.pacer.simulator.marathon.definition.RootRules;
import dev.pacer.simulator.marathon.definition.RunSpec;
import dev.pacer.simulator.marathon.json.Doc;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a change takes, step by step (marathon.md 6.1).
 *
 * @param original the tree before, to which a roll-back leads
 * @param target the tree after
 */
public record Plan(
    String id, Instant version, GroupNode original, GroupNode target, List<Step> steps) {
  public Plan {
    steps = List.copyOf(steps);
  }

  /** Actions that go on side by side. */
  public record Step(List<Action> actions) {
    public Step {
      actions = List.copyOf(actions);
    }

    public Doc doc() {
      return Doc.of("actions", actions.stream().map(Action::doc).toList());
    }
  }

  /** What is done to an app or a pod. */
  public enum Kind {
    START("Start"),
    STOP("Stop"),
    SCALE("Scale"),
    RESTART("Restart");

    private final String word;

    Kind(String word) {
      this.word = word;
    }
  }

  /**
   * One action on one app or pod.
   *
   * @param sentenced instances that go first
   */
  public record Action(Kind kind, RunSpec spec, Set<String> sentenced) {
    public Action {
      sentenced = Set.copyOf(sentenced);
    }

    public String wireName() {
      return kind.word + (spec.isPod() ? "Pod" : "Application");
    }

    public Doc doc() {
      return Doc.of("action", wireName(), spec.isPod() ? "pod" : "app", spec.id());
    }
  }

  /**
   * The plan from one tree to another.
   *
   * @param sentenced instances named by a kill that scales, by app
   */
  static Plan between(
      String id,
      Instant version,
      GroupNode original,
      GroupNode target,
      Map<String, Set<String>> sentenced) {
    List<Action> stops = new ArrayList<>();
    List<Action> starts = new ArrayList<>();
    for (RunSpec old : original.allSpecs()) {
      RunSpec now = target.findSpec(old.id());
      if (now == null || now.kind() != old.kind()) {
        stops.add(new Action(Kind.STOP, old, Set.of()));
      }
    }
    Map<Integer, List<Action>> levels = new TreeMap<>();
    Map<String, Integer> levelOf = Objects.requireNonNull(RootRules.levels(target));
    for (RunSpec now : target.allSpecs()) {
      RunSpec old = original.findSpec(now.id());
      Set<String> named = sentenced.getOrDefault(now.id(), Set.of());
      Action action = null;
      if (old == null || old.kind() != now.kind()) {
        starts.add(new Action(Kind.START, now, Set.of()));
        action = new Action(Kind.SCALE, now, Set.of());
      } else if (!old.lastConfigChangeAt().equals(now.lastConfigChangeAt())) {
        action = new Action(Kind.RESTART, now, Set.of());
      } else if (old.instances() != now.instances() || !named.isEmpty()) {
        action = new Action(Kind.SCALE, now, named);
      }
      if (action != null) {
        levels
            .computeIfAbsent(levelOf.getOrDefault(now.id(), 0), l -> new ArrayList<>())
            .add(action);
      }
    }
    List<Step> steps = new ArrayList<>();
    if (!stops.isEmpty()) {
      steps.add(new Step(stops));
    }
    if (!starts.isEmpty()) {
      steps.add(new Step(starts));
    }
    levels.values().forEach(actions -> steps.add(new Step(actions)));
    return new Plan(id, version, original, target, steps);
  }

  /** What it locks, in the order of its steps. */
  public Set<String> affected() {
    Set<String> affected = new LinkedHashSet<>();
    steps.forEach(step -> step.actions().forEach(action -> affected.add(action.spec().id())));
    return affected;
  }

  /** As events carry it. */
  public Doc doc() {
    return Doc.of(
        "id",
        id,
        "steps",
        steps.stream().map(Step::doc).toList(),
        "version",
        dev.pacer.simulator.marathon.event.EventBus.time(version));
  }
}
