package dev.pacer.simulator.scenario;

import dev.pacer.simulator.offer.Attribute;
import dev.pacer.simulator.offer.Resource;
import java.util.List;

/**
 * What the agents of a group offer.
 *
 * @param resources replaces what Mesos finds on the machine by itself, resource by resource; empty:
 *     as found (all vCPUs, memory less 1 GiB, disk less 5 GiB, ports 31000-32000)
 * @param attributes besides {@code zone}, {@code instance_id} and {@code instance_type}, which
 *     every agent of a group has
 * @param faultDomain whether agents announce region and zone as their fault domain
 */
public record AgentTemplate(
    List<Resource> resources,
    List<Attribute> attributes,
    boolean faultDomain,
    boolean httpCommandExecutor) {
  public AgentTemplate {
    resources = List.copyOf(resources);
    attributes = List.copyOf(attributes);
  }

  /** As found on the machine, without a fault domain. */
  public static AgentTemplate asFound() {
    return new AgentTemplate(List.of(), List.of(), false, false);
  }
}
