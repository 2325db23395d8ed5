package dev.pacer.simulator.marathon.port;

import dev.pacer.cluster.marathon.AppId;
import dev.pacer.cluster.marathon.AppSpec;
import dev.pacer.cluster.marathon.Constraint;
import dev.pacer.cluster.marathon.PodSpec;
import dev.pacer.cluster.marathon.Ports;
import dev.pacer.cluster.marathon.RunSpec.Backoff;
import dev.pacer.cluster.marathon.RunSpec.KillSelection;
import dev.pacer.cluster.marathon.RunSpec.PersistentVolume;
import dev.pacer.cluster.marathon.RunSpec.Placement;
import dev.pacer.cluster.marathon.RunSpec.Rollout;
import dev.pacer.cluster.marathon.RunSpec.UpgradeStrategy;
import dev.pacer.cluster.marathon.TaskResources;
import dev.pacer.cluster.marathon.UnreachableStrategy;
import dev.pacer.cluster.marathon.Version;
import dev.pacer.simulator.marathon.definition.Needs;
import dev.pacer.simulator.marathon.definition.RunSpec;
import dev.pacer.simulator.marathon.json.Doc;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;

/** The model's definitions in the words of the port; each version is translated once. */
final class SpecTranslation {

  private final Map<RunSpec, AppSpec> apps = new WeakHashMap<>();
  private final Map<RunSpec, PodSpec> pods = new WeakHashMap<>();

  AppSpec app(RunSpec spec) {
    return apps.computeIfAbsent(spec, SpecTranslation::translateApp);
  }

  PodSpec pod(RunSpec spec) {
    return pods.computeIfAbsent(spec, SpecTranslation::translatePod);
  }

  dev.pacer.cluster.marathon.RunSpec either(RunSpec spec) {
    return spec.isPod() ? pod(spec) : app(spec);
  }

  private static AppSpec translateApp(RunSpec spec) {
    Doc doc = spec.doc();
    return new AppSpec(
        new AppSpec.Identity(
            new AppId(spec.id()),
            Optional.of(new Version(spec.version())),
            Optional.of(
                new AppSpec.VersionInfo(
                    new Version(spec.lastScalingAt()), new Version(spec.lastConfigChangeAt()))),
            spec.instances()),
        new AppSpec.Size(
            resources(doc),
            Optional.ofNullable(doc.findDoc("executorResources")).map(SpecTranslation::resources)),
        placement(spec),
        ports(doc),
        rollout(spec),
        new AppSpec.Checks(
            doc.docs("healthChecks").stream()
                .map(
                    check ->
                        new AppSpec.HealthCheck(
                            check.text("protocol"),
                            check.wholeOr("gracePeriodSeconds", 300),
                            check.wholeOr("intervalSeconds", 60),
                            check.wholeOr("timeoutSeconds", 20),
                            check.wholeOr("maxConsecutiveFailures", 3)))
                .toList(),
            doc.docs("readinessChecks").stream().map(check -> check.text("name")).toList()),
        new AppSpec.Extras(
            spec.labels(),
            spec.dependencies(),
            volumes(spec),
            doc.docs("fetch").stream().map(fetch -> fetch.text("uri")).toList(),
            Optional.ofNullable(doc.doc("container").doc("docker").findText("image"))));
  }

  private static TaskResources resources(Doc doc) {
    return new TaskResources(
        decimal(doc, "cpus"), decimal(doc, "mem"), decimal(doc, "disk"), doc.wholeOr("gpus", 0));
  }

  private static BigDecimal decimal(Doc doc, String name) {
    return doc.has(name) ? new BigDecimal(String.valueOf(doc.get(name))) : BigDecimal.ZERO;
  }

  private static Placement placement(RunSpec spec) {
    return new Placement(
        spec.constraints().stream()
            .map(c -> new Constraint(c.field(), c.operator(), Optional.ofNullable(c.value())))
            .toList(),
        Optional.ofNullable(spec.acceptedResourceRoles()),
        Optional.of(spec.role()));
  }

