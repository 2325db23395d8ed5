package dev.pacer.view;

import dev.pacer.cluster.marathon.AppSpec;
import dev.pacer.cluster.marathon.MarathonInfo;
import dev.pacer.cluster.marathon.PodSpec;
import dev.pacer.cluster.marathon.Ports;
import dev.pacer.cluster.marathon.TaskResources;
import dev.pacer.placement.fit.Amount;
import dev.pacer.placement.fit.Constraint;
import dev.pacer.placement.fit.DiskSource;
import dev.pacer.placement.fit.MatcherSettings;
import dev.pacer.placement.fit.Needs;
import dev.pacer.placement.fit.PortWish;
import dev.pacer.placement.fit.RunSpec;
import dev.pacer.placement.fit.Volume;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns Marathon's definitions and flags into the values of {@code placement}. */
final class SpecTranslation {

  private SpecTranslation() {}

  static MatcherSettings settings(MarathonInfo info, @Nullable String localRegion) {
    MarathonInfo.Settings flags = info.settings();
    return new MatcherSettings(
        family(info.version()),
        localRegion,
        flags.gpuSchedulingBehavior().orElse("restricted").equals("unrestricted")
            ? MatcherSettings.GpuBehaviour.UNRESTRICTED
            : MatcherSettings.GpuBehaviour.RESTRICTED,
        MatcherSettings.RolesBehaviour.ANY,
        flags.maintenanceMode().orElse(true),
        0);
  }

  private static MatcherSettings.Family family(String version) {
    String[] parts = version.split("[.-]", 3);
    try {
      int major = Integer.parseInt(parts[0]);
      int minor = parts.length > 1 ? Integer.parseInt(parts[1]) : 0;
      return major < 1 || (major == 1 && minor < 11)
          ? MatcherSettings.Family.UP_TO_1_10
          : MatcherSettings.Family.SINCE_1_11;
    } catch (NumberFormatException e) {
      return MatcherSettings.Family.SINCE_1_11;
    }
  }

  /**
   * The run spec, or why it cannot be decided here.
   *
   * @param role what the queue or the definition says; else the Marathon's own
   */
  static Optional<RunSpec> runSpec(
      dev.pacer.cluster.marathon.RunSpec spec, Optional<String> role, MarathonInfo info) {
    List<Constraint> constraints = new ArrayList<>();
    for (dev.pacer.cluster.marathon.Constraint c : spec.placement().constraints()) {
      if (c.operator() == dev.pacer.cluster.marathon.Constraint.Operator.UNRECOGNISED) {
        return Optional.empty();
      }
      constraints.add(
          new Constraint(
              c.field(), Constraint.Operator.valueOf(c.operator().name()), c.value().orElse(null)));
    }
    Optional<Set<String>> accepted = spec.placement().acceptedResourceRoles().map(HashSet::new);
    return Optional.of(
        new RunSpec(
            spec.id().path(),
            role.or(() -> spec.placement().role())
                .or(() -> info.settings().mesosRole())
                .orElse(RunSpec.ANY_ROLE),
            spec.instances(),
            needs(spec),
            accepted,
            constraints,
            gpuBehaviour(spec.labels().get("GPU_SCHEDULING_BEHAVIOR")),
            lastConfigChange(spec)));
  }

  private static long lastConfigChange(dev.pacer.cluster.marathon.RunSpec spec) {
    if (spec instanceof AppSpec app && app.identity().versionInfo().isPresent()) {
      return app.identity().versionInfo().get().lastConfigChangeAt().at().toEpochMilli();
    }
    return 0;
  }

  private static Needs needs(dev.pacer.cluster.marathon.RunSpec spec) {
    // The matcher does not ask the offer for a custom executor's resources (D7).
    TaskResources resources =
        spec instanceof AppSpec app ? app.size().task() : spec.resourcesPerInstance();
    return new Needs(
        Amount.of(resources.cpus()),
        Amount.of(resources.memMiB()),
        Amount.of(resources.diskMiB()),
        Amount.of(BigDecimal.valueOf(resources.gpus())),
        spec instanceof AppSpec app ? ports(app.ports()) : ports((PodSpec) spec),
        spec.persistentVolumes().stream().map(SpecTranslation::volume).toList());
  }

  private static PortWish ports(Ports ports) {
    if (!ports.mappings().isEmpty()) {
      return PortWish.mapped(
          ports.mappings().stream().flatMap(m -> m.hostPort().stream()).toList());
    }
    return ports.required()
        ? PortWish.fixed(ports.definitions().stream().map(Ports.PortDefinition::port).toList())
        : PortWish.any(ports.definitions().size());
  }

  private static PortWish ports(PodSpec pod) {
    return PortWish.mapped(
        pod.containers().stream()
            .flatMap(container -> container.endpoints().stream())
            .flatMap(endpoint -> endpoint.hostPort().stream())
            .toList());
  }

  private static Volume volume(dev.pacer.cluster.marathon.RunSpec.PersistentVolume volume) {
    return new Volume(
        DiskSource.Type.valueOf(volume.type().toUpperCase(Locale.ROOT)),
        Amount.of(volume.sizeMiB()).millis(),
        volume
            .maxSizeMiB()
            .map(max -> OptionalLong.of(Amount.of(max).millis()))
            .orElse(OptionalLong.empty()),
        null,
        volume.constraints().stream()
            .filter(c -> c.field().equals("path"))
            .flatMap(c -> c.value().stream())
            .toList());
  }

  private static Optional<MatcherSettings.GpuBehaviour> gpuBehaviour(@Nullable String label) {
    if ("restricted".equals(label)) {
      return Optional.of(MatcherSettings.GpuBehaviour.RESTRICTED);
    }
    return "unrestricted".equals(label)
        ? Optional.of(MatcherSettings.GpuBehaviour.UNRESTRICTED)
        : Optional.empty();
  }
}
