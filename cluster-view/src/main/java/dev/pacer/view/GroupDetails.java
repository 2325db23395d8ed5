package dev.pacer.view;

import dev.pacer.cluster.aws.ActivityHistory;
import dev.pacer.cluster.aws.InstanceRefresh;
import java.util.List;

/** What is only asked about groups that something is being done to: recent history, refreshes. */
public record GroupDetails(ActivityHistory activities, List<InstanceRefresh> refreshes) {

  public GroupDetails {
    refreshes = List.copyOf(refreshes);
  }

  public boolean isBeingRefreshed() {
    return refreshes.stream().anyMatch(InstanceRefresh::underWay);
  }
}
