package dev.pacer.autoscaler.status;

import dev.pacer.autoscaler.plan.Plan;
import java.util.ArrayList;
import java.util.List;

/** The status as lines for people. */
public final class PlanText {

  private PlanText() {}

  /** One heading per kind of thing, and only those that there are. */
  public static List<String> lines(StatusView view) {
    List<String> lines = new ArrayList<>();
    section(
        lines,
        "Groups",
        view.groups().stream()
            .map(
                g ->
                    "%s: %d in service, desired %d (min %d, max %d)"
                        .formatted(g.name(), g.inService(), g.desired(), g.min(), g.max()))
            .toList());
    section(
        lines,
        "Steps",
        view.steps().stream()
            .map(s -> "%s, because %s: %s".formatted(s.step(), s.reason(), s.reply()))
            .toList());
    section(
        lines,
        "Not yet",
        view.notYet().stream()
            .map(n -> "%s, because %s; until %s".formatted(n.step(), n.reason(), n.until()))
            .toList());
    section(
        lines,
        "Waiting",
        view.waiting().stream()
            .map(w -> "%s: %d: %s".formatted(w.app(), w.count(), w.outlook()))
            .toList());
    section(
        lines,
        "Impossible",
        view.impossible().stream()
            .map(i -> "%s: %d: %s".formatted(i.app(), i.count(), String.join("; ", i.misses())))
            .toList());
    section(
        lines,
        "Removals under way",
        view.removals().stream()
            .map(
                r ->
                    "%s on %s: %s since %s"
                        .formatted(r.agent(), r.instance(), r.state(), r.since()))
            .toList());
    section(lines, "Held", view.holds().stream().map(PlanText::hold).toList());
    section(lines, "Findings", view.findings());
    if (view.steps().isEmpty() && view.notYet().isEmpty()) {
      lines.add("Nothing to change.");
    }
    return lines;
  }

  private static String hold(Plan.Hold hold) {
    return "%s of %s: %s"
        .formatted(
            hold.direction() == Plan.Direction.UP ? "growth" : "removal",
            hold.pool().equals("*") ? "all pools" : "pool " + hold.pool(),
            hold.why());
  }

  private static void section(List<String> lines, String title, List<String> items) {
    if (!items.isEmpty()) {
      lines.add(title);
      items.forEach(item -> lines.add("  " + item));
    }
  }
}
