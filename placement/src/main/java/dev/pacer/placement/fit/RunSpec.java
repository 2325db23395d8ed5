package dev.pacer.placement.fit;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The definition of an app or pod, as far as placement cares.
 *
 * @param acceptedRoles empty when it names none
 * @param gpuBehaviour its own, when its label names one
 * @param lastConfigChange version, in milliseconds, since which its instances count (F7)
 */
public record RunSpec(
    String id,
    String role,
    int instances,
    Needs needs,
    Optional<Set<String>> acceptedRoles,
    List<Constraint> constraints,
    Optional<MatcherSettings.GpuBehaviour> gpuBehaviour,
    long lastConfigChange) {

  public static final String ANY_ROLE = "*";

  public RunSpec {
    acceptedRoles = acceptedRoles.map(Set::copyOf);
    constraints = List.copyOf(constraints);
  }

  public static RunSpec of(String id, int instances, Needs needs) {
    return new RunSpec(
        id, ANY_ROLE, instances, needs, Optional.empty(), List.of(), Optional.empty(), 0);
  }

  public RunSpec withConstraints(List<Constraint> other) {
    return new RunSpec(
        id, role, instances, needs, acceptedRoles, other, gpuBehaviour, lastConfigChange);
  }

  /** Why its constraints make Marathon's matcher fail on some agents, whatever they offer (F11). */
  public Optional<Poison> poison(MatcherSettings.Family family) {
    return constraints.stream()
        .flatMap(c -> ConstraintCheck.poison(c, family).stream())
        .findFirst();
  }

  public boolean isResident() {
    return !needs.volumes().isEmpty();
  }

  /** The roles whose resources may serve it (F2). */
  public Set<String> roles(MatcherSettings settings) {
    return acceptedRoles.orElseGet(
        () ->
            switch (settings.defaultRoles()) {
              case ANY -> role.equals(ANY_ROLE) ? Set.of(ANY_ROLE) : Set.of(role, ANY_ROLE);
              case UNRESERVED -> Set.of(ANY_ROLE);
              case RESERVED -> Set.of(role);
            });
  }
}
