package dev.pacer.simulator.marathon.port;

import dev.pacer.cluster.marathon.App;
import dev.pacer.cluster.marathon.AppId;
import dev.pacer.cluster.marathon.ChangeOutcome;
import dev.pacer.cluster.marathon.Deployment;
import dev.pacer.cluster.marathon.DeploymentId;
import dev.pacer.cluster.marathon.MarathonDeployments;
import dev.pacer.cluster.marathon.TaskId;
import dev.pacer.cluster.marathon.Version;
import dev.pacer.simulator.marathon.definition.Refusal;
import dev.pacer.simulator.marathon.engine.Deployments;
import dev.pacer.simulator.marathon.engine.Plan;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Deployments of the simulated Marathon, in-process. */
final class SimulatedDeployments implements MarathonDeployments {

  private static final String ONE = "DELETE /v2/deployments/{id}";

  private final Calls calls;

  SimulatedDeployments(Calls calls) {
    this.calls = calls;
  }

  @Override
  public List<Deployment> list() {
    return calls.read(
        "GET /v2/deployments",
        "",
        seen -> seen.deployments().stream().map(this::deployment).toList());
  }

  private Deployment deployment(Deployments.State state) {
    Plan plan = state.plan();
    Set<AppId> apps = new LinkedHashSet<>();
    Set<AppId> pods = new LinkedHashSet<>();
    for (Plan.Step step : plan.steps()) {
      for (Plan.Action action : step.actions()) {
        (action.spec().isPod() ? pods : apps).add(new AppId(action.spec().id()));
      }
    }
    Plan.Step current = plan.steps().get(state.step());
    return new Deployment(
        new DeploymentId(plan.id()),
        new Version(plan.version()),
        apps,
        pods,
        plan.steps().stream().map(SimulatedDeployments::step).toList(),
        new Deployment.Progress(
            state.step() + 1, plan.steps().size(), step(current).actions(), readiness(current)));
  }

  private List<App.Readiness> readiness(Plan.Step step) {
    List<App.Readiness> results = new ArrayList<>();
    for (Plan.Action action : step.actions()) {
      calls
          .model()
          .readiness(action.spec().id())
          .forEach(
              result ->
                  results.add(
                      new App.Readiness(
                          result.name(),
                          new TaskId(result.taskId()),
                          result.ready(),
                          Optional.of(result.status()))));
    }
    return results;
  }

  static Deployment.Step step(Plan.Step step) {
    return new Deployment.Step(
        step.actions().stream()
            .map(
                action ->
                    new Deployment.Action(
                        switch (action.kind()) {
                          case START -> Deployment.Kind.START;
                          case STOP -> Deployment.Kind.STOP;
                          case SCALE -> Deployment.Kind.SCALE;
                          case RESTART -> Deployment.Kind.RESTART;
                        },
                        new AppId(action.spec().id())))
            .toList());
  }

  @Override
  public ChangeOutcome rollBack(DeploymentId id) {
    return calls.change(ONE, id.value(), () -> calls.model().rollBack(id.value()));
  }

  @Override
  public boolean abandon(DeploymentId id) {
    return calls.act(
        ONE,
        id.value(),
        () -> {
          try {
            calls.model().cancel(id.value());
            return true;
          } catch (Refusal refusal) {
            if (refusal.status() == 404) {
              return false;
            }
            throw refusal;
          }
        });
  }
}
