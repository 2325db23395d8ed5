package dev.pacer.simulator.marathon.engine;

import dev.pacer.simulator.marathon.definition.GroupNode;
import dev.pacer.simulator.marathon.definition.Refusal;
import dev.pacer.simulator.marathon.definition.RunSpec;
import dev.pacer.simulator.marathon.instance.Instance;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The changes under way: what they lock, how far they are, how they end. */
public final class Deployments {

  /** One that runs; {@code step} counts from 0. */
  public record State(Plan plan, int step) {}

  /** A change is answered before anything is launched or killed for it. */
  private static final Duration BEGIN = Duration.ofMillis(20);

  private static final String CANCELLED = "The upgrade has been cancelled";

  private final Parts parts;
  private final Core core;
  private final int max;
  private final Map<String, Running> running = new LinkedHashMap<>();
  private Runnable onCancelled = () -> {};
  private boolean lookPlanned;
  private long started;

  private static final class Running {
    private final Plan plan;
    private int step = -1;
    private List<Work> works = List.of();
    private boolean begun;

    Running(Plan plan) {
      this.plan = plan;
    }
  }

  public Deployments(Parts parts, int max) {
    this.parts = parts;
    this.core = parts.core();
    this.max = max;
    parts.tracker().listen((before, after) -> look(before, after));
  }

  /** Called when one is cancelled, as its apps may be left with another number than wanted. */
  void onCancelled(Runnable listener) {
    onCancelled = listener;
  }

  /** How many were started since the leader leads. */
  public long started() {
    return started;
  }

  public List<State> states() {
    return running.values().stream()
        .map(each -> new State(each.plan, Math.max(0, each.step)))
        .toList();
  }

  /** The deployments that lock an app or pod. */
  public List<String> locking(String specId) {
    return running.values().stream()
        .filter(each -> each.plan.affected().contains(specId))
        .map(each -> each.plan.id())
        .toList();
  }

  public @Nullable Plan find(String id) {
    Running found = running.get(id);
    return found == null ? null : found.plan;
  }

  /** The plan from one tree to another; see {@link Plan}. */
  public Plan plan(
      String id,
      Instant version,
      GroupNode original,
      GroupNode target,
      Map<String, Set<String>> sentenced) {
    return Plan.between(id, version, original, target, sentenced);
  }

  /**
   * Starts a plan; those in its way are cancelled when forced.
   *
   * @throws Refusal 403 when there are too many, 409 when others hold the lock
   */
  public void start(Plan plan, boolean force) {
    if (running.size() >= max) {
      throw Refusal.of(
          403,
          "Max number (%d) of running deployments is achieved. Wait for existing deployments to"
                  .formatted(max)
              + " complete or cancel oneusing force=true parameter. You can increase max deployment"
              + " number by using --max_running_deployments parameter but be advised that this can"
              + " have negative effects on the performance.");
    }
    Set<String> affected = plan.affected();
    List<Running> conflicts =
        running.values().stream()
            .filter(each -> each.plan.affected().stream().anyMatch(affected::contains))
            .collect(Collectors.toList());
    if (!conflicts.isEmpty() && !force) {
      Refusal refusal =
          Refusal.locked(conflicts.stream().map(each -> each.plan.id()).sorted().toList());
      core.events()
          .publish(
              "deployment_failed",
              "id",
              plan.id(),
              "plan",
              plan.doc(),
              "reason",
              refusal.getMessage());
      throw refusal;
    }
    conflicts.forEach(each -> cancel(each.plan.id()));
    core.changing();
    started++;
    Running next = new Running(plan);
    if (plan.steps().isEmpty()) {
      succeed(next);
      return;
    }
    running.put(plan.id(), next);
    core.record("deployment " + plan.id() + " started: " + describe(plan));
    advance(next);
  }

  private static String describe(Plan plan) {
    return plan.steps().stream()
        .map(
            step ->
                step.actions().stream()
                    .map(a -> a.wireName() + " " + a.spec().id())
                    .collect(Collectors.joining("+")))
        .collect(Collectors.joining(", "));
  }

  /** Ends one where it is; what it put into the queue goes on waiting there. */
  public void cancel(String id) {
    Running found = running.remove(id);
    if (found != null) {
      core.changing();
      core.record("deployment " + id + " cancelled");
      core.events()
          .publish("deployment_failed", "id", id, "plan", found.plan.doc(), "reason", CANCELLED);
      onCancelled.run();
    }
  }

