package dev.pacer.view;

import dev.pacer.cluster.marathon.App;
import dev.pacer.cluster.marathon.AppId;
import dev.pacer.cluster.marathon.Deployment;
import dev.pacer.cluster.marathon.MarathonInfo;
import dev.pacer.cluster.marathon.PodStatus;
import dev.pacer.cluster.marathon.QueueItem;
import dev.pacer.cluster.marathon.Task;
import dev.pacer.cluster.marathon.TaskState;
import dev.pacer.cluster.mesos.Agent;
import dev.pacer.cluster.mesos.Role;
import dev.pacer.placement.fit.KnownInstance;
import dev.pacer.placement.fit.MatcherSettings;
import dev.pacer.placement.fit.Poison;
import dev.pacer.placement.fit.ResourceKind;
import dev.pacer.placement.fit.RunSpec;
import dev.pacer.placement.fit.Whereabouts;
import dev.pacer.placement.pack.Pending;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads demand out of what Marathon and Mesos said (D1-D8). Pure. */
public final class DemandReading {

  private final MarathonReading marathon;
  private final MesosReading mesos;
  private final MarathonInfo info;
  private final Map<AppId, App> apps;
  private final Map<AppId, PodStatus> pods;
  private final KnownInstances knownInstances;
  private final MatcherSettings settings;
  private final List<Pending> pending = new ArrayList<>();
  private final List<Demand.Held> held = new ArrayList<>();

  private DemandReading(
      MarathonReading marathon, MesosReading mesos, @Nullable String localRegion) {
    this.marathon = marathon;
    this.mesos = mesos;
    this.info = marathon.info();
    this.apps =
        marathon.apps().stream()
            .collect(Collectors.toMap(App::id, Function.identity(), (first, second) -> second));
    this.pods =
        marathon.pods().stream()
            .collect(Collectors.toMap(PodStatus::id, Function.identity(), (a, b) -> b));
    Map<String, Whereabouts> agents = new HashMap<>();
    for (Agent agent : mesos.state().agents().registered()) {
      agents.put(agent.id().value(), AgentTranslation.whereabouts(agent));
    }
    this.knownInstances = new KnownInstances(agents);
    this.settings = SpecTranslation.settings(info, localRegion);
  }

  /**
   * What waits, and why what waits is no demand.
   *
   * @param localRegion region of the Mesos master; null when it has none
   */
  public static Demand read(
      MarathonReading marathon, MesosReading mesos, @Nullable String localRegion) {
    DemandReading reading = new DemandReading(marathon, mesos, localRegion);
    marathon.queue().forEach(reading::item);
    return new Demand(
        reading.settings, reading.pending, reading.held, reading.perAgent(), reading.poison());
  }

  private void item(QueueItem item) {
    String app = item.id().path();
    if (isPerAgent(item.spec())) {
      return;
    }
    int count = Math.min(item.count() - staging(item.id()), allowed(item));
    if (count <= 0) {
      return;
    }
    if (!item.delay().overdue()) {
      hold(
          app,
          count,
          "it backs off after failures, for %d s more (D2)",
          item.delay().timeLeft().toSeconds());
      return;
    }
    int bound = waitForTheirVolumes(item);
    if (bound > 0) {
      hold(app, Math.min(bound, count), "it owns volumes and can only come back to its agent (D8)");
      count -= bound;
    }
    if (count <= 0) {
      return;
    }
    Optional<RunSpec> spec = SpecTranslation.runSpec(item.spec(), item.role(), info);
    if (spec.isEmpty()) {
      hold(app, count, "it has a constraint that is not known here, so nothing is bought for it");
      return;
    }
    Optional<String> quota = quotaExceeded(spec.get());
    if (quota.isPresent()) {
      hold(app, count, "the quota of its role is used up: %s (D6)", quota.get());
      return;
    }
    pending.add(new Pending(spec.get(), count, known(item.id()), priority(item)));
  }

  private void hold(String app, int count, String why, Object... details) {
    held.add(new Demand.Held(app, count, String.format(java.util.Locale.ROOT, why, details)));
  }

  /** Launched ones without a status are still in the queue's count, and show as STAGING (D1). */
  private int staging(AppId id) {
    App app = apps.get(id);
    if (app != null) {
      return (int) app.tasks().stream().filter(t -> t.state() == TaskState.STAGING).count();
    }
    PodStatus pod = pods.get(id);
    return pod == null
        ? 0
        : (int)
            pod.instances().stream()
                .filter(
                    i ->
                        !i.containers().isEmpty()
                            && i.containers().stream()
                                .anyMatch(
                                    c -> c.task().isPresent() && c.state() == TaskState.STAGING))
                .count();
  }

