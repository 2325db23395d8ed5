package dev.pacer.simulator.world;

import dev.pacer.simulator.marathon.LeaderWatcher;
import dev.pacer.simulator.mesos.MasterInfo;
import dev.pacer.simulator.mesos.MastersWatcher;
import dev.pacer.simulator.zookeeper.Announcements;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps ZooKeeper's nodes as the simulated servers would. The world tells what happens under its
 * lock; the writing is done outside it, in the same order.
 */
final class Announcing {

  private static final Logger log = LoggerFactory.getLogger(Announcing.class);
  private static final String MESOS = "/mesos";
  private static final String MARATHON = "/marathon";

  /** Something to write. */
  private interface Write {
    void run() throws IOException;
  }

  private final Announcements announcements;
  private final Executor threads;
  private final Deque<Write> waiting = new ArrayDeque<>();
  private boolean writing;

  Announcing(Announcements announcements, Executor threads) {
    this.announcements = announcements;
    this.threads = threads;
  }

  /** Announces everybody who is there now (before this returns), and all changes from now on. */
  void follow(World world) throws IOException {
    synchronized (this) {
      // What is told now is written here and not elsewhere: the order must hold.
      writing = true;
    }
    world.mesos().watch(new Masters());
    world.marathon().leadership().watch(new Marathons());
    Write next = next();
    while (next != null) {
      next.run();
      next = next();
    }
  }

  private final class Masters implements MastersWatcher {
    @Override
    public void announced(MasterInfo master) {
      later(
          () ->
              announcements.masterStands(
                  MESOS,
                  master.id(),
                  master.address().ip(),
                  master.address().ip(),
                  master.address().port()));
    }

    @Override
    public void withdrawn(MasterInfo master) {
      later(() -> announcements.masterGone(master.id()));
    }

    @Override
    public void elected(MasterInfo master) {
      // Its node was the lowest already.
    }
  }

  private final class Marathons implements LeaderWatcher {
    @Override
    public void leads(String server) {
      later(() -> announcements.marathonStands(MARATHON, server));
    }

    @Override
    public void gone(String server, boolean leaving) {
      later(() -> announcements.marathonGone(server));
    }

    @Override
    public void standsBy(String server) {
      later(() -> announcements.marathonStands(MARATHON, server));
    }
  }

  private synchronized void later(Write write) {
    waiting.add(write);
    if (!writing) {
      writing = true;
      threads.execute(this::writeAll);
    }
  }

  private void writeAll() {
    Write next = next();
    while (next != null) {
      try {
        next.run();
      } catch (IOException e) {
        log.error("announcement failed cause=\"{}\"", e.getMessage());
      }
      next = next();
    }
  }

  private synchronized @Nullable Write next() {
    Write next = waiting.poll();
    if (next == null) {
      writing = false;
    }
    return next;
  }
}
