package dev.pacer.simulator.mesos.http;

import dev.pacer.simulator.mesos.AgentView;
import dev.pacer.simulator.mesos.Allocation;
import dev.pacer.simulator.mesos.FrameworkView;
import dev.pacer.simulator.mesos.MesosState;
import dev.pacer.simulator.mesos.Resources;
import dev.pacer.simulator.offer.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Roles, quota and weights (mesos.md 3.5). */
final class RoleReads {

  private RoleReads() {}

  /** What one role has. */
  record Role(
      String name,
      double weight,
      MesosState.@Nullable RoleQuota quota,
      Resources allocated,
      Resources offered,
      Resources reserved,
      Resources consumed,
      List<String> frameworks) {}

  static List<Role> roles(MesosState state) {
    SortedSet<String> names = new TreeSet<>();
    state.frameworks().forEach(framework -> names.addAll(OldForm.roles(framework.spec())));
    state.agents().forEach(agent -> names.addAll(agent.total().reservedRoles()));
    names.addAll(state.weights().keySet());
    names.addAll(state.quotas().keySet());
    List<Role> roles = new ArrayList<>();
    for (String name : names) {
      roles.add(role(state, name));
    }
    return roles;
  }

  private static Role role(MesosState state, String name) {
    Resources allocated = Resources.NONE;
    Resources offered = Resources.NONE;
    Resources reserved = Resources.NONE;
    for (AgentView agent : state.agents()) {
      allocated = allocated.plus(of(agent.used(), name));
      offered = offered.plus(of(agent.offered(), name));
      if (!name.equals("*")) {
        reserved = reserved.plus(agent.total().reservedFor(name));
      }
    }
    return new Role(
        name,
        state.weights().getOrDefault(name, 1.0),
        state.quotas().get(name),
        allocated,
        offered,
        reserved,
        reserved.plus(allocated.unreserved()),
        state.frameworks().stream()
            .filter(framework -> OldForm.roles(framework.spec()).contains(name))
            .map(FrameworkView::id)
            .toList());
  }

  private static Resources of(List<Allocation> allocations, String role) {
    Resources sum = Resources.NONE;
    for (Allocation allocation : allocations) {
      if (allocation.role().equals(role)) {
        sum = sum.plus(allocation.resources());
      }
    }
    return sum;
  }

  static Map<String, Object> old(MesosState state) {
    return Json.object(
        "roles",
        roles(state).stream()
            .map(
                role ->
                    Json.object(
                        "name", role.name(),
                        "weight", role.weight(),
                        "quota",
                            Json.object(
                                "role",
                                role.name(),
                                "guarantee",
                                role.quota() == null
                                    ? Map.of()
                                    : new TreeMap<>(role.quota().guarantees()),
                                "limit",
                                role.quota() == null
                                    ? Map.of()
                                    : new TreeMap<>(role.quota().limits()),
                                "consumed",
                                ResourceForm.quantities(role.consumed())),
                        "resources", ResourceForm.quantities(role.allocated().plus(role.offered())),
                        "allocated", ResourceForm.quantities(role.allocated()),
                        "offered", ResourceForm.quantities(role.offered()),
                        "reserved", ResourceForm.quantities(role.reserved()),
                        "frameworks", role.frameworks()))
            .toList());
  }

  static Map<String, Object> v1(MesosState state) {
    List<Object> list = new ArrayList<>();
    for (Role role : roles(state)) {
      List<Object> resources = scalars(role.allocated().plus(role.offered()));
      list.add(
          Json.object(
              "name",
              role.name(),
              "weight",
              role.weight(),
              "frameworks",
              role.frameworks().isEmpty()
                  ? null
                  : role.frameworks().stream().map(V1Form::id).toList(),
              "resources",
              resources.isEmpty() ? null : resources));
    }
    return list.isEmpty() ? Map.of() : Json.object("roles", list);
  }

  private static List<Object> scalars(Resources resources) {
    List<Object> list = new ArrayList<>();
    for (String name : new TreeSet<>(resources.names())) {
      if (resources.total(name) instanceof Resource.Value.Scalar) {
        list.add(scalar(name, resources.scalar(name).doubleValue()));
      }
    }
    return list;
  }

  private static Map<String, Object> scalar(String name, double value) {
    return Json.object("name", name, "type", "SCALAR", "scalar", Json.object("value", value));
  }

  static Map<String, Object> quota(MesosState state) {
    if (state.quotas().isEmpty()) {
      return Map.of();
    }
    List<Object> infos = new ArrayList<>();
    List<Object> configs = new ArrayList<>();
    state
        .quotas()
        .forEach(
            (role, quota) -> {
              infos.add(
                  Json.object(
                      "role",
                      role,
                      "guarantee",
                      new TreeMap<>(quota.guarantees())
                          .entrySet().stream()
                              .map(entry -> scalar(entry.getKey(), entry.getValue()))
                              .toList()));
              configs.add(
                  Json.object(
                      "role",
                      role,
                      "guarantees",
                      values(quota.guarantees()),
                      "limits",
                      values(quota.limits())));
            });
    return Json.object("infos", infos, "configs", configs);
  }

  private static @Nullable Map<String, Object> values(Map<String, Double> amounts) {
    Map<String, Object> values = new TreeMap<>();
    amounts.forEach((name, amount) -> values.put(name, Json.object("value", amount)));
    return values.isEmpty() ? null : values;
  }

  static List<Object> weights(MesosState state) {
    return state.weights().entrySet().stream()
        .map(entry -> (Object) Json.object("role", entry.getKey(), "weight", entry.getValue()))
        .toList();
  }
}
