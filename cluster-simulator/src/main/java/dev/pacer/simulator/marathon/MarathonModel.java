package dev.pacer.simulator.marathon;

import dev.pacer.simulator.kernel.FaultRules;
import dev.pacer.simulator.kernel.Simulation;
import dev.pacer.simulator.marathon.definition.Features;
import dev.pacer.simulator.marathon.definition.Refusal;
import dev.pacer.simulator.marathon.definition.RunSpec;
import dev.pacer.simulator.marathon.engine.Core;
import dev.pacer.simulator.marathon.engine.Engine;
import dev.pacer.simulator.marathon.engine.HealthWatch;
import dev.pacer.simulator.marathon.engine.Plan;
import dev.pacer.simulator.marathon.engine.Readiness;
import dev.pacer.simulator.marathon.event.EventBus;
import dev.pacer.simulator.marathon.instance.Instance;
import dev.pacer.simulator.marathon.json.Doc;
import dev.pacer.simulator.offer.FrameworkSpec;
import dev.pacer.simulator.offer.Master;
import dev.pacer.simulator.offer.Workload;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One Marathon cluster: a leader, its standbys and what they share, as a framework of the simulated
 * Mesos. Single-threaded, on the simulation's clock; nothing happens by itself while nothing is
 * pending.
 *
 * <p>Reads go through {@link #now}; changes through {@link #apps}, {@link #groups}, {@link #pods},
 * {@link #kills} and {@link #rollBack}, which throw {@link Refusal}. Faces ask {@link #leadership}
 * first whether anybody answers at all.
 */
public final class MarathonModel {

  private static final Duration FAILOVER = Duration.ofDays(7);

  private final Core core;
  private final FaultRules faults;
  private final MarathonSettings settings;
  private final Master master;
  private final Tree tree;
  private final Engine engine;
  private final Leadership leadership;
  private final Snapshots snapshots;
  private final Instant startedAt;
  private List<String> announcedRoles = List.of();

  public MarathonModel(
      Simulation simulation,
      FaultRules faults,
      MarathonSettings settings,
      Master master,
      Workload workload) {
    this.core = new Core(simulation);
    this.faults = faults;
    this.settings = settings;
    this.master = master;
    this.startedAt = simulation.instant();
    this.tree = new Tree(core);
    this.engine =
        new Engine(
            core,
            new Engine.Setup(
                settings.framework().principal(),
                settings.limits(),
                settings.timing(),
                settings.rules(),
                settings.access().maxRunningDeployments()),
            workload,
            tree::root);
    this.snapshots = new Snapshots(core, faults, this::take);
    this.leadership = new Leadership(core, settings, new Office());
    tree.onRoles(roles -> rolesMayHaveChanged());
    leadership.start();
  }

  /** Takes and leaves the office of the leader. */
  private final class Office implements Leadership.Office {
    @Override
    public void begin() {
      announcedRoles = roles();
      engine.lead(master, framework());
    }

    @Override
    public void end() {
      engine.leave();
    }
  }

  private FrameworkSpec framework() {
    String leader = settings.servers().get(0);
    return new FrameworkSpec(
        engine.frameworkId(),
        "marathon",
        "root",
        leader.substring(0, leader.lastIndexOf(':')),
        "http://" + leader,
        roles(),
        capabilities(),
        settings.framework().principal(),
        FAILOVER,
        true,
        true);
  }

  private List<String> capabilities() {
    List<String> capabilities =
        new ArrayList<>(
            List.of("PARTITION_AWARE", "MULTI_ROLE", "RESERVATION_REFINEMENT", "REGION_AWARE"));
    if (settings.framework().features().contains("gpu_resources")) {
      capabilities.add("GPU_RESOURCES");
    }
    if (settings.framework().features().contains("task_killing")) {
      capabilities.add("TASK_KILLING_STATE");
    }
    return capabilities;
  }

  /** Its own role, and those of groups that enforce theirs. */
  private List<String> roles() {
    Set<String> roles = new LinkedHashSet<>();
    roles.add(settings.framework().role());
    roles.addAll(tree.roles());
    return List.copyOf(roles);
  }

  private void rolesMayHaveChanged() {
    List<String> roles = roles();
    if (!roles.equals(announcedRoles)) {
      announcedRoles = roles;
      core.record("roles " + roles);
      engine.changeRoles(master, framework());
    }
  }

  private Snapshot take() {
    return new Snapshot(
        core.now(),
        core.revision(),
        tree.root(),
        engine.tracker().all(),
        engine.queue().entries(),
        engine.deployments().states(),
        engine.statuses().failures());
  }

  public Simulation simulation() {
    return core.simulation();
  }

  public FaultRules faults() {
    return faults;
  }

  public MarathonSettings settings() {
    return settings;
  }

  public Leadership leadership() {
    return leadership;
  }

  public EventBus events() {
    return core.events();
  }

  /** Grows with every change of what can be read. */
  public long revision() {
    return core.revision();
  }

  /** What can be read now. */
  public Snapshot now() {
    return snapshots.now();
  }

  /** What could be read a simulated while ago. */
  public Snapshot before(Duration ago) {
    return snapshots.before(ago);
  }

  public Instant startedAt() {
    return startedAt;
  }

  /** Null before the first registration with Mesos. */
  public @Nullable String frameworkId() {
    return engine.frameworkId();
  }

  public AppChanges apps() {
    return new AppChanges(core, tree, engine.deployments(), features());
  }

  public GroupChanges groups() {
    return new GroupChanges(core, tree, engine.deployments(), features());
  }

  public PodChanges pods() {
    return new PodChanges(core, tree, engine.deployments(), features());
  }

  public TaskKills kills() {
    return new TaskKills(core, tree, engine.deployments(), engine.executions());
  }

  private Features features() {
    return settings.definitionFeatures();
  }

  /** Versions stored of an app or pod, oldest first. */
  public List<Instant> versions(String specId) {
    return tree.versions().of(specId);
  }

  /** One version; asking for one that does not exist leaves a trace (marathon.md T25). */
  public @Nullable RunSpec version(String specId, Instant version) {
    RunSpec found = tree.versions().find(specId, version);
    if (found == null) {
      tree.versions().askedInVain(specId, version);
    }
    return found;
  }

  /** Versions stored of a group, oldest first; of the root all there are. */
  public List<Instant> groupVersions(String groupId) {
    var group = tree.root().find(groupId);
    return groupId.equals("/")
        ? tree.versions().trees()
        : group == null ? List.of() : tree.versions().of(group);
  }

  /** Results of an instance's health checks at this moment. */
  public List<HealthWatch.Result> health(Instance instance) {
    return engine.health().results(instance);
  }

  /** Results of readiness checks of an app while a deployment watches them. */
  public List<Readiness.Result> readiness(String specId) {
    return engine.deployments().states().stream()
        .flatMap(state -> engine.deployments().readiness(state).stream())
        .filter(result -> result.specId().equals(specId))
        .toList();
  }

  /** Ends the back-off of an app or pod; false when none of it waits. */
  public boolean resetDelay(String specId) {
    core.record("reset delay of " + specId);
    return engine.queue().resetDelay(specId);
  }

  /** Goes back to before a deployment, by a new one that is forced. */
  public Accepted rollBack(String deploymentId) {
    Plan plan = requirePlan(deploymentId);
    Instant version = plan.original().version();
    core.record("roll back " + deploymentId);
    String id =
        tree.update(
            new Tree.Change(
                "/",
                version,
                root -> {
                  var changed = root;
                  for (String specId : plan.affected()) {
                    RunSpec old = plan.original().findSpec(specId);
                    changed =
                        old == null
                            ? changed.withoutSpec(specId, version)
                            : changed.withSpec(old, version);
                  }
                  return changed;
                },
                true,
                Map.of(),
                Set.of()),
            engine.deployments());
    return new Accepted(id, version, false, Doc.EMPTY);
  }

  /** Ends a deployment where it is; undoes nothing. */
  public void cancel(String deploymentId) {
    requirePlan(deploymentId);
    engine.deployments().cancel(deploymentId);
  }

  private Plan requirePlan(String deploymentId) {
    Plan plan = engine.deployments().find(deploymentId);
    if (plan == null) {
      throw Refusal.withDetails(404, "DeploymentPlan " + deploymentId + " does not exist");
    }
    return plan;
  }

  /** The numbers behind {@code /metrics}. */
  public Metrics metrics() {
    return Metrics.of(core, engine, now(), leadership);
  }
}
