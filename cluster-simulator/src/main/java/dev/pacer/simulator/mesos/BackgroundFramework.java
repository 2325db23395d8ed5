package dev.pacer.simulator.mesos;

import dev.pacer.simulator.offer.FrameworkSpec;
import dev.pacer.simulator.offer.Launch;
import dev.pacer.simulator.offer.Offer;
import dev.pacer.simulator.offer.Scheduler;
import dev.pacer.simulator.offer.SchedulerSession;
import dev.pacer.simulator.offer.SchedulerSession.Operation;
import dev.pacer.simulator.offer.TaskStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A framework that is not Marathon: it puts given tasks on given agents, as soon as they are
 * offered, and wants nothing else. Scenarios use it for what else lives on a cluster.
 */
public final class BackgroundFramework implements Scheduler {

  private static final Duration LONG = Duration.ofDays(365);

  private record Wish(String hostname, Launch task) {}

  private final SchedulerSession session;
  private final List<Wish> wishes = new ArrayList<>();
  private final Map<String, TaskStatus> statuses = new TreeMap<>();

  /** Registers it; call within the simulation's turn. */
  public BackgroundFramework(MesosModel mesos, FrameworkSpec spec) {
    session = mesos.register(spec, this);
  }

  /** Runs a task on the agent of that host name, once it is offered. */
  public void run(String hostname, Launch task) {
    wishes.add(new Wish(hostname, task));
    session.revive();
  }

  /** Kills a task, or forgets that it was to be run. */
  public void stop(String taskId) {
    wishes.removeIf(wish -> wish.task().taskId().equals(taskId));
    session.kill(taskId);
  }

  /** Leaves for good, with its tasks. */
  public void leave() {
    session.teardown();
  }

  /** The last status of each of its tasks, by id. */
  public Map<String, TaskStatus> statuses() {
    return Map.copyOf(statuses);
  }

  @Override
  public void registered(String frameworkId) {
    if (!wishes.isEmpty()) {
      session.revive();
    }
  }

  @Override
  public void disconnected() {
    // The session finds the next leader by itself.
  }

  @Override
  public void offers(List<Offer> offers) {
    for (Offer offer : offers) {
      List<Launch> tasks = new ArrayList<>();
      Resources left = Resources.of(offer.resources());
      Iterator<Wish> waiting = wishes.iterator();
      while (waiting.hasNext()) {
        Wish wish = waiting.next();
        Resources wanted = Resources.of(wish.task().resources());
        if (wish.hostname().equals(offer.hostname()) && left.contains(wanted)) {
          left = left.minus(wanted);
          tasks.add(wish.task());
          waiting.remove();
        }
      }
      Duration refuse = wishes.isEmpty() ? LONG : Duration.ofSeconds(5);
      if (tasks.isEmpty()) {
        session.decline(List.of(offer.id()), refuse);
      } else {
        session.accept(List.of(offer.id()), List.of(new Operation.LaunchTasks(tasks)), refuse);
      }
    }
    if (wishes.isEmpty()) {
      session.suppress();
    }
  }

  @Override
  public void rescinded(String offerId) {
    // Offers are used or refused at once.
  }

  @Override
  public void update(TaskStatus status) {
    statuses.put(status.taskId(), status);
  }

  @Override
  public void agentLost(String agentId) {
    // Statuses of its tasks are told apart.
  }
}
