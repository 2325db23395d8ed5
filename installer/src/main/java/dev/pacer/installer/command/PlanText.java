package dev.pacer.installer.command;

import dev.pacer.frame.output.TerminalText;
import dev.pacer.installer.installation.PlanReader;
import dev.pacer.installer.plan.ChangePlan;
import dev.pacer.installer.plan.Difference;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A plan in lines for people. Where a package has secret options, no value of env is shown. */
final class PlanText {
  private PlanText() {}

  static List<String> lines(PlanReader.Planned plan) {
    List<String> lines = new ArrayList<>();
    for (ChangePlan app : plan.apps()) {
      lines.add(app.id() + ": " + title(app.kind()));
      app.changes().forEach(change -> lines.add("  " + shown(plan, change)));
      if (!app.byHand().isEmpty()) {
        lines.add("  changed by hand since it was installed:");
        app.byHand().forEach(change -> lines.add("    " + shown(plan, change)));
      }
      app.refusals().forEach(why -> lines.add("  REFUSED: " + why));
    }
    lines.add(plan.pending() ? "There is something to change." : "There is nothing to change.");
    return lines.stream().map(TerminalText::safe).toList();
  }

  private static String shown(PlanReader.Planned plan, Difference change) {
    String top = change.path().split("\\.", 2)[0].toLowerCase(Locale.ROOT);
    boolean hidden = plan.secretive() && !List.of("cpus", "mem", "instances").contains(top);
    return hidden
        ? new Difference(
                change.path(),
                change.before().isEmpty() ? "" : "(hidden)",
                change.after().isEmpty() ? "" : "(hidden)")
            .toString()
        : change.toString();
  }

  private static String title(ChangePlan.Kind kind) {
    return switch (kind) {
      case CREATE -> "is created";
      case NOTHING -> "stays as it is";
      case SCALE -> "is scaled";
      case RESTART -> "is changed, and all its tasks are replaced";
      case REMOVE -> "is removed, with the data in its volumes";
    };
  }
}