  /** A new leader starts those that ran again, from where the world is now. */
  void restartAll() {
    List<Plan> plans = running.values().stream().map(each -> each.plan).toList();
    running.clear();
    lookPlanned = false;
    started = 0;
    for (Plan plan : plans) {
      Running again = new Running(plan);
      running.put(plan.id(), again);
      advance(again);
    }
  }

  private void advance(Running each) {
    if (running.get(each.plan.id()) == each) {
      each.begun = false;
      if (each.step >= 0) {
        core.events()
            .publish(
                "deployment_step_success",
                "plan",
                each.plan.doc(),
                "currentStep",
                each.plan.steps().get(each.step).doc());
      }
      core.changing();
      each.step++;
      if (each.step == each.plan.steps().size()) {
        running.remove(each.plan.id());
        succeed(each);
        return;
      }
      Plan.Step step = each.plan.steps().get(each.step);
      core.events().publish("deployment_info", "plan", each.plan.doc(), "currentStep", step.doc());
      if (step.actions().stream().allMatch(action -> action.kind() == Plan.Kind.START)) {
        begin(each, step);
      } else {
        core.later(BEGIN, () -> begin(each, step));
      }
    }
  }

  private void begin(Running each, Plan.Step step) {
    if (running.get(each.plan.id()) == each) {
      each.begun = true;
      each.works = step.actions().stream().map(this::work).toList();
      each.works.forEach(Work::start);
      watchReadiness(step);
      if (finished(each)) {
        advance(each);
      }
    }
  }

  private void succeed(Running each) {
    core.record("deployment " + each.plan.id() + " succeeded");
    core.events().publish("deployment_success", "id", each.plan.id(), "plan", each.plan.doc());
  }

  private Work work(Plan.Action action) {
    RunSpec spec = action.spec();
    return switch (action.kind()) {
      case START -> new Starting(core, spec);
      case STOP -> new Stopping(parts, spec);
      case SCALE -> new Scaling(parts, spec, action.sentenced());
      case RESTART -> new Upgrading(parts, spec);
    };
  }

  private static boolean finished(Running each) {
    boolean all = true;
    for (Work work : each.works) {
      all &= work.proceed();
    }
    return all;
  }

  private void look(@Nullable Instance before, @Nullable Instance after) {
    Instance either = after != null ? after : before;
    if (either == null || running.isEmpty()) {
      return;
    }
    if (after != null && after.running() && !after.spec().readinessChecks().isEmpty()) {
      lookWhenReady(after);
    }
    planLook();
  }

  private void lookWhenReady(Instance instance) {
    Instant at = parts.readiness().readyAt(instance);
    if (at != null && at.isAfter(core.now())) {
      core.at(at, this::planLook);
    }
  }

  private void watchReadiness(Plan.Step step) {
    for (Plan.Action action : step.actions()) {
      if (!action.spec().readinessChecks().isEmpty()) {
        parts.tracker().of(action.spec().id()).forEach(this::lookWhenReady);
      }
    }
  }

  private void planLook() {
    if (!lookPlanned) {
      lookPlanned = true;
      core.at(core.now(), this::lookNow);
    }
  }

  private void lookNow() {
    lookPlanned = false;
    for (Running each : List.copyOf(running.values())) {
      if (running.get(each.plan.id()) == each && each.begun && finished(each)) {
        advance(each);
      }
    }
  }

  /** Ids of what running deployments work on. */
  Set<String> locked() {
    Set<String> locked = new TreeSet<>();
    running.values().forEach(each -> locked.addAll(each.plan.affected()));
    return locked;
  }

  /** Readiness results of the step that goes on, for the apps of a deployment. */
  public List<Readiness.Result> readiness(State state) {
    List<Readiness.Result> results = new ArrayList<>();
    for (Plan.Action action : state.plan().steps().get(state.step()).actions()) {
      if (action.kind() == Plan.Kind.SCALE || action.kind() == Plan.Kind.RESTART) {
        results.addAll(
            parts
                .readiness()
                .results(
                    Objects.requireNonNull(action.spec()), parts.tracker().of(action.spec().id())));
      }
    }
    return results;
  }
}