  /** How many more may live at once: in a rolling upgrade up to its over-capacity (D1, D5). */
  private int allowed(QueueItem item) {
    int most = item.spec().instances();
    boolean upgrading =
        marathon.deployments().stream()
            .filter(d -> d.affects(item.id()))
            .flatMap(d -> d.steps().stream())
            .flatMap(step -> step.actions().stream())
            .anyMatch(a -> a.target().equals(item.id()) && a.kind() == Deployment.Kind.RESTART);
    if (upgrading) {
      BigDecimal over = item.spec().rollout().upgrade().maximumOverCapacity().add(BigDecimal.ONE);
      most =
          over.multiply(BigDecimal.valueOf(most)).setScale(0, RoundingMode.FLOOR).intValueExact();
    }
    App app = apps.get(item.id());
    if (app != null) {
      long alive = app.tasks().stream().filter(t -> t.state().isAlive()).count();
      return (int) Math.max(0, most - alive);
    }
    PodStatus pod = pods.get(item.id());
    long alive =
        pod == null
            ? 0
            : pod.instances().stream()
                .filter(
                    i ->
                        i.state() != PodStatus.State.PENDING
                            && i.state() != PodStatus.State.TERMINAL)
                .count();
    return (int) Math.max(0, most - alive);
  }

  private int waitForTheirVolumes(QueueItem item) {
    App app = apps.get(item.id());
    if (app == null || !item.spec().isResident()) {
      return 0;
    }
    return (int)
        app.tasks().stream()
            .filter(t -> t.state().isTerminal() && !t.localVolumeIds().isEmpty())
            .count();
  }

  private List<KnownInstance> known(AppId id) {
    App app = apps.get(id);
    if (app != null) {
      return knownInstances.of(app, marathon.instancesAtVersion().getOrDefault(id, Map.of()));
    }
    PodStatus pod = pods.get(id);
    return pod == null ? List.of() : knownInstances.of(pod);
  }

  private static int priority(QueueItem item) {
    try {
      return Integer.parseInt(item.spec().labels().getOrDefault(Demand.PRIORITY_LABEL, "0"));
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private Optional<String> quotaExceeded(RunSpec spec) {
    for (Role role : mesos.roles()) {
      if (!role.name().equals(spec.role())) {
        continue;
      }
      for (ResourceKind kind :
          List.of(ResourceKind.CPUS, ResourceKind.MEM, ResourceKind.DISK, ResourceKind.GPUS)) {
        String name = kind.wireName();
        long asked = spec.needs().of(kind).millis();
        if (asked > 0
            && role.quota().limit().names(name)
            && role.quota().consumed().milli(name) + asked > role.quota().limit().milli(name)) {
          return Optional.of(role.name() + " has no more " + name);
        }
      }
    }
    return Optional.empty();
  }

  private static boolean isPerAgent(dev.pacer.cluster.marathon.RunSpec spec) {
    return "true".equals(spec.labels().get(Demand.PER_AGENT_LABEL));
  }

  private List<Demand.PerAgent> perAgent() {
    List<Demand.PerAgent> found = new ArrayList<>();
    for (App app : marathon.apps()) {
      if (!isPerAgent(app.spec())) {
        continue;
      }
      List<String> agents =
          app.tasks().stream()
              .filter(t -> t.state().isAlive())
              .map(Task::location)
              .flatMap(location -> location.agent().stream())
              .map(id -> id.value())
              .toList();
      SpecTranslation.runSpec(app.spec(), Optional.empty(), info)
          .ifPresent(
              spec -> found.add(new Demand.PerAgent(spec, app.id().taskPrefix() + ".", agents)));
    }
    for (PodStatus pod : marathon.pods()) {
      if (isPerAgent(pod.spec())) {
        List<String> agents =
            pod.instances().stream()
                .flatMap(instance -> instance.agent().stream())
                .map(id -> id.value())
                .toList();
        SpecTranslation.runSpec(pod.spec(), Optional.empty(), info)
            .ifPresent(
                spec -> found.add(new Demand.PerAgent(spec, pod.id().taskPrefix() + ".", agents)));
      }
    }
    return found;
  }

  /** Apps that wait with a constraint that makes the matcher fail (F11). */
  private Map<String, String> poison() {
    Map<String, String> poisoned = new LinkedHashMap<>();
    for (App app : marathon.apps()) {
      long alive = app.tasks().stream().filter(t -> t.state().isAlive()).count();
      if (alive >= app.spec().instances()) {
        continue;
      }
      SpecTranslation.runSpec(app.spec(), Optional.empty(), info)
          .flatMap(spec -> spec.poison(settings.family()))
          .ifPresent(cause -> poisoned.put(app.id().path(), words(cause)));
    }
    return poisoned;
  }

  private static String words(Poison cause) {
    return switch (cause) {
      case GROUP_BY_WITHOUT_COUNT -> "its GROUP_BY has no positive count";
      case NOT_A_NUMBER -> "its MAX_PER has no number";
      case NOT_A_PATTERN -> "its LIKE or UNLIKE has no valid pattern";
      case UNLUCKY_SUM, DISK_WITHOUT_PATH -> "Marathon fails when it looks for a place for it";
    };
  }
}
