package dev.pacer.simulator.marathon.port;

import dev.pacer.cluster.marathon.MarathonApps;
import dev.pacer.cluster.marathon.MarathonClient;
import dev.pacer.cluster.marathon.MarathonDeployments;
import dev.pacer.cluster.marathon.MarathonGroups;
import dev.pacer.cluster.marathon.MarathonInfo;
import dev.pacer.cluster.marathon.MarathonPods;
import dev.pacer.cluster.marathon.MarathonQueue;
import dev.pacer.cluster.marathon.MarathonTasks;
import dev.pacer.simulator.marathon.MarathonModel;
import dev.pacer.simulator.marathon.MarathonSettings;
import java.util.Optional;

/**
 * The port of the toolkit on the simulated Marathon, in-process. For the simulation's own thread; a
 * read costs next to nothing while nothing has changed since the last one.
 */
public final class SimulatedMarathon implements MarathonClient {

  private static final String VERSION = "1.11.24";

  private final Calls calls;
  private final SimulatedApps apps;
  private final SimulatedGroups groups;
  private final SimulatedPods pods;
  private final SimulatedTasks tasks;
  private final SimulatedQueue queue;
  private final SimulatedDeployments deployments;

  public SimulatedMarathon(MarathonModel model) {
    this.calls = new Calls(model);
    SpecTranslation specs = new SpecTranslation();
    TaskTranslation translation = new TaskTranslation(model);
    this.apps = new SimulatedApps(calls, specs, translation);
    this.groups = new SimulatedGroups(calls, specs);
    this.pods = new SimulatedPods(calls, specs);
    this.tasks = new SimulatedTasks(calls, translation);
    this.queue = new SimulatedQueue(calls, specs);
    this.deployments = new SimulatedDeployments(calls);
  }

  @Override
  public MarathonApps apps() {
    return apps;
  }

  @Override
  public MarathonGroups groups() {
    return groups;
  }

  @Override
  public MarathonPods pods() {
    return pods;
  }

  @Override
  public MarathonTasks tasks() {
    return tasks;
  }

  @Override
  public MarathonQueue queue() {
    return queue;
  }

  @Override
  public MarathonDeployments deployments() {
    return deployments;
  }

  @Override
  public MarathonInfo info() {
    MarathonModel model = calls.model();
    MarathonSettings settings = model.settings();
    return calls.read(
        "GET /v2/info",
        "",
        seen ->
            new MarathonInfo(
                "marathon",
                VERSION,
                true,
                Optional.ofNullable(model.leadership().leader()),
                Optional.ofNullable(model.frameworkId()),
                new MarathonInfo.Settings(
                    Optional.of(settings.framework().role()),
                    settings.framework().features(),
                    Optional.of(settings.timing().decline()),
                    Optional.of(settings.timing().revive()),
                    Optional.of(settings.limits().perOffer()),
                    Optional.of(settings.rules().maintenanceMode()),
                    Optional.empty())));
  }

  @Override
  public Optional<String> leader() {
    return calls.read(
        "GET /v2/leader", "", seen -> Optional.ofNullable(calls.model().leadership().leader()));
  }

  @Override
  public boolean abdicateLeader() {
    return calls.act(
        "DELETE /v2/leader",
        "",
        () -> {
          MarathonModel model = calls.model();
          model.simulation().at(model.simulation().instant(), () -> model.leadership().abdicate());
          return true;
        });
  }

  @Override
  public boolean ping() {
    return calls.read("GET /ping", "", seen -> true);
  }
}
