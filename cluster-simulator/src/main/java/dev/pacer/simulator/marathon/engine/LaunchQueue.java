package dev.pacer.simulator.marathon.engine;

import dev.pacer.simulator.marathon.definition.RunSpec;
import dev.pacer.simulator.marathon.instance.Condition;
import dev.pacer.simulator.marathon.instance.Goal;
import dev.pacer.simulator.marathon.instance.Instance;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Instances that wait for a launch, their statistics and their back-off (marathon.md 7). */
public final class LaunchQueue {

  /** An answer comes before the queue shows what it asked for (marathon.md T27). */
  private static final Duration FIRST = Duration.ofMillis(35);

  private static final Duration NEXT = Duration.ofMillis(12);

  /** However many are started, they are all in the queue after this. */
  private static final Duration LAST = Duration.ofMillis(600);

  private final Core core;
  private final Tracker tracker;
  private final Function<String, @Nullable RunSpec> stored;

  /**
   * By app. They outlive the app (marathon.md T8), and in every capture also the end of a launch:
   * only a new leader forgets them.
   */
  private final Map<String, OfferStatistics> statistics = new TreeMap<>();

  private final Map<String, Delay> delays = new HashMap<>();
  private final Map<String, Integer> coming = new HashMap<>();
  private @Nullable Set<String> frozen;
  private Instant leadingSince = Instant.EPOCH;
  private Runnable onWaiting = () -> {};

  /** The back-off of one configuration of one app. */
  private record Delay(Duration length, Instant until, Instant changedAt) {}

  /**
   * @param stored the app or pod of an id as it is stored
   */
  public LaunchQueue(Core core, Tracker tracker, Function<String, @Nullable RunSpec> stored) {
    this.core = core;
    this.tracker = tracker;
    this.stored = stored;
    tracker.listen(this::changed);
  }

  /** Called when something waits that did not wait before. */
  void onWaiting(Runnable listener) {
    onWaiting = listener;
  }

  private void changed(@Nullable Instance before, @Nullable Instance after) {
    boolean waits = after != null && after.waiting();
    if (waits && (before == null || !before.waiting())) {
      onWaiting.run();
    }
  }

  /** Offers that an older configuration refused may suit the new one. */
  void reconsider(RunSpec spec) {
    if (tracker.of(spec.id()).stream().anyMatch(Instance::waiting)) {
      onWaiting.run();
    }
  }

  /** Lets {@code count} more instances be launched; stopped ones with a reservation come first. */
  void add(RunSpec spec, int count) {
    if (frozen != null) {
      return; // The queue has died (marathon.md T2): nothing enters it any more.
    }
    int left = count;
    for (Instance instance : List.copyOf(tracker.of(spec.id()))) {
      if (left > 0 && instance.goal() == Goal.STOPPED && instance.reserved()) {
        Instance again = instance.withSpec(spec).withGoal(Goal.RUNNING);
        tracker.put(
            instance.condition().active()
                ? again
                : again.withCondition(Condition.SCHEDULED, core.now()));
        left--;
      }
    }
    if (left <= 0) {
      return;
    }
    coming.merge(spec.id(), left, Integer::sum);
    long step = Math.min(NEXT.toNanos(), LAST.toNanos() / left);
    for (int i = 0; i < left; i++) {
      core.later(FIRST.plusNanos(step * i), () -> arrive(spec));
    }
  }

  private void arrive(RunSpec spec) {
    coming.merge(spec.id(), -1, Integer::sum);
    coming.remove(spec.id(), 0);
    RunSpec now = stored.apply(spec.id());
    if (now != null && now.kind() == spec.kind()) {
      tracker.put(Instance.scheduled(core.newInstanceId(spec), spec, core.now()));
    }
  }

  /** How many of an app are on their way into the queue. */
  int coming(String specId) {
    return coming.getOrDefault(specId, 0);
  }

  /** What can be launched now, those first that have waited longest. */
  List<List<Instance>> launchable() {
    List<List<Instance>> launchable = new ArrayList<>();
    tracker
        .all()
        .forEach(
            (specId, instances) ->
                byRole(instances.stream().filter(Instance::waiting).toList())
                    .forEach(
                        (role, waiting) -> {
                          RunSpec newest = newest(specId, role, waiting);
                          List<Instance> upToDate = upToDate(newest, waiting, instances);
                          if (!backsOff(newest) && !upToDate.isEmpty()) {
                            launchable.add(upToDate);
                          }
                        }));
    launchable.sort(
        Comparator.comparing((List<Instance> each) -> !each.get(0).reserved())
            .thenComparing(each -> each.get(0).since()));
    return launchable;
  }

  /**
   * Those that wait for the newest configuration; where it has too few instances, those of older
   * ones with it too: Marathon's launcher of an app knows only the newest one.
   */
  private static List<Instance> upToDate(
      RunSpec newest, List<Instance> waiting, Collection<Instance> all) {
    List<Instance> upToDate = new ArrayList<>();
    waiting.stream().filter(i -> isOf(newest, i)).forEach(upToDate::add);
    long there = all.stream().filter(i -> i.goal() == Goal.RUNNING && isOf(newest, i)).count();
    waiting.stream()
        .filter(i -> !isOf(newest, i))
        .sorted(Comparator.comparing(Instance::since))
        .limit(Math.max(0, newest.instances() - there))
        .map(i -> i.withSpec(newest))
        .forEach(upToDate::add);
    upToDate.sort(Comparator.comparing(Instance::since));
    return upToDate;
  }

