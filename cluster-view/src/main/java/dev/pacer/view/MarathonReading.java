package dev.pacer.view;

import dev.pacer.cluster.marathon.App;
import dev.pacer.cluster.marathon.AppId;
import dev.pacer.cluster.marathon.Deployment;
import dev.pacer.cluster.marathon.MarathonInfo;
import dev.pacer.cluster.marathon.PodStatus;
import dev.pacer.cluster.marathon.QueueItem;
import dev.pacer.cluster.marathon.Version;
import java.util.List;
import java.util.Map;

/**
 * What a Marathon said: itself, its apps with tasks, its pods, its launch queue, its deployments.
 *
 * @param instancesAtVersion how many instances older versions of queued apps wanted, where GROUP_BY
 *     needs to know (F7)
 */
public record MarathonReading(
    MarathonInfo info,
    List<App> apps,
    List<PodStatus> pods,
    List<QueueItem> queue,
    List<Deployment> deployments,
    Map<AppId, Map<Version, Integer>> instancesAtVersion) {

  public MarathonReading {
    apps = List.copyOf(apps);
    pods = List.copyOf(pods);
    queue = List.copyOf(queue);
    deployments = List.copyOf(deployments);
    instancesAtVersion = Map.copyOf(instancesAtVersion);
  }
}
