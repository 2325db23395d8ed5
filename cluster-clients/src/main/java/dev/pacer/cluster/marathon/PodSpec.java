package dev.pacer.cluster.marathon;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One version of a pod.
 *
 * @param containers at least one
 * @param executorResources what its executor takes on top of the containers
 * @param networks host, bridge or container networks
 * @param extras labels and volumes
 */
public record PodSpec(
    Identity identity,
    List<Container> containers,
    TaskResources executorResources,
    List<Ports.Network> networks,
    Placement placement,
    Rollout rollout,
    Extras extras)
    implements RunSpec {

  /** Copies the lists. */
  public PodSpec {
    containers = List.copyOf(containers);
    networks = List.copyOf(networks);
  }

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
    TaskResources sum = executorResources;
    for (Container container : containers) {
      sum = sum.plus(container.resources());
    }
    return sum;
  }

  @Override
  public Map<String, String> labels() {
    return extras.labels();
  }

  @Override
  public List<PersistentVolume> persistentVolumes() {
    return extras.persistentVolumes();
  }

  /** Which pod, which version of it, how many. */
  public record Identity(AppId id, Optional<Version> version, int instances) {

    /** Refuses a negative number. */
    public Identity {
      if (instances < 0) {
        throw new IllegalArgumentException("instances must not be negative, was " + instances);
      }
    }
  }

  /** One container of a pod. */
  public record Container(
      String name, TaskResources resources, List<Endpoint> endpoints, Optional<String> image) {

    /** Copies the list. */
    public Container {
      endpoints = List.copyOf(endpoints);
    }
  }

  /**
   * A port of a container.
   *
   * @param hostPort empty when none is wanted, 0 when any will do
   */
  public record Endpoint(
      String name,
      Optional<Integer> containerPort,
      Optional<Integer> hostPort,
      List<String> protocols) {

    /** Copies the list. */
    public Endpoint {
      protocols = List.copyOf(protocols);
    }
  }

  /** Labels and volumes. */
  public record Extras(Map<String, String> labels, List<PersistentVolume> persistentVolumes) {

    /** Copies the collections. */
    public Extras {
      labels = Map.copyOf(labels);
      persistentVolumes = List.copyOf(persistentVolumes);
    }
  }
}
