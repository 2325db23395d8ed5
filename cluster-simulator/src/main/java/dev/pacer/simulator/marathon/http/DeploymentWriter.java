package dev.pacer.simulator.marathon.http;

import dev.pacer.simulator.marathon.MarathonModel;
import dev.pacer.simulator.marathon.Snapshot;
import dev.pacer.simulator.marathon.engine.Deployments;
import dev.pacer.simulator.marathon.engine.Plan;
import dev.pacer.simulator.marathon.event.EventBus;
import dev.pacer.simulator.marathon.json.Doc;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Deployments as {@code /v2/deployments} shows them (marathon.md 4.3). */
final class DeploymentWriter {

  private DeploymentWriter() {}

  static List<Doc> deployments(MarathonModel model, Snapshot now) {
    return now.deployments().stream().map(state -> deployment(model, state)).toList();
  }

  private static Doc deployment(MarathonModel model, Deployments.State state) {
    Plan plan = state.plan();
    Set<String> apps = new LinkedHashSet<>();
    Set<String> pods = new LinkedHashSet<>();
    for (Plan.Step step : plan.steps()) {
      for (Plan.Action action : step.actions()) {
        (action.spec().isPod() ? pods : apps).add(action.spec().id());
      }
    }
    List<Doc> current = new ArrayList<>();
    for (Plan.Action action : plan.steps().get(state.step()).actions()) {
      current.add(
          action
              .doc()
              .with(
                  "readinessCheckResults",
                  model.readiness(action.spec().id()).stream().map(AppWriter::readiness).toList()));
    }
    return Doc.of(
        "id",
        plan.id(),
        "steps",
        steps(plan.steps()),
        "version",
        EventBus.time(plan.version()),
        "affectedApps",
        List.copyOf(apps),
        "affectedPods",
        List.copyOf(pods),
        "currentActions",
        current,
        "currentStep",
        state.step() + 1,
        "totalSteps",
        plan.steps().size());
  }

  static List<Doc> steps(List<Plan.Step> steps) {
    return steps.stream().map(Plan.Step::doc).toList();
  }
}
