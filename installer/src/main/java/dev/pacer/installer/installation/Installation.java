package dev.pacer.installer.installation;

import dev.pacer.cluster.marathon.App;
import dev.pacer.installer.labels.InstalledJson;
import java.util.Comparator;
import java.util.List;

/**
 * An installed package.
 *
 * @param id of its app, or of its group
 * @param group whether it is a group
 * @param apps its apps as they are now
 * @param contents what its labels say
 */
public record Installation(String id, boolean group, List<App> apps, InstalledJson contents) {

  /** Copies the list. */
  public Installation {
    apps = apps.stream().sorted(Comparator.comparing(app -> app.id().path())).toList();
  }

  /** What goes on, in a word. */
  public String state() {
    if (apps.stream().anyMatch(app -> !app.deployments().isEmpty())) {
      return "deploying";
    }
    boolean stopped = apps.stream().allMatch(app -> app.spec().instances() == 0);
    if (stopped) {
      return "stopped";
    }
    return apps.stream().allMatch(AppState::up) ? "running" : "not running";
  }
}
