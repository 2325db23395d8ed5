package dev.pacer.simulator.marathon.port;

import dev.pacer.cluster.AgentId;
import dev.pacer.cluster.marathon.AppId;
import dev.pacer.cluster.marathon.ChangeOutcome;
import dev.pacer.cluster.marathon.Definition;
import dev.pacer.cluster.marathon.InstanceId;
import dev.pacer.cluster.marathon.LockPolicy;
import dev.pacer.cluster.marathon.MarathonPods;
import dev.pacer.cluster.marathon.PodAtVersion;
import dev.pacer.cluster.marathon.PodSpec;
import dev.pacer.cluster.marathon.PodStatus;
import dev.pacer.cluster.marathon.TaskId;
import dev.pacer.cluster.marathon.TaskResources;
import dev.pacer.cluster.marathon.Version;
import dev.pacer.cluster.marathon.Wipe;
import dev.pacer.simulator.marathon.Caller;
import dev.pacer.simulator.marathon.PodView;
import dev.pacer.simulator.marathon.Snapshot;
import dev.pacer.simulator.marathon.definition.Needs;
import dev.pacer.simulator.marathon.definition.RunSpec;
import dev.pacer.simulator.marathon.instance.Instance;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Pods of the simulated Marathon, in-process. */
final class SimulatedPods implements MarathonPods {

  private static final String ONE = "/v2/pods/{id}";

  private final Calls calls;
  private final SpecTranslation specs;

  SimulatedPods(Calls calls, SpecTranslation specs) {
    this.calls = calls;
    this.specs = specs;
  }

  @Override
  public List<PodSpec> list() {
    return calls.read(
        "GET /v2/pods", "", seen -> seen.specs(RunSpec.Kind.POD).stream().map(specs::pod).toList());
  }

  private static Optional<RunSpec> stored(Snapshot seen, AppId id) {
    RunSpec spec = seen.root().findSpec(id.path());
    return spec == null || !spec.isPod() ? Optional.empty() : Optional.of(spec);
  }

  @Override
  public Optional<PodAtVersion> find(AppId id) {
    return calls.read(
        "GET " + ONE,
        id.path(),
        seen ->
            stored(seen, id)
                .map(spec -> new PodAtVersion(specs.pod(spec), JsonDefinitions.stored(spec))));
  }

  @Override
  public List<PodStatus> statuses() {
    return calls.read(
        "GET /v2/pods/::status",
        "",
        seen -> seen.specs(RunSpec.Kind.POD).stream().map(spec -> status(seen, spec)).toList());
  }

  @Override
  public Optional<PodStatus> findStatus(AppId id) {
    return calls.read(
        "GET " + ONE + "::status",
        id.path(),
        seen -> stored(seen, id).map(spec -> status(seen, spec)));
  }

  private PodStatus status(Snapshot seen, RunSpec spec) {
    PodView view = PodView.of(calls.model(), seen, spec);
    return new PodStatus(
        specs.pod(spec),
        PodStatus.State.valueOf(view.status()),
        TaskTranslation.millis(view.since()),
        view.instances().stream().map(SimulatedPods::instance).toList());
  }

  private static PodStatus.Instance instance(PodView.InstanceView view) {
    Instance instance = view.instance();
    Needs needs = instance.spec().needs();
    return new PodStatus.Instance(
        new InstanceId(instance.id()),
        PodStatus.State.valueOf(view.status()),
        TaskTranslation.millis(view.since()),
        Optional.of(view.agent().host()),
        Optional.of(new AgentId(view.agent().agentId())),
        new TaskResources(
            plain(needs.cpus()), plain(needs.mem()), plain(needs.disk()), needs.gpus()),
        view.containers().stream()
            .map(
                container ->
                    new PodStatus.ContainerStatus(
                        container.task().container(),
                        TaskTranslation.state(container.task()),
                        Optional.of(new TaskId(container.task().taskId())),
                        container.endpoints().stream()
                            .map(
                                endpoint ->
                                    new PodStatus.Endpoint(
                                        endpoint.name(),
                                        Optional.ofNullable(endpoint.hostPort()),
                                        Optional.ofNullable(container.healthy())))
                            .toList()))
            .toList());
  }

  /** As a status is written: {@code 32}, not {@code 32.0}. */
  private static BigDecimal plain(double amount) {
    return amount == 0
        ? BigDecimal.ZERO
        : new BigDecimal(BigDecimal.valueOf(amount).stripTrailingZeros().toPlainString());
  }

  @Override
  public List<Version> versions(AppId id) {
    return calls.read(
        "GET " + ONE + "::versions",
        id.path(),
        seen ->
            stored(seen, id).isEmpty()
                ? List.of()
                : calls.model().versions(id.path()).stream().map(Version::new).toList());
  }

  @Override
  public Optional<PodAtVersion> findVersion(AppId id, Version version) {
    return calls.read(
        "GET " + ONE + "::versions/{version}",
        id.path(),
        seen -> {
          RunSpec spec = calls.model().version(id.path(), version.at());
          return spec == null || !spec.isPod()
              ? Optional.empty()
              : Optional.of(new PodAtVersion(specs.pod(spec), JsonDefinitions.stored(spec)));
        });
  }

  private static Caller caller(String uri) {
    return new Caller("127.0.0.1", uri);
  }

  @Override
  public ChangeOutcome create(Definition pod, LockPolicy lock) {
    Object body = JsonDefinitions.checked(pod);
    return calls.change(
        "POST /v2/pods",
        "",
        () -> calls.model().pods().create(body, lock == LockPolicy.OVERRIDE, caller("/v2/pods")));
  }

  @Override
  public ChangeOutcome replace(AppId id, Definition pod, LockPolicy lock) {
    Object body = JsonDefinitions.checked(pod);
    return calls.change(
        "PUT " + ONE,
        id.path(),
        () ->
            calls
                .model()
                .pods()
                .put(id.path(), body, lock == LockPolicy.OVERRIDE, caller("/v2/pods" + id)));
  }

  @Override
  public ChangeOutcome delete(AppId id, LockPolicy lock) {
    return calls.change(
        "DELETE " + ONE,
        id.path(),
        () ->
            calls
                .model()
                .pods()
                .delete(id.path(), lock == LockPolicy.OVERRIDE, caller("/v2/pods" + id)));
  }

  @Override
  public List<InstanceId> killInstances(AppId id, Collection<InstanceId> instances, Wipe wipe) {
    Set<String> wanted = instances.stream().map(InstanceId::value).collect(Collectors.toSet());
    return calls.act(
        "DELETE " + ONE + "::instances",
        id.path(),
        () -> {
          List<Instance> named =
              calls.model().now().instancesOf(id.path()).stream()
                  .filter(i -> wanted.contains(i.id()))
                  .toList();
          calls.model().kills().kill(named, wipe == Wipe.GIVE_UP);
          return named.stream().map(i -> new InstanceId(i.id())).toList();
        });
  }
}
