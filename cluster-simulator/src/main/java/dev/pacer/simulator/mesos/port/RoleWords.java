package dev.pacer.simulator.mesos.port;

import dev.pacer.cluster.mesos.FrameworkId;
import dev.pacer.cluster.mesos.Quantities;
import dev.pacer.cluster.mesos.Role;
import dev.pacer.simulator.mesos.AgentView;
import dev.pacer.simulator.mesos.Allocation;
import dev.pacer.simulator.mesos.FrameworkView;
import dev.pacer.simulator.mesos.MesosState;
import dev.pacer.simulator.mesos.Resources;
import dev.pacer.simulator.offer.Resource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** Roles in the words of the port. */
final class RoleWords {

  private RoleWords() {}

  static List<Role> of(MesosState state) {
    SortedSet<String> names = new TreeSet<>(state.weights().keySet());
    names.addAll(state.quotas().keySet());
    state.frameworks().forEach(framework -> names.addAll(roles(framework)));
    state.agents().forEach(agent -> names.addAll(agent.total().reservedRoles()));
    List<Role> roles = new ArrayList<>();
    for (String name : names) {
      roles.add(role(state, name));
    }
    return roles;
  }

  private static List<String> roles(FrameworkView framework) {
    return framework.spec().roles().isEmpty() ? List.of("*") : framework.spec().roles();
  }

  private static Role role(MesosState state, String name) {
    Map<String, Long> allocated = new HashMap<>();
    Map<String, Long> offered = new HashMap<>();
    Map<String, Long> reserved = new HashMap<>();
    Map<String, Long> consumed = new HashMap<>();
    for (AgentView agent : state.agents()) {
      Resources mine = agent.total().reservedFor(name);
      if (!name.equals("*")) {
        add(reserved, mine);
        add(consumed, mine);
      }
      for (Allocation allocation : agent.used()) {
        if (allocation.role().equals(name)) {
          add(allocated, allocation.resources());
          add(consumed, allocation.resources().unreserved());
        }
      }
      for (Allocation allocation : agent.offered()) {
        if (allocation.role().equals(name)) {
          add(offered, allocation.resources());
        }
      }
    }
    MesosState.RoleQuota quota =
        state.quotas().getOrDefault(name, new MesosState.RoleQuota(Map.of(), Map.of()));
    return new Role(
        name,
        state.weights().getOrDefault(name, 1.0),
        new Role.Quota(
            thousandths(quota.guarantees()), thousandths(quota.limits()), new Quantities(consumed)),
        new Quantities(allocated),
        new Quantities(offered),
        new Quantities(reserved),
        state.frameworks().stream()
            .filter(framework -> roles(framework).contains(name))
            .map(framework -> new FrameworkId(framework.id()))
            .toList());
  }

  private static Quantities thousandths(Map<String, Double> amounts) {
    Map<String, Long> milli = new HashMap<>();
    amounts.forEach((name, amount) -> milli.put(name, Math.round(amount * 1000)));
    return new Quantities(milli);
  }

  private static void add(Map<String, Long> sum, Resources resources) {
    for (Resource resource : resources.list()) {
      long milli;
      if (resource.value() instanceof Resource.Value.Scalar scalar) {
        milli = ResourceWords.milli(scalar.amount());
      } else if (resource.value() instanceof Resource.Value.Ranges ranges) {
        milli = 1000 * ranges.ranges().stream().mapToLong(r -> r.end() - r.begin() + 1).sum();
      } else {
        milli = 1000L * ((Resource.Value.Items) resource.value()).items().size();
      }
      sum.merge(resource.name(), milli, Long::sum);
    }
  }
}
