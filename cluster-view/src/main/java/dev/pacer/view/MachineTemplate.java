package dev.pacer.view;

import dev.pacer.cluster.aws.InstanceTypeFacts;
import dev.pacer.cluster.mesos.Agent;
import dev.pacer.placement.fit.Attribute;
import dev.pacer.placement.fit.PortRange;
import dev.pacer.placement.fit.ResourceEntry;
import dev.pacer.placement.fit.ResourceKind;
import dev.pacer.placement.fit.Room;
import dev.pacer.placement.fit.Whereabouts;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one new machine of a group would offer (N1), before it is known in which zone it comes.
 *
 * @param attributes as they are on every machine; those that name the zone are in {@code
 *     zoneAttributes}
 * @param region null when agents have no fault domain
 * @param zoneAttributes names of the attributes that hold the availability zone
 */
public record MachineTemplate(
    Origin origin,
    List<ResourceEntry> entries,
    List<Attribute> attributes,
    @Nullable String region,
    List<String> zoneAttributes) {

  /** Where the knowledge comes from, the best first. */
  public enum Origin {
    /** Seen on a real agent. */
    LEARNED,
    /** Said by the operator. */
    DECLARED,
    /** Reckoned from the instance type: unproven, so one is bought first. */
    FROM_TYPE
  }

  private static final long GIB_MILLIS = 1024 * 1000L;

  public MachineTemplate {
    entries = List.copyOf(entries);
    attributes = List.copyOf(attributes);
    zoneAttributes = List.copyOf(zoneAttributes);
  }

  /** What an agent tells about others of its kind. */
  public static MachineTemplate learned(Agent agent, String availabilityZone) {
    Whereabouts where = AgentTranslation.whereabouts(agent);
    List<Attribute> same = new ArrayList<>();
    List<String> zoned = new ArrayList<>();
    for (Attribute attribute : where.attributes()) {
      if (attribute.text().equals(availabilityZone)) {
        zoned.add(attribute.name());
      } else if (!attribute.name().equals(Inventory.INSTANCE_ATTRIBUTE)) {
        same.add(attribute);
      }
    }
    return new MachineTemplate(
        Origin.LEARNED, AgentTranslation.whole(agent), same, where.region(), zoned);
  }

  /** By Mesos' own defaults: 1 GiB of memory less than the machine has, ports 31000-32000. */
  public static MachineTemplate fromType(InstanceTypeFacts facts, long diskGib) {
    long mem = facts.memoryMib() * 1000;
    mem = mem < 2 * GIB_MILLIS ? mem / 2 : mem - GIB_MILLIS;
    long disk = diskGib * GIB_MILLIS;
    disk = disk < 10 * GIB_MILLIS ? disk / 2 : disk - 5 * GIB_MILLIS;
    List<ResourceEntry> entries = new ArrayList<>();
    entries.add(ResourceEntry.scalar(ResourceKind.CPUS, "*", facts.vcpus() * 1000L));
    entries.add(ResourceEntry.scalar(ResourceKind.MEM, "*", mem));
    entries.add(ResourceEntry.scalar(ResourceKind.DISK, "*", disk));
    if (facts.gpuCount() > 0) {
      entries.add(ResourceEntry.scalar(ResourceKind.GPUS, "*", facts.gpuCount() * 1000L));
    }
    entries.add(ResourceEntry.ports("*", List.of(new PortRange(31_000, 32_000))));
    return new MachineTemplate(Origin.FROM_TYPE, entries, List.of(), null, List.of());
  }

  /**
   * A machine of this kind in a zone; its host name is its own, as every machine's is (N2).
   *
   * @param id unique in a plan
   */
  public Room room(String id, String zone) {
    List<Attribute> all = new ArrayList<>(attributes);
    zoneAttributes.forEach(name -> all.add(Attribute.text(name, zone)));
    return Room.of(id, new Whereabouts("new-" + id, region, zone, all), entries);
  }
}
