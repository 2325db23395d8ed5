package dev.pacer.registryauth.fleet.plan;

import dev.pacer.cluster.marathon.TaskId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Decides how the app follows the agents (registry-credentials 3.5). The same facts give the same
 * plan.
 */
public final class FleetDecider {

  private FleetDecider() {}

  /** What to do about these facts. */
  public static FleetPlan decide(FleetFacts facts, FleetMemory before, FleetPolicy policy) {
    return new Look(facts, before, policy).plan();
  }

  /** One decision. */
  private static final class Look {
    private final FleetFacts facts;
    private final FleetMemory before;
    private final FleetPolicy policy;
    private final Instant now;
    private final List<String> notes = new ArrayList<>();

    private Look(FleetFacts facts, FleetMemory before, FleetPolicy policy) {
      this.facts = facts;
      this.before = before;
      this.policy = policy;
      this.now = facts.readAt();
    }

    private FleetPlan plan() {
      FleetMemory memory = remember();
      Optional<FleetStep> step = step(memory);
      if (step.isPresent()) {
        memory = memory.changed(now, expected(step.get()), named(step.get()));
      }
      return new FleetPlan(facts.coverage(), step, notes, memory);
    }

    private Optional<FleetStep> step(FleetMemory memory) {
      if (facts.doubt().isPresent()) {
        notes.add("nothing is changed: " + facts.doubt().get());
        return Optional.empty();
      }
      if (facts.agents().isEmpty()) {
        notes.add("nothing is changed: no agent is active");
        return Optional.empty();
      }
      if (facts.app().isEmpty()) {
        notes.add("Marathon has no app %s; create it".formatted(policy.app()));
        return Optional.empty();
      }
      FleetFacts.AppFacts app = facts.app().get();
      notes.addAll(app.advice());
      if (!app.faults().isEmpty()) {
        app.faults().forEach(fault -> notes.add("nothing is changed: " + fault));
        return Optional.empty();
      }
      readBack(app);
      boolean settled =
          before
              .lastChange()
              .map(change -> !now.isBefore(change.at().plus(policy.settle())))
              .orElse(true);
      if (!settled) {
        return Optional.empty();
      }
      Optional<FleetStep> wanted = release(app, memory).or(() -> raise(app));
      if (wanted.isPresent() && app.lock().isPresent()) {
        return unlock(app.lock().get(), wanted.get(), memory);
      }
      return wanted;
    }

    /** What the last step should have come to is told when it did not; what to do follows anew. */
    private void readBack(FleetFacts.AppFacts app) {
      before
          .lastChange()
          .flatMap(FleetMemory.Change::expected)
          .filter(expected -> expected != app.instances() && app.lock().isEmpty())
          .ifPresent(
              expected ->
                  notes.add(
                      "%d instances are wanted where the last change should have come to %d"
                          .formatted(app.instances(), expected)));
    }

    /** Instances on agents that are in no list, by name. */
    private Optional<FleetStep> release(FleetFacts.AppFacts app, FleetMemory memory) {
      List<TaskId> tasks = new ArrayList<>();
      Set<String> hosts = new TreeSet<>();
      int most = Math.min(app.kept(), app.instances() - 1);
      List<FleetFacts.Place> places = new ArrayList<>(app.places());
      // Those named before may be let go already: they come last.
      places.sort(Comparator.comparing(place -> before.named().contains(place.task())));
      for (FleetFacts.Place place : places) {
        Instant since = memory.gone().get(place.task());
        if (since != null
            && !place.dying()
            && tasks.size() < most
            && !now.isBefore(since.plus(policy.settle()))) {
          tasks.add(place.task());
          hosts.add(place.host());
        }
      }
      if (tasks.isEmpty()) {
        return Optional.empty();
      }
      int seen = memory.counts().stream().mapToInt(FleetMemory.Count::agents).max().orElse(0);
      if (2 * facts.agents().size() < seen) {
        notes.add(
            "no instance is let go: %d agents of %d are left, which must last for %d min"
                .formatted(facts.agents().size(), seen, policy.trust().toMinutes()));
        return Optional.empty();
      }
      return Optional.of(
          new FleetStep.Release(
              tasks,
              app.instances() - tasks.size(),
              "their agents are gone: " + String.join(", ", hosts)));
    }

