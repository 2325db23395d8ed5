package dev.pacer.simulator.marathon.port;

import dev.pacer.cluster.AgentId;
import dev.pacer.cluster.marathon.App;
import dev.pacer.cluster.marathon.AppAtVersion;
import dev.pacer.cluster.marathon.AppId;
import dev.pacer.cluster.marathon.ChangeOutcome;
import dev.pacer.cluster.marathon.Definition;
import dev.pacer.cluster.marathon.DeploymentId;
import dev.pacer.cluster.marathon.LockPolicy;
import dev.pacer.cluster.marathon.MarathonApps;
import dev.pacer.cluster.marathon.TaskId;
import dev.pacer.cluster.marathon.TaskState;
import dev.pacer.cluster.marathon.Version;
import dev.pacer.simulator.marathon.Caller;
import dev.pacer.simulator.marathon.Snapshot;
import dev.pacer.simulator.marathon.definition.RunSpec;
import dev.pacer.simulator.marathon.engine.HealthWatch;
import dev.pacer.simulator.marathon.engine.TaskFailure;
import dev.pacer.simulator.marathon.instance.Condition;
import dev.pacer.simulator.marathon.instance.Instance;
import dev.pacer.simulator.marathon.json.Doc;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Apps of the simulated Marathon, in-process. */
final class SimulatedApps implements MarathonApps {

