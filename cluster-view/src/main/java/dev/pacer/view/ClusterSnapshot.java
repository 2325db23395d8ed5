package dev.pacer.view;

import dev.pacer.cluster.aws.AutoScalingGroup;
import dev.pacer.cluster.aws.Ec2Instance;
import dev.pacer.cluster.aws.GroupName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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
    parts()
        .forEach(
            (source, part) -> part.objections().forEach(o -> objections.add(source + ": " + o)));
    return objections;
  }

  /** What could not be read at all, per source. */
  public List<String> missing() {
    List<String> missing = new ArrayList<>();
    parts()
        .forEach(
            (source, part) -> {
              if (part instanceof Part.Missing<?> gone) {
                missing.add(source + ": " + gone.why());
              }
            });
    return missing;
  }

  private Map<String, Part<?>> parts() {
    Map<String, Part<?>> parts = new LinkedHashMap<>();
    parts.put("Marathon", marathon);
    parts.put("Mesos", mesos);
    parts.put("Auto Scaling", groups);
    parts.put("EC2", machines);
    return parts;
  }

  /** How long ago the oldest part was asked for. */
  public Duration ageAt(Instant now) {
    Duration oldest = Duration.ZERO;
    for (Part<?> part : parts().values()) {
      if (part instanceof Part.Known<?> known) {
        Duration age = Duration.between(known.asOf(), now);
        oldest = age.compareTo(oldest) > 0 ? age : oldest;
      }
    }
    return oldest;
  }
}
