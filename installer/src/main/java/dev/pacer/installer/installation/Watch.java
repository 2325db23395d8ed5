package dev.pacer.installer.installation;

import dev.pacer.cluster.marathon.App;
import dev.pacer.cluster.marathon.AppId;
import dev.pacer.cluster.marathon.MarathonClient;
import dev.pacer.cluster.marathon.MarathonQueue;
import dev.pacer.cluster.marathon.QueueItem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks how far an installation is; one call is one look. */
public final class Watch {
  private final MarathonClient marathon;
  private final List<AppId> apps;
  private final Instant since;

  /**
   * Of these apps.
   *
   * @param since failures before it are old news
   */
  public Watch(MarathonClient marathon, List<AppId> apps, Instant since) {
    this.marathon = marathon;
    this.apps = List.copyOf(apps);
    this.since = since;
  }

  /**
   * What one look found.
   *
   * @param done whether everything runs and no deployment goes on
   * @param lines one for each app
   */
  public record Look(boolean done, List<String> lines) {

    /** Copies the list. */
    public Look {
      lines = List.copyOf(lines);
    }
  }

  /** Looks once. */
  public Look look() {
    Map<AppId, QueueItem> waiting = new HashMap<>();
    marathon.queue().forEach(MarathonQueue.Offers.SUMMARY, item -> waiting.put(item.id(), item));
    boolean done = true;
    List<String> lines = new ArrayList<>();
    for (AppId id : apps) {
      Optional<App> app = marathon.apps().find(id);
      done &= app.isPresent() && app.get().deployments().isEmpty() && AppState.up(app.get());
      lines.add(
          app.map(found -> AppState.line(found, Optional.ofNullable(waiting.get(id)), since))
              .orElse(id.path() + ": is not there"));
    }
    return new Look(done, lines);
  }
}
