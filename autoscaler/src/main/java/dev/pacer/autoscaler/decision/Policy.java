package dev.pacer.autoscaler.decision;

import dev.pacer.cluster.aws.GroupName;
import dev.pacer.cluster.aws.Prices;
import dev.pacer.view.MachineTemplate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the operator wants.
 *
 * @param fromTypes what machines of a group would offer by their EC2 type, where that is known
 * @param settle how long nothing is removed after the start and after a new Marathon leader (G6)
 * @param dry whether nothing will be sent, so that nothing is waited for either
 */
public record Policy(
    List<Pool> pools,
    Prices prices,
    Map<GroupName, MachineTemplate> fromTypes,
    Duration settle,
    boolean dry) {

  public Policy {
    pools = List.copyOf(pools);
    fromTypes = Map.copyOf(fromTypes);
  }

  public List<GroupName> groups() {
    return pools.stream().flatMap(pool -> pool.groups().stream()).toList();
  }

  public Optional<Pool> poolOf(GroupName group) {
    return pools.stream().filter(pool -> pool.groups().contains(group)).findFirst();
  }

  public Policy withTypes(Map<GroupName, MachineTemplate> types) {
    return new Policy(pools, prices, types, settle, dry);
  }
}
