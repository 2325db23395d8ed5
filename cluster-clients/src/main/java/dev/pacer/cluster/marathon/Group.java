package dev.pacer.cluster.marathon;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A group and all below it; its apps are specs only, without counts.
 *
 * @param dependencies groups that must run first
 * @param enforceRole empty on nested groups and on the root
 */
public record Group(
    GroupId id,
    Optional<Version> version,
    List<AppSpec> apps,
    List<PodSpec> pods,
    List<Group> groups,
    List<String> dependencies,
    Optional<Boolean> enforceRole) {

  /** Copies the lists. */
  public Group {
    apps = List.copyOf(apps);
    pods = List.copyOf(pods);
    groups = List.copyOf(groups);
    dependencies = List.copyOf(dependencies);
  }

  /** Every app here and below. */
  public Stream<AppSpec> allApps() {
    return Stream.concat(apps.stream(), groups.stream().flatMap(Group::allApps));
  }

  /** Every pod here and below. */
  public Stream<PodSpec> allPods() {
    return Stream.concat(pods.stream(), groups.stream().flatMap(Group::allPods));
  }
}
