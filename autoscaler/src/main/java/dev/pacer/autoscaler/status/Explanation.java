package dev.pacer.autoscaler.status;

import dev.pacer.autoscaler.CycleReport;
import dev.pacer.autoscaler.act.StepOutcome;
import dev.pacer.autoscaler.decision.Pool;
import dev.pacer.autoscaler.journal.AgentDrain;
import dev.pacer.autoscaler.plan.Plan;
import dev.pacer.autoscaler.plan.Step;
import dev.pacer.cluster.marathon.App;
import dev.pacer.cluster.mesos.Agent;
import dev.pacer.cluster.mesos.MesosState;
import dev.pacer.view.Inventory;
import dev.pacer.view.Machine;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** Why an app waits, an agent stays, or a pool stands still: told from the plan itself (L15). */
public final class Explanation {

  private final CycleReport report;
  private final List<Pool> pools;
  private final List<String> lines = new ArrayList<>();

  private Explanation(CycleReport report, List<Pool> pools) {
    this.report = report;
    this.pools = pools;
  }

  /**
   * What there is to say.
   *
   * @param subject an app's or pod's id, which begins with a slash; a pool's name; an agent's id or
   *     hostname
   * @return empty when the cycle saw nothing of that name
   */
  public static Optional<List<String>> of(CycleReport report, List<Pool> pools, String subject) {
    Explanation explanation = new Explanation(report, pools);
    boolean known =
        subject.startsWith("/") ? explanation.app(subject) : explanation.poolOrAgent(subject);
    return known ? Optional.of(List.copyOf(explanation.lines)) : Optional.empty();
  }

  private boolean app(String id) {
    Plan plan = report.plan();
    plan.waiting().stream()
        .filter(waiting -> waiting.app().equals(id))
        .forEach(w -> lines.add("%d pending: %s".formatted(w.count(), w.outlook())));
    plan.impossible().stream()
        .filter(impossible -> impossible.spec().equals(id))
        .forEach(
            i ->
                lines.add(
                    "%d can never start: no machine of any pool holds one (%s)"
                        .formatted(
                            i.count(),
                            i.misses().stream()
                                .map(Objects::toString)
                                .collect(Collectors.joining("; ")))));
    if (!lines.isEmpty()) {
      holds(Plan.Direction.UP, Optional.empty());
      return true;
    }
    Optional<App> app =
        report.snapshot().marathon().find().stream()
            .flatMap(marathon -> marathon.apps().stream())
            .filter(a -> a.id().path().equals(id))
            .findFirst();
    app.ifPresent(
        a ->
            lines.add(
                "nothing of it is pending: %d of %d instances live"
                    .formatted(
                        a.tasks().stream().filter(t -> t.state().isAlive()).count(),
                        a.spec().instances())));
    return app.isPresent();
  }

  private boolean poolOrAgent(String name) {
    Optional<Pool> pool = pools.stream().filter(p -> p.name().equals(name)).findFirst();
    if (pool.isPresent()) {
      pool(pool.get());
      return true;
    }
    Optional<MesosState> mesos = report.snapshot().mesos().find().map(reading -> reading.state());
    Optional<Agent> agent =
        mesos.stream()
            .flatMap(state -> state.agents().registered().stream())
            .filter(a -> a.id().value().equals(name) || a.address().hostname().equals(name))
            .findFirst();
    agent.ifPresent(a -> agent(a, mesos.orElseThrow()));
    return agent.isPresent();
  }

  private void pool(Pool pool) {
    report.snapshot().groups().find().orElse(List.of()).stream()
        .filter(group -> pool.groups().contains(group.name()))
        .forEach(
            group ->
                lines.add(
                    "group %s: %d in service, desired %d (min %d, max %d)"
                        .formatted(
                            group.name(),
                            group.inService().count(),
                            group.capacity().desired(),
                            group.capacity().min(),
                            group.capacity().max())));
    steps(step -> inPool(step, pool));
    holds(Plan.Direction.UP, Optional.of(pool));
    holds(Plan.Direction.DOWN, Optional.of(pool));
  }

  private static boolean inPool(Step step, Pool pool) {
    return step.match(
        raise -> pool.groups().contains(raise.group()),
        deactivate -> pool.groups().contains(deactivate.group()),
        reactivate -> false,
        terminate -> pool.groups().contains(terminate.group()),
        gone -> false);
  }

  private void agent(Agent agent, MesosState mesos) {
    String id = agent.id().value();
    Optional<Machine> machine = machine(id);
    Optional<Pool> pool =
        machine.flatMap(
            m -> pools.stream().filter(p -> p.groups().contains(m.group())).findFirst());
    lines.add(
        machine
            .map(m -> "it is on %s of group %s".formatted(m.id(), m.group()))
            .orElse("its machine is in no group of any pool, so it is never touched (E30)"));
    AgentDrain drain = report.journal().drains().get(id);
    if (drain != null) {
      lines.add("it is being removed: %s since %s".formatted(drain.state(), drain.since()));
    }
    List<String> tasks =
        mesos.tasks().live().stream()
            .filter(task -> task.place().agent().equals(agent.id()))
            .map(task -> task.id().value())
            .sorted()
            .toList();
    if (!tasks.isEmpty()) {
      lines.add(
          "it stays while tasks live on it: %d, such as %s".formatted(tasks.size(), tasks.get(0)));
    }
    steps(step -> isAbout(step, id));
    pool.ifPresent(p -> holds(Plan.Direction.DOWN, Optional.of(p)));
  }

  private Optional<Machine> machine(String agent) {
    if (report.snapshot().mesos().find().isEmpty()) {
      return Optional.empty();
    }
    return Inventory.of(
            report.snapshot().mesos().find().get(),
            report.snapshot().groups().find().orElse(List.of()),
            report.snapshot().machines().find().orElse(List.of()))
        .agents()
        .stream()
        .filter(a -> a.agent().id().value().equals(agent))
        .findFirst()
        .flatMap(a -> a.machine());
  }

  private static boolean isAbout(Step step, String agent) {
    return step.match(
        raise -> false,
        deactivate -> deactivate.agent().equals(agent),
        reactivate -> reactivate.agent().equals(agent),
        terminate -> terminate.agent().equals(agent),
        gone -> gone.agent().equals(agent));
  }

  private void steps(java.util.function.Predicate<Step> about) {
    report.outcomes().stream()
        .map(StepOutcome::step)
        .filter(about)
        .forEach(step -> lines.add("next: %s, because %s".formatted(step.what(), step.reason())));
    report.plan().deferred().stream()
        .filter(deferred -> about.test(deferred.step()))
        .forEach(
            d ->
                lines.add(
                    "not yet: %s, because %s; until %s"
                        .formatted(d.step().what(), d.step().reason(), d.until())));
  }

  private void holds(Plan.Direction direction, Optional<Pool> pool) {
    report.plan().holds().stream()
        .filter(hold -> hold.direction() == direction)
        .filter(
            hold ->
                hold.pool().equals("*") || pool.isEmpty() || pool.get().name().equals(hold.pool()))
        .forEach(
            hold ->
                lines.add(
                    "%s of %s is held: %s"
                        .formatted(
                            direction == Plan.Direction.UP ? "growth" : "removal",
                            hold.pool().equals("*") ? "all pools" : "pool " + hold.pool(),
                            hold.why())));
  }
}
