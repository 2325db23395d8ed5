package dev.pacer.simulator.mesos;

import dev.pacer.simulator.offer.Resource;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What roles hold, and what their quotas let them have. */
final class Roles {

  private final MesosModel model;

  Roles(MesosModel model) {
    this.model = model;
  }

  /** Thousandths of each scalar that frameworks use, or are offered, under the role. */
  Map<String, Long> held(String role) {
    return model.memory().heldByRole.getOrDefault(role, Map.of());
  }

  boolean belowGuarantee(String role) {
    Registry.Quota quota = model.registry().quotas.get(role);
    if (quota == null || quota.guarantees().isEmpty()) {
      return false;
    }
    Map<String, Long> held = held(role);
    return quota.guarantees().entrySet().stream()
        .anyMatch(
            entry -> held.getOrDefault(entry.getKey(), 0L) < Math.round(entry.getValue() * 1000));
  }

  /** The names of the resources that some role is guaranteed. */
  Set<String> guaranteedNames() {
    Set<String> names = new TreeSet<>();
    model.registry().quotas.values().forEach(quota -> names.addAll(quota.guarantees().keySet()));
    return names;
  }

  /** Thousandths of each scalar that all roles together are guaranteed and do not hold yet. */
  Map<String, Long> unmetGuarantees() {
    Map<String, Long> unmet = new TreeMap<>();
    model
        .registry()
        .quotas
        .forEach(
            (role, quota) -> {
              Map<String, Long> held = held(role);
              quota
                  .guarantees()
                  .forEach(
                      (name, amount) -> {
                        long missing = Math.round(amount * 1000) - held.getOrDefault(name, 0L);
                        if (missing > 0) {
                          unmet.merge(name, missing, Long::sum);
                        }
                      });
            });
    return unmet;
  }

  /** As much of the resources as the role's limit leaves room for; unreserved ones are cut. */
  Resources withinLimit(String role, Resources wanted) {
    Registry.Quota quota = model.registry().quotas.get(role);
    if (quota == null || quota.limits().isEmpty()) {
      return wanted;
    }
    Map<String, Long> held = held(role);
    List<Resource> cut = new ArrayList<>();
    for (Resource resource : wanted.list()) {
      Double limit = quota.limits().get(resource.name());
      if (limit == null
          || !resource.role().equals("*")
          || !(resource.value() instanceof Resource.Value.Scalar scalar)) {
        cut.add(resource);
        continue;
      }
      BigDecimal room =
          BigDecimal.valueOf(Math.round(limit * 1000) - held.getOrDefault(resource.name(), 0L), 3)
              .max(BigDecimal.ZERO)
              .setScale(3, RoundingMode.DOWN);
      cut.add(
          new Resource(
              resource.name(),
              new Resource.Value.Scalar(scalar.amount().min(room)),
              resource.role(),
              resource.reservation(),
              resource.disk()));
    }
    return Resources.of(cut);
  }
}