    private Optional<FleetStep> raise(FleetFacts.AppFacts app) {
      Set<String> taken = new HashSet<>();
      app.places().forEach(place -> taken.add(place.host()));
      Set<String> bare = new TreeSet<>(facts.agents());
      bare.removeAll(taken);
      int waiting = Math.max(0, app.instances() - app.live() - app.kept());
      if (waiting > bare.size()) {
        notes.add(
            "%d instances wait for an agent; the next ones take them, as lowering the number would"
                    .formatted(waiting - bare.size())
                + " kill running instances first");
      }
      int lacking = bare.size() - waiting;
      int room = policy.most() - app.instances();
      if (lacking > room) {
        notes.add(
            "%d agents stay without an instance: the app may have %d at the most"
                .formatted(lacking - Math.max(0, room), policy.most()));
      }
      int more = Math.min(lacking, room);
      return more <= 0
          ? Optional.empty()
          : Optional.of(
              new FleetStep.Raise(
                  app.instances(),
                  app.instances() + more,
                  "%d agents have no instance and %d wait: %s"
                      .formatted(bare.size(), waiting, shown(bare))));
    }

    /**
     * A lock is waited for. One of a scale-up that cannot be met never ends (marathon.md T3), and
     * would keep instances of lost agents for ever.
     */
    private Optional<FleetStep> unlock(FleetFacts.Lock lock, FleetStep wanted, FleetMemory memory) {
      boolean stuck =
          memory
              .lock()
              .map(seen -> !now.isBefore(seen.since().plus(policy.lockPatience())))
              .orElse(false);
      if (stuck && lock.scaleOnly()) {
        return Optional.of(
            new FleetStep.Unlock(
                lock.deployment(),
                "it has locked the app for %d min, and this waits: %s"
                    .formatted(policy.lockPatience().toMinutes(), wanted.reason())));
      }
      notes.add("waits for deployment %s: %s".formatted(lock.deployment(), wanted.reason()));
      return Optional.empty();
    }

    private static Optional<Integer> expected(FleetStep step) {
      if (step instanceof FleetStep.Raise raise) {
        return Optional.of(raise.to());
      }
      return step instanceof FleetStep.Release release
          ? Optional.of(release.expected())
          : Optional.empty();
    }

    private static List<TaskId> named(FleetStep step) {
      return step instanceof FleetStep.Release release ? release.tasks() : List.of();
    }

    private static String shown(Set<String> hosts) {
      List<String> first = hosts.stream().limit(3).toList();
      return String.join(", ", first) + (hosts.size() > first.size() ? ", …" : "");
    }

    /** A doubtful reading adds nothing, and takes nothing away. */
    private FleetMemory remember() {
      if (facts.doubt().isPresent()) {
        return before;
      }
      Map<TaskId, Instant> gone = new HashMap<>();
      for (FleetFacts.Place place :
          facts.app().map(FleetFacts.AppFacts::places).orElse(List.of())) {
        if (place.where() == FleetFacts.Where.NOWHERE) {
          gone.put(place.task(), before.gone().getOrDefault(place.task(), now));
        }
      }
      List<FleetMemory.Count> counts = new ArrayList<>();
      for (FleetMemory.Count count : before.counts()) {
        if (count.at().isAfter(now.minus(policy.trust()))) {
          counts.add(count);
        }
      }
      // Only what is more than later ones can matter.
      counts.removeIf(count -> count.agents() <= facts.agents().size());
      counts.add(new FleetMemory.Count(now, facts.agents().size()));
      Optional<FleetMemory.LockedSince> lock =
          facts
              .app()
              .flatMap(FleetFacts.AppFacts::lock)
              .map(
                  held ->
                      before
                          .lock()
                          .filter(seen -> seen.deployment().equals(held.deployment()))
                          .orElse(new FleetMemory.LockedSince(held.deployment(), now)));
      Set<TaskId> named = new HashSet<>(before.named());
      named.retainAll(gone.keySet());
      return new FleetMemory(gone, counts, lock, named, before.lastChange());
    }
  }
}