  private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9_.\\-/]+");
  private static final String ALL = "/v2/apps";
  private static final String ONE = "/v2/apps/{id}";

  private final Calls calls;
  private final SpecTranslation specs;
  private final TaskTranslation tasks;
  private final Map<Detail, List<App>> cached = new EnumMap<>(Detail.class);
  private long cachedRevision = -1;

  SimulatedApps(Calls calls, SpecTranslation specs, TaskTranslation tasks) {
    this.calls = calls;
    this.specs = specs;
    this.tasks = tasks;
  }

  @Override
  public void forEach(Detail detail, Consumer<? super App> each) {
    list(detail).forEach(each);
  }

  @Override
  public List<App> list(Detail detail) {
    return calls.read("GET " + ALL, "", seen -> all(detail, seen));
  }

  /** Values are made once for each state of the model. */
  private List<App> all(Detail detail, Snapshot seen) {
    if (seen.revision() != cachedRevision) {
      cached.clear();
      cachedRevision = seen.revision();
    }
    return cached.computeIfAbsent(detail, d -> list(d, seen, spec -> true));
  }

  private List<App> list(Detail detail, Snapshot seen, Predicate<RunSpec> filter) {
    List<App> apps = new ArrayList<>();
    for (RunSpec spec : seen.specs(RunSpec.Kind.APP)) {
      if (filter.test(spec)) {
        apps.add(app(spec, seen, detail));
      }
    }
    return List.copyOf(apps);
  }

  @Override
  public List<App> listWithLabels(Detail detail, Map<String, String> labels) {
    labels.forEach(
        (key, value) -> {
          if (!LABEL.matcher(key).matches() || !LABEL.matcher(value).matches()) {
            throw new IllegalArgumentException(
                "a label selector can only hold letters, digits and _ . / -, was \""
                    + key
                    + "\" == \""
                    + value
                    + "\"");
          }
        });
    if (labels.isEmpty()) {
      throw new IllegalArgumentException("need at least one label");
    }
    return calls.read(
        "GET " + ALL,
        "",
        seen ->
            list(detail, seen, spec -> spec.labels().entrySet().containsAll(labels.entrySet())));
  }

  private App app(RunSpec spec, Snapshot seen, Detail detail) {
    List<Instance> instances = seen.instancesOf(spec.id());
    boolean full = detail == Detail.TASKS;
    TaskFailure failure = detail == Detail.COUNTS ? null : seen.failures().get(spec.id());
    return new App(
        specs.app(spec),
        Optional.of(counts(instances)),
        full ? tasks.tasks(instances, List.of()) : List.of(),
        seen.locking(spec.id()).stream().map(DeploymentId::new).toList(),
        Optional.ofNullable(failure).map(SimulatedApps::failure),
        full ? readiness(spec) : List.of());
  }

  private List<App.Readiness> readiness(RunSpec spec) {
    return calls.model().readiness(spec.id()).stream()
        .map(
            result ->
                new App.Readiness(
                    result.name(),
                    new TaskId(result.taskId()),
                    result.ready(),
                    Optional.of(result.status())))
        .toList();
  }

  private App.Counts counts(List<Instance> instances) {
    int staged = 0;
    int running = 0;
    int healthy = 0;
    int unhealthy = 0;
    for (Instance instance : instances) {
      Condition condition = instance.condition();
      if (condition == Condition.PROVISIONED || condition == Condition.STAGING) {
        staged++;
      } else if (condition == Condition.RUNNING) {
        running++;
        List<HealthWatch.Result> results = calls.model().health(instance);
        if (!results.isEmpty()) {
          if (results.stream().allMatch(HealthWatch.Result::alive)) {
            healthy++;
          } else {
            unhealthy++;
          }
        }
      }
    }
    return new App.Counts(staged, running, healthy, unhealthy);
  }

  private static App.TaskFailure failure(TaskFailure failure) {
    return new App.TaskFailure(
        new TaskId(failure.taskId()),
        TaskState.parse(failure.state()),
        failure.message(),
        failure.host(),
        Optional.ofNullable(failure.agentId()).filter(id -> !id.isBlank()).map(AgentId::new),
        TaskTranslation.millis(failure.at()),
        Optional.of(new Version(failure.version())));
  }

  private static Optional<RunSpec> stored(Snapshot seen, AppId id) {
    RunSpec spec = seen.root().findSpec(id.path());
    return spec == null || spec.isPod() ? Optional.empty() : Optional.of(spec);
  }

  @Override
  public Optional<App> find(AppId id) {
    return calls.read(
        "GET " + ONE,
        id.path(),
        seen -> stored(seen, id).map(spec -> app(spec, seen, Detail.TASKS)));
  }

  @Override
  public Optional<Definition> findDefinition(AppId id) {
    return calls.read(
        "GET " + ONE,
        id.path(),
        seen ->
            stored(seen, id)
                .map(spec -> JsonDefinitions.app(spec, counts(seen.instancesOf(spec.id())))));
  }

  @Override
  public List<Version> versions(AppId id) {
    return calls.read(
        "GET " + ONE + "/versions",
        id.path(),
        seen ->
            stored(seen, id).isEmpty()
                ? List.of()
                : calls.model().versions(id.path()).stream().map(Version::new).toList());
  }

  @Override
  public Optional<AppAtVersion> findVersion(AppId id, Version version) {
    return calls.read(
        "GET " + ONE + "/versions/{version}",
        id.path(),
        seen -> {
          RunSpec spec = calls.model().version(id.path(), version.at());
          return spec == null || spec.isPod()
              ? Optional.empty()
              : Optional.of(new AppAtVersion(specs.app(spec), JsonDefinitions.stored(spec)));
        });
  }

  private static Caller caller(String uri) {
    return new Caller("127.0.0.1", uri);
  }

  private static boolean force(LockPolicy lock) {
    return lock == LockPolicy.OVERRIDE;
  }

  @Override
  public ChangeOutcome create(Definition app, LockPolicy lock) {
    Object body = JsonDefinitions.checked(app);
    return calls.change(
        "POST " + ALL, "", () -> calls.model().apps().create(body, force(lock), caller(ALL)));
  }

  @Override
  public ChangeOutcome replace(AppId id, Definition app, LockPolicy lock) {
    return put("PUT " + ONE, id, JsonDefinitions.checkedUpdate(app), lock, false);
  }

  @Override
  public ChangeOutcome patch(AppId id, Definition fields, LockPolicy lock) {
    return put("PATCH " + ONE, id, JsonDefinitions.checkedUpdate(fields), lock, true);
  }

  private ChangeOutcome put(
      String operation, AppId id, Object body, LockPolicy lock, boolean partial) {
    return calls.change(
        operation,
        id.path(),
        () ->
            calls
                .model()
                .apps()
                .put(id.path(), body, force(lock), partial, caller(ALL + id.path())));
  }

  @Override
  public ChangeOutcome putAll(Collection<Definition> apps, LockPolicy lock) {
    List<Object> bodies = JsonDefinitions.checkedList(apps);
    return calls.change(
        "PUT " + ALL,
        "",
        () -> calls.model().apps().putAll(bodies, force(lock), true, caller(ALL)));
  }

  @Override
  public ChangeOutcome scale(AppId id, int instances, LockPolicy lock) {
    if (instances < 0) {
      throw new IllegalArgumentException("instances must not be negative, was " + instances);
    }
    return put("PUT " + ONE, id, Doc.of("instances", (long) instances), lock, true);
  }

  @Override
  public ChangeOutcome rollBackTo(AppId id, Version version, LockPolicy lock) {
    return put("PUT " + ONE, id, Doc.of("version", version.toString()), lock, true);
  }

  @Override
  public ChangeOutcome restart(AppId id, LockPolicy lock) {
    return calls.change(
        "POST " + ONE + "/restart",
        id.path(),
        () -> calls.model().apps().restart(id.path(), force(lock)));
  }

  @Override
  public ChangeOutcome delete(AppId id, LockPolicy lock) {
    return calls.change(
        "DELETE " + ONE, id.path(), () -> calls.model().apps().delete(id.path(), force(lock)));
  }
}
