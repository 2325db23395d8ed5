package dev.pacer.installer.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What would happen to one app: from what was installed, what is wanted and what is live.
 *
 * @param id the app
 * @param kind what happens to it
 * @param changes from what was installed to what is wanted
 * @param byHand what somebody else changed since
 * @param refusals why Marathon will not do it
 */
public record ChangePlan(
    String id,
    Kind kind,
    List<Difference> changes,
    List<Difference> byHand,
    List<String> refusals) {

  /** Copies the lists. */
  public ChangePlan {
    changes = List.copyOf(changes);
    byHand = List.copyOf(byHand);
    refusals = List.copyOf(refusals);
  }

  /** What happens to an app. */
  public enum Kind {
    CREATE,
    NOTHING,
    /** Only the number of instances changes. */
    SCALE,
    /** All its tasks are replaced. */
    RESTART,
    REMOVE
  }

  private static final Set<String> FIXED_WITH_VOLUMES =
      Set.of("cpus", "mem", "disk", "gpus", "requirePorts", "portDefinitions", "ports", "role");

  /** Decides for one app. */
  public static ChangePlan decide(
      String id, Optional<ObjectNode> installed, ObjectNode wanted, Optional<ObjectNode> live) {
    if (live.isEmpty()) {
      return new ChangePlan(id, Kind.CREATE, List.of(), List.of(), List.of());
    }
    List<Difference> byHand =
        installed.map(then -> Differences.byHand(then, live.get())).orElse(List.of());
    List<Difference> changes =
        installed
            .map(then -> Differences.between(then, wanted))
            .orElseGet(() -> Differences.byHand(live.get(), wanted));
    return new ChangePlan(id, kind(changes), changes, byHand, refusals(changes, live.get()));
  }

  private static Kind kind(List<Difference> changes) {
    if (changes.isEmpty()) {
      return Kind.NOTHING;
    }
    return changes.stream().allMatch(change -> change.path().equals("instances"))
        ? Kind.SCALE
        : Kind.RESTART;
  }

  private static List<String> refusals(List<Difference> changes, ObjectNode live) {
    List<String> found = new ArrayList<>();
    boolean stateful = false;
    for (JsonNode volume : live.path("container").path("volumes")) {
      stateful |= volume.has("persistent");
    }
    for (Difference change : stateful ? changes : List.<Difference>of()) {
      String top = change.path().split("\\.", 2)[0];
      if (FIXED_WITH_VOLUMES.contains(top) || change.path().startsWith("container.volumes")) {
        found.add(
            "Marathon does not change %s of an app that keeps data; it needs a new instance"
                .formatted(change.path()));
      }
    }
    return found;
  }

  /**
   * What is sent: what is wanted, but with the number of instances that somebody else set, unless
   * the package's own number changed.
   */
  public static ObjectNode toSend(
      Optional<ObjectNode> installed, ObjectNode wanted, ObjectNode live) {
    ObjectNode sent = wanted.deepCopy();
    boolean asInstalled =
        installed.isPresent() && installed.get().path("instances").equals(wanted.path("instances"));
    if (asInstalled && live.path("instances").isNumber()) {
      sent.set("instances", live.get("instances"));
    }
    return sent;
  }

  /** Whether anything would be sent. */
  public boolean pending() {
    return kind != Kind.NOTHING;
  }
}
