package dev.pacer.view;

import dev.pacer.cluster.aws.AutoScalingGroup;
import dev.pacer.cluster.aws.Ec2Instance;
import dev.pacer.cluster.aws.GroupName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One reading of a cluster, all parts asked for at about the same time. Immutable.
 *
 * @param groups the configured Auto Scaling groups that AWS knows
 * @param machines the EC2 machines that carry their tag, in any state
 * @param details of the groups for which they were asked, where they could be read
 */
public record ClusterSnapshot(
    Instant takenAt,
    Part<MarathonReading> marathon,
    Part<MesosReading> mesos,
    Part<List<AutoScalingGroup>> groups,
    Part<List<Ec2Instance>> machines,
    Map<GroupName, GroupDetails> details) {

  public ClusterSnapshot {
    details = Map.copyOf(details);
  }

  /** Why not to act on this snapshot, per source; empty when every part is complete (G1). */
  public List<String> objections() {
    List<String> objections = new ArrayList<>();
    marathon.objections().forEach(o -> objections.add("Marathon: " + o));
    mesos.objections().forEach(o -> objections.add("Mesos: " + o));
    groups.objections().forEach(o -> objections.add("Auto Scaling: " + o));
    machines.objections().forEach(o -> objections.add("EC2: " + o));
    return objections;
  }

  /** What could not be read at all, per source. */
  public List<String> missing() {
    List<String> missing = new ArrayList<>();
    for (Part<?> part : List.of(marathon, mesos, groups, machines)) {
      if (part instanceof Part.Missing<?> gone) {
        missing.add(gone.why());
      }
    }
    return missing;
  }

  /** How long ago the oldest part was asked for. */
  public Duration ageAt(Instant now) {
    Duration oldest = Duration.ZERO;
    for (Part<?> part : List.of(marathon, mesos, groups, machines)) {
      if (part instanceof Part.Known<?> known) {
        Duration age = Duration.between(known.asOf(), now);
        oldest = age.compareTo(oldest) > 0 ? age : oldest;
      }
    }
    return oldest;
  }
}