  private static Ports ports(Doc doc) {
    return new Ports(
        networks(doc),
        doc.docs("portDefinitions").stream()
            .map(
                d ->
                    new Ports.PortDefinition(
                        d.wholeOr("port", 0),
                        d.textOr("protocol", "tcp"),
                        Optional.ofNullable(d.findText("name")),
                        texts(d.doc("labels"))))
            .toList(),
        doc.doc("container").docs("portMappings").stream()
            .map(
                m ->
                    new Ports.PortMapping(
                        m.wholeOr("containerPort", 0),
                        m.has("hostPort")
                            ? Optional.of(m.wholeOr("hostPort", 0))
                            : Optional.empty(),
                        m.wholeOr("servicePort", 0),
                        m.textOr("protocol", "tcp"),
                        Optional.ofNullable(m.findText("name")),
                        texts(m.doc("labels"))))
            .toList(),
        doc.flag("requirePorts"));
  }

  private static List<Ports.Network> networks(Doc doc) {
    return doc.docs("networks").stream()
        .map(
            network ->
                new Ports.Network(
                    switch (network.textOr("mode", "container")) {
                      case "host" -> Ports.Mode.HOST;
                      case "container/bridge" -> Ports.Mode.BRIDGE;
                      default -> Ports.Mode.CONTAINER;
                    },
                    Optional.ofNullable(network.findText("name"))))
        .toList();
  }

  private static Map<String, String> texts(Doc doc) {
    Map<String, String> texts = new HashMap<>();
    doc.fields().forEach((name, value) -> texts.put(name, String.valueOf(value)));
    return texts;
  }

  private static Rollout rollout(RunSpec spec) {
    RunSpec.Upgrade upgrade = spec.upgrade();
    RunSpec.Backoff backoff = spec.backoff();
    RunSpec.Unreachable unreachable = spec.unreachable();
    return new Rollout(
        new UpgradeStrategy(
            BigDecimal.valueOf(upgrade.minimumHealthCapacity()),
            BigDecimal.valueOf(upgrade.maximumOverCapacity())),
        unreachable.disabled()
            ? new UnreachableStrategy.Disabled()
            : new UnreachableStrategy.ReplaceAfter(
                unreachable.inactiveAfter(), unreachable.expungeAfter()),
        new Backoff(backoff.initial(), BigDecimal.valueOf(backoff.factor()), backoff.max()),
        spec.killsOldestFirst() ? KillSelection.OLDEST_FIRST : KillSelection.YOUNGEST_FIRST,
        Optional.ofNullable(spec.killGrace()));
  }

  private static List<PersistentVolume> volumes(RunSpec spec) {
    return spec.needs().volumes().stream().map(SpecTranslation::volume).toList();
  }

  private static PersistentVolume volume(Needs.Volume volume) {
    return new PersistentVolume(
        volume.containerPath(),
        volume.type(),
        BigDecimal.valueOf(volume.size()),
        Optional.ofNullable(volume.maxSize()).map(BigDecimal::valueOf),
        volume.constraints().stream()
            .map(c -> new Constraint(c.field(), c.operator(), Optional.ofNullable(c.value())))
            .toList());
  }

  private static PodSpec translatePod(RunSpec spec) {
    Doc doc = spec.doc();
    return new PodSpec(
        new PodSpec.Identity(
            new AppId(spec.id()), Optional.of(new Version(spec.version())), spec.instances()),
        doc.docs("containers").stream().map(SpecTranslation::container).toList(),
        resources(doc.doc("executorResources")),
        networks(doc),
        placement(spec),
        rollout(spec),
        new PodSpec.Extras(spec.labels(), volumes(spec)));
  }

  private static PodSpec.Container container(Doc container) {
    return new PodSpec.Container(
        container.text("name"),
        resources(container.doc("resources")),
        container.docs("endpoints").stream()
            .map(
                endpoint ->
                    new PodSpec.Endpoint(
                        endpoint.text("name"),
                        endpoint.has("containerPort")
                            ? Optional.of(endpoint.wholeOr("containerPort", 0))
                            : Optional.empty(),
                        endpoint.has("hostPort")
                            ? Optional.of(endpoint.wholeOr("hostPort", 0))
                            : Optional.empty(),
                        endpoint.texts("protocol")))
            .toList(),
        Optional.ofNullable(container.doc("image").findText("id")));
  }
}
