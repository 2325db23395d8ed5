package dev.pacer.simulator.marathon;

import dev.pacer.simulator.marathon.engine.Core;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which of the servers is up, and which one leads (marathon.md 11). */
public final class Leadership {

  /** What the model does when leaders come and go. */
  interface Office {
    void begin();

    void end();
  }

  private final Core core;
  private final MarathonSettings.Failover failover;
  private final Office office;
  private final Set<String> up;
  private final List<LeaderWatcher> watchers = new ArrayList<>();
  private @Nullable String leader;
  private java.time.Instant leaderSince;

  /** The last leader was killed and nobody has noticed yet: {@code host:port}. */
  private @Nullable String mourned;

  Leadership(Core core, MarathonSettings settings, Office office) {
    this.core = core;
    this.failover = settings.failover();
    this.office = office;
    this.up = new LinkedHashSet<>(settings.servers());
    this.leaderSince = core.now();
  }

  void start() {
    elect();
  }

  /** Adds one who is told of every change from now on; and of the present state. */
  public void watch(LeaderWatcher watcher) {
    watchers.add(watcher);
    for (String server : up) {
      if (server.equals(leader)) {
        watcher.leads(server);
      } else {
        watcher.standsBy(server);
      }
    }
  }

  /** {@code host:port} of the leader; null while there is none. */
  public @Nullable String leader() {
    return leader;
  }

  public java.time.Instant leaderSince() {
    return leaderSince;
  }

  public boolean isUp(String server) {
    return up.contains(server);
  }

  public Set<String> up() {
    return Set.copyOf(up);
  }

  /** Whether standbys still believe in a leader that does not answer. */
  public boolean isMourning() {
    return mourned != null;
  }

  /** The leader steps down, and its process ends; false when there is none. */
  public boolean abdicate() {
    return fall(failover.abdication(), true);
  }

  /** The leader's process is killed; false when there is none. */
  public boolean killLeader() {
    return fall(failover.death(), false);
  }

  private boolean fall(Duration until, boolean leaving) {
    String old = leader;
    if (old == null) {
      return false;
    }
    core.record((leaving ? "leader stepped down: " : "leader killed: ") + old);
    leader = null;
    mourned = leaving ? null : old;
    up.remove(old);
    office.end();
    watchers.forEach(watcher -> watcher.gone(old, leaving));
    core.simulation().after(until, this::elect);
    if (!failover.restart().isZero()) {
      core.simulation().after(failover.restart(), () -> start(old));
    }
    return true;
  }

  /** Starts a server's process; it stands by, or leads when nobody else does. */
  public void start(String server) {
    if (!up.add(server)) {
      return;
    }
    core.record("server started: " + server);
    watchers.forEach(watcher -> watcher.standsBy(server));
    if (leader == null && mourned == null && up.size() == 1) {
      core.simulation().after(failover.abdication(), this::elect);
    }
  }

  private void elect() {
    if (leader != null || up.isEmpty()) {
      mourned = null;
      return;
    }
    mourned = null;
    String next = up.iterator().next();
    leader = next;
    leaderSince = core.now();
    core.record("leader: " + next);
    office.begin();
    watchers.forEach(watcher -> watcher.leads(next));
  }
}
