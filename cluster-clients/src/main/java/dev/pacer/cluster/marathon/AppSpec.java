package dev.pacer.cluster.marathon;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One version of an app.
 *
 * @param identity its path, version and wanted instances
 * @param size what one instance asks for
 * @param placement which agents it may use
 * @param ports its network and ports
 * @param rollout how instances are replaced
 * @param checks how health and readiness are found out
 * @param extras labels, dependencies, volumes, fetched files
 */
public record AppSpec(
    Identity identity,
    Size size,
    Placement placement,
    Ports ports,
    Rollout rollout,
    Checks checks,
    Extras extras)
    implements RunSpec {

  @Override
  public AppId id() {
    return identity.id();
  }

  @Override
  public Optional<Version> version() {
    return identity.version();
  }

  @Override
  public int instances() {
    return identity.instances();
  }

  @Override
  public TaskResources resourcesPerInstance() {
    return size.executor().map(size.task()::plus).orElse(size.task());
  }

  @Override
  public Map<String, String> labels() {
    return extras.labels();
  }

  @Override
  public List<PersistentVolume> persistentVolumes() {
    return extras.persistentVolumes();
  }

  /**
   * Which app, which version of it, how many.
   *
   * @param version empty in a definition that was never stored
   * @param versionInfo when it was last scaled and changed; absent in some answers
   */
  public record Identity(
      AppId id, Optional<Version> version, Optional<VersionInfo> versionInfo, int instances) {

    /** Refuses a negative number. */
    public Identity {
      if (instances < 0) {
        throw new IllegalArgumentException("instances must not be negative, was " + instances);
      }
    }
  }

  /** When an app was last scaled, and when its configuration (all but instances) last changed. */
  public record VersionInfo(Version lastScalingAt, Version lastConfigChangeAt) {}

  /**
   * What one instance asks for.
   *
   * @param task cpus, mem, disk, gpus of the definition
   * @param executor what a custom executor needs besides; empty when not set
   */
  public record Size(TaskResources task, Optional<TaskResources> executor) {}

  /**
   * How Marathon and Mesos find out that an instance works.
   *
   * @param health protocols of the health checks in order: HTTP, HTTPS, TCP, COMMAND, MESOS_HTTP,
   *     MESOS_HTTPS, MESOS_TCP; without one "healthy" means nothing (tasksHealthy stays 0)
   * @param readiness names of the readiness checks
   */
  public record Checks(List<HealthCheck> health, List<String> readiness) {

    /** Copies the lists. */
    public Checks {
      health = List.copyOf(health);
      readiness = List.copyOf(readiness);
    }
  }

  /**
   * One health check: protocol and the times that tell when an instance can be healthy at all.
   *
   * @param gracePeriodSeconds failures before the first success do not count for so long
   * @param intervalSeconds between two checks
   * @param timeoutSeconds of one check
   * @param maxConsecutiveFailures until the task is killed; 0 never
   */
  public record HealthCheck(
      String protocol,
      int gracePeriodSeconds,
      int intervalSeconds,
      int timeoutSeconds,
      int maxConsecutiveFailures) {}

  /**
   * The rest that tools ask for.
   *
   * @param labels as set
   * @param dependencies apps and groups that must run first
   * @param persistentVolumes that bind instances to agents
   * @param fetchUris what the fetcher brings, such as registry credentials
   * @param image the container image
   */
  public record Extras(
      Map<String, String> labels,
      List<String> dependencies,
      List<PersistentVolume> persistentVolumes,
      List<String> fetchUris,
      Optional<String> image) {

    /** Copies the collections. */
    public Extras {
      labels = Map.copyOf(labels);
      dependencies = List.copyOf(dependencies);
      persistentVolumes = List.copyOf(persistentVolumes);
      fetchUris = List.copyOf(fetchUris);
    }
  }
}
