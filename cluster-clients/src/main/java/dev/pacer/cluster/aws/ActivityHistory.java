package dev.pacer.cluster.aws;

import java.util.List;

/** The newest activities of a group, newest first, and whether older ones were left out. */
public record ActivityHistory(List<ScalingActivity> newestFirst, boolean olderLeftOut) {
  public ActivityHistory {
    newestFirst = List.copyOf(newestFirst);
  }
}