  private static boolean isOf(RunSpec newest, Instance instance) {
    return instance.spec().lastConfigChangeAt().equals(newest.lastConfigChangeAt());
  }

  boolean hasLaunchable() {
    return frozen == null && !launchable().isEmpty();
  }

  OfferStatistics statistics(String specId) {
    core.changing();
    return statistics.computeIfAbsent(specId, id -> new OfferStatistics());
  }

  /** A launch ended badly: the next one of this configuration waits. */
  void failed(RunSpec spec) {
    RunSpec.Backoff backoff = spec.backoff();
    Delay old = delay(spec);
    Duration length =
        old == null
            ? backoff.initial()
            : Duration.ofNanos((long) (old.length.toNanos() * backoff.factor()));
    set(spec, length.compareTo(backoff.max()) > 0 ? backoff.max() : length);
  }

  /** While a delay is set, each launch starts its time anew. */
  void launched(RunSpec spec) {
    Delay old = delay(spec);
    if (old != null) {
      set(spec, old.length);
    }
  }

  private void set(RunSpec spec, Duration length) {
    core.changing();
    Instant until = core.simulation().in(length);
    delays.put(key(spec), new Delay(length, until, core.now()));
    core.at(
        until,
        () -> {
          core.changing();
          onWaiting.run();
        });
  }

  /** The delay, unless it was left alone for so long that it is forgotten. */
  private @Nullable Delay delay(RunSpec spec) {
    Delay delay = delays.get(key(spec));
    if (delay != null
        && core.now().isAfter(delay.until.plus(core.simulation().scaled(spec.backoff().max())))) {
      delays.remove(key(spec));
      return null;
    }
    return delay;
  }

  private boolean backsOff(RunSpec spec) {
    Delay delay = delay(spec);
    return delay != null && core.now().isBefore(delay.until);
  }

  private static String key(RunSpec spec) {
    return spec.id() + "@" + spec.lastConfigChangeAt();
  }

  /** Ends the back-off; false when no instance of it waits. */
  public boolean resetDelay(String specId) {
    List<Instance> waiting = tracker.of(specId).stream().filter(Instance::waiting).toList();
    if (waiting.isEmpty()) {
      return false;
    }
    core.changing();
    waiting.forEach(instance -> delays.remove(key(instance.spec())));
    onWaiting.run();
    return true;
  }

  void forgetDelay(RunSpec spec) {
    if (delays.remove(key(spec)) != null) {
      core.changing();
      onWaiting.run();
    }
  }

  /** The matcher threw: from now on nothing is launched and nothing new is shown. */
  void freeze() {
    core.changing();
    frozen = new HashSet<>(tracker.all().keySet());
  }

  boolean isFrozen() {
    return frozen != null;
  }

  /** A new leader begins without statistics, delays and memory of the wait. */
  void reset() {
    core.changing();
    statistics.clear();
    delays.clear();
    coming.clear();
    frozen = null;
    leadingSince = core.now();
  }

  /** What {@code GET /v2/queue} shows. */
  public List<QueueEntry> entries() {
    List<QueueEntry> entries = new ArrayList<>();
    tracker
        .all()
        .forEach(
            (specId, instances) -> {
              if (frozen == null || frozen.contains(specId)) {
                byRole(instances)
                    .forEach((role, queued) -> entries.add(entry(specId, role, queued)));
              }
            });
    return entries;
  }

  private static Map<String, List<Instance>> byRole(Collection<Instance> instances) {
    Map<String, List<Instance>> byRole = new LinkedHashMap<>();
    for (Instance instance : instances) {
      if (instance.queued()) {
        byRole.computeIfAbsent(instance.spec().role(), role -> new ArrayList<>()).add(instance);
      }
    }
    return byRole;
  }

  /** The app as it is stored, else the newest version that an instance waits for. */
  private RunSpec newest(String specId, String role, List<Instance> queued) {
    RunSpec newest =
        queued.stream()
            .map(Instance::spec)
            .max(Comparator.comparing(RunSpec::version))
            .orElseThrow();
    RunSpec now = stored.apply(specId);
    return now != null && now.kind() == newest.kind() && now.role().equals(role) ? now : newest;
  }

  private QueueEntry entry(String specId, String role, List<Instance> queued) {
    RunSpec newest = newest(specId, role, queued);
    Instant since =
        queued.stream().map(Instance::since).min(Comparator.naturalOrder()).orElseThrow();
    Delay delay = delay(newest);
    OfferStatistics own = statistics.get(specId);
    return new QueueEntry(
        newest,
        role,
        queued.size(),
        delay != null && core.now().isBefore(delay.until) ? delay.until : null,
        since.isBefore(leadingSince) ? leadingSince : since,
        (own == null ? new OfferStatistics() : own).snapshot());
  }
}
