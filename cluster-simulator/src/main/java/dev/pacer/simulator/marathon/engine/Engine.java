package dev.pacer.simulator.marathon.engine;

import dev.pacer.simulator.marathon.definition.GroupNode;
import dev.pacer.simulator.marathon.instance.Instance;
import dev.pacer.simulator.marathon.matching.MatchRules;
import dev.pacer.simulator.marathon.matching.OfferMatcher;
import dev.pacer.simulator.offer.FrameworkSpec;
import dev.pacer.simulator.offer.Launch;
import dev.pacer.simulator.offer.Master;
import dev.pacer.simulator.offer.Offer;
import dev.pacer.simulator.offer.Scheduler;
import dev.pacer.simulator.offer.SchedulerSession;
import dev.pacer.simulator.offer.TaskStatus;
import dev.pacer.simulator.offer.Workload;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The parts, put together, and the session with Mesos that drives them. */
public final class Engine {

  /**
   * What the engine is told from outside.
   *
   * @param principal the framework's; null: none
   */
  public record Setup(
      @Nullable String principal,
      OfferDesk.Limits limits,
      Timing timing,
      MatchRules rules,
      int maxRunningDeployments) {}

  private final Core core;
  private final Tracker tracker;
  private final LaunchQueue queue;
  private final Killer killer;
  private final Parts parts;
  private final Deployments deployments;
  private final HealthWatch health;
  private final Statuses statuses;
  private final OfferDesk desk;
  private final Housekeeping housekeeping;
  private final Workload workload;
  private final Map<String, Workload.Behaviour> behaviours = new HashMap<>();
  private @Nullable SchedulerSession session;
  private @Nullable String frameworkId;
  private int generation;

  public Engine(Core core, Setup setup, Workload workload, Supplier<GroupNode> root) {
    this.core = core;
    this.workload = workload;
    this.tracker = new Tracker(core);
    this.queue = new LaunchQueue(core, tracker, id -> root.get().findSpec(id));
    this.killer = new Killer(core, tracker, setup.timing().killRetry());
    Readiness readiness = new Readiness(core, behaviours::get);
    this.parts = new Parts(core, tracker, queue, killer, readiness);
    this.deployments = new Deployments(parts, setup.maxRunningDeployments());
    this.health = new HealthWatch(core, tracker, killer, behaviours::get);
    this.statuses = new Statuses(core, tracker, queue, health);
    this.desk =
        new OfferDesk(
            core,
            tracker,
            queue,
            new OfferMatcher(setup.rules(), core.chance()),
            setup.limits(),
            setup.timing(),
            new Reservations(core, tracker, setup.principal()));
    this.housekeeping = new Housekeeping(parts, setup.timing(), statuses, deployments, root);
    deployments.onCancelled(housekeeping::planScaleCheck);
    statuses.connect(this::kill, desk::started, housekeeping::doubt);
    killer.connect(this::kill);
    desk.onLaunch(this::launching);
    tracker.listen(this::remember);
  }

  /** A task's behaviour is asked for once, when it is launched, and forgotten with it. */
  private void remember(@Nullable Instance before, @Nullable Instance after) {
    if (before != null && (after == null || after.attempt() != before.attempt())) {
      before.tasks().forEach(task -> behaviours.remove(task.taskId()));
    }
  }

  private void kill(String taskId) {
    if (session != null) {
      session.kill(taskId);
    }
  }

  public Tracker tracker() {
    return tracker;
  }

  public LaunchQueue queue() {
    return queue;
  }

  public Deployments deployments() {
    return deployments;
  }

  public Executions executions() {
    return new Executions(queue, killer);
  }

  public Killer killer() {
    return killer;
  }

  public HealthWatch health() {
    return health;
  }

  public Readiness readiness() {
    return parts.readiness();
  }

  public Statuses statuses() {
    return statuses;
  }

  public OfferDesk desk() {
    return desk;
  }

  /** Null before the first registration. */
  public @Nullable String frameworkId() {
    return frameworkId;
  }

  /** Begins to lead: registers with Mesos and takes up what is stored. */
  public void lead(Master master, FrameworkSpec framework) {
    queue.reset();
    killer.reset();
    generation++;
    session = master.register(framework, new Conversation());
    health.reset();
    deployments.restartAll();
  }

  /** Introduces itself anew, with other roles; what runs goes on. */
  public void changeRoles(Master master, FrameworkSpec framework) {
    SchedulerSession old = session;
    if (old != null) {
      desk.disconnect();
      generation++;
      old.disconnect();
      session = master.register(framework, new Conversation());
    }
  }

  /** The process is gone; tasks go on. */
  public void leave() {
    core.newTerm();
    SchedulerSession left = session;
    session = null;
    desk.disconnect();
    core.events().endAll();
    if (left != null) {
      left.disconnect();
    }
  }

  /** What Mesos tells; a conversation that is over is not listened to. */
  private final class Conversation implements Scheduler {

    private final int own = generation;

    private boolean over() {
      return session == null || own != generation;
    }

    @Override
    public void registered(String id) {
      if (over() || session == null) {
        return;
      }
      core.changing();
      frameworkId = id;
      core.record("registered with Mesos as " + id);
      desk.connect(session);
      housekeeping.elected(ids -> reconcile(ids));
    }

    private void reconcile(List<String> ids) {
      if (session != null) {
        session.reconcile(ids);
      }
    }

    @Override
    public void disconnected() {
      if (!over()) {
        core.record("lost Mesos");
        desk.disconnect();
      }
    }

    @Override
    public void offers(List<Offer> offers) {
      if (!over()) {
        desk.offers(offers);
      }
    }

    @Override
    public void rescinded(String offerId) {
      // Offers are answered at once: there is none to take back.
    }

    @Override
    public void update(TaskStatus status) {
      if (!over()) {
        statuses.update(status);
      }
    }

    @Override
    public void agentLost(String agentId) {
      // The statuses of its tasks are told apart.
    }
  }

  /** How a launch's program behaves, for the health of its task. */
  private void launching(Launch launch) {
    behaviours.put(launch.taskId(), workload.of(launch));
  }
}
