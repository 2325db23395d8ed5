package dev.pacer.simulator.mesos;

import dev.pacer.simulator.kernel.Scheduled;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The master processes, and what ZooKeeper makes of them (mesos.md 8). */
final class Masters {

  private static final class Candidate {
    private final MasterAddress address;
    private MasterInfo info;
    private Instant started;
    private @Nullable Instant elected;
    private boolean alive = true;
    private boolean announced;

    Candidate(MasterAddress address, MasterInfo info, Instant started) {
      this.address = address;
      this.info = info;
      this.started = started;
    }
  }

  private final MesosModel model;
  private final List<Candidate> processes = new ArrayList<>();

  /** In the order of their nodes in ZooKeeper, dead ones included until their session ends. */
  private final List<Candidate> candidates = new ArrayList<>();

  private final List<MastersWatcher> watchers = new ArrayList<>();
  private boolean zooKeeper = true;
  private @Nullable Candidate leader;
  private @Nullable Scheduled lossNoticed;

  Masters(MesosModel model) {
    this.model = model;
    Instant now = model.simulation().instant();
    for (MasterAddress address : model.settings().masters()) {
      Candidate process =
          new Candidate(address, new MasterInfo(model.names().uuid(), address), now);
      process.announced = true;
      processes.add(process);
      candidates.add(process);
    }
    Candidate first = processes.get(0);
    first.elected = now;
    leader = first;
  }

  void watch(MastersWatcher watcher) {
    watchers.add(watcher);
    candidates.forEach(process -> watcher.announced(process.info));
    if (leader != null && leader.announced) {
      watcher.elected(leader.info);
    }
  }

  /** The id of the leading process; only while there is one. */
  String leaderId() {
    if (leader == null) {
      throw new IllegalStateException("no leader");
    }
    return leader.info.id();
  }

  boolean leads() {
    return leader != null && leader.alive;
  }

  @Nullable MasterInfo leaderInfo() {
    return leader == null ? null : leader.info;
  }

  int leaderIndex() {
    return leader == null ? -1 : processes.indexOf(leader);
  }

  List<MasterView> views(boolean ready) {
    List<MasterView> views = new ArrayList<>();
    for (Candidate process : processes) {
      boolean leads = process == leader && process.alive;
      views.add(
          new MasterView(
              process.info,
              process.alive,
              process.started,
              leader == null ? null : leader.info,
              leads ? process.elected : null,
              leads && ready));
    }
    return views;
  }

  void kill(int index) {
    Candidate process = processes.get(index);
    if (!process.alive) {
      return;
    }
    process.alive = false;
    process.elected = null;
    model.record("master died pid=%s".formatted(process.info.pid()));
    if (process == leader) {
      model.leaderLost();
    }
    if (zooKeeper) {
      MesosSettings.Elections timing = model.settings().elections();
      long from = timing.deathNoticedFrom().toMillis();
      long to = timing.deathNoticedTo().toMillis();
      long millis =
          from == to ? from : model.simulation().chance("mesos.elections").nextLong(from, to + 1);
      model.simulation().after(Duration.ofMillis(millis), () -> sessionEnds(process));
    }
    Duration restart = model.settings().elections().restartsAfter();
    if (restart != null) {
      model.simulation().after(restart, () -> start(index));
    }
    model.touch();
  }

  private void sessionEnds(Candidate process) {
    if (!zooKeeper) {
      return;
    }
    MasterInfo dead = withdraw(process);
    if (process == leader && dead != null) {
      elect();
    }
  }

  private @Nullable MasterInfo withdraw(Candidate process) {
    if (!candidates.remove(process)) {
      return null;
    }
    process.announced = false;
    MasterInfo info = process.info;
    watchers.forEach(watcher -> watcher.withdrawn(info));
    if (process.alive) {
      announce(process);
    }
    return info;
  }

  private void announce(Candidate process) {
    process.announced = true;
    candidates.add(process);
    watchers.forEach(watcher -> watcher.announced(process.info));
  }

  void start(int index) {
    Candidate old = processes.get(index);
    if (old.alive) {
      return;
    }
    Candidate process =
        new Candidate(
            old.address,
            new MasterInfo(model.names().uuid(), old.address),
            model.simulation().instant());
    processes.set(index, process);
    model.record("master started pid=%s".formatted(process.info.pid()));
    if (zooKeeper) {
      announce(process);
      if (leader == null) {
        model.simulation().after(model.settings().elections().electedAfter(), this::electIfNone);
      }
    }
    model.touch();
  }

  private void electIfNone() {
    if (leader == null && zooKeeper) {
      elect();
    }
  }

  private void elect() {
    leader = candidates.isEmpty() ? null : candidates.get(0);
    Candidate next = leader;
    model.leaderGone();
    if (next == null) {
      model.record("no master leads");
    } else {
      model.record("master leads pid=%s".formatted(next.info.pid()));
      watchers.forEach(watcher -> watcher.elected(next.info));
      if (next.alive) {
        next.elected = model.simulation().instant();
        model.leaderElected();
      }
    }
    model.touch();
  }

  void loseZooKeeper() {
    if (!zooKeeper) {
      return;
    }
    zooKeeper = false;
    model.record("zookeeper lost");
    lossNoticed =
        model
            .simulation()
            .after(model.settings().elections().zooKeeperLossNoticed(), this::lossNoticed);
  }

  private void lossNoticed() {
    Candidate exiting = leader;
    leader = null;
    if (exiting != null && exiting.alive) {
      model.record("Lost candidacy as a leader pid=%s".formatted(exiting.info.pid()));
      exiting.elected = null;
      exiting.alive = false;
      model.leaderLost();
      Duration restart = model.settings().elections().restartsAfter();
      if (restart != null) {
        int index = processes.indexOf(exiting);
        model.simulation().after(restart, () -> start(index));
      }
    }
    model.leaderGone();
    model.touch();
  }

  void restoreZooKeeper() {
    if (zooKeeper) {
      return;
    }
    zooKeeper = true;
    model.record("zookeeper back");
    if (lossNoticed != null) {
      lossNoticed.cancel();
    }
    List.copyOf(candidates).stream().filter(process -> !process.alive).forEach(this::withdraw);
    processes.stream()
        .filter(process -> process.alive && !process.announced)
        .forEach(this::announce);
    if (leader == null || !leader.alive) {
      leader = null;
      model.simulation().after(model.settings().elections().electedAfter(), this::electIfNone);
    }
  }
}
