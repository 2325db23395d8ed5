package dev.pacer.simulator.marathon.engine;

import dev.pacer.simulator.marathon.instance.Instance;
import dev.pacer.simulator.marathon.matching.OfferMatcher;
import dev.pacer.simulator.marathon.matching.Verdict;
import dev.pacer.simulator.offer.Launch;
import dev.pacer.simulator.offer.Offer;
import dev.pacer.simulator.offer.SchedulerSession;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Answers offers: launches what waits, refuses the rest, and asks for all offers again. */
public final class OfferDesk {

  /** How many may be launched out of one offer, and how many within one interval. */
  public record Limits(int perOffer, int tokens, Duration tokenInterval) {
    public static Limits standard() {
      return new Limits(5, 100, Duration.ofSeconds(30));
    }
  }

  /** The counters that {@code /metrics} shows. */
  public record Counts(
      long incoming, long used, long declined, long launched, long revived, long suppressed) {}

  private static final int SIDE_BY_SIDE = 2;

  private final Core core;
  private final Tracker tracker;
  private final LaunchQueue queue;
  private final OfferMatcher matcher;
  private final Limits limits;
  private final Timing timing;
  private final Reservations reservations;
  private Consumer<Launch> onLaunch = launch -> {};
  private @Nullable SchedulerSession session;
  private Instant electedAt = Instant.EPOCH;
  private boolean tickPlanned;
  private boolean repeat;
  private boolean suppressed;
  private long tokenWindow = -1;
  private int tokens;
  private long incoming;
  private long used;
  private long declined;
  private long launched;
  private long revived;
  private long suppressedCalls;

  public OfferDesk(
      Core core,
      Tracker tracker,
      LaunchQueue queue,
      OfferMatcher matcher,
      Limits limits,
      Timing timing,
      Reservations reservations) {
    this.core = core;
    this.tracker = tracker;
    this.queue = queue;
    this.matcher = matcher;
    this.limits = limits;
    this.timing = timing;
    this.reservations = reservations;
    queue.onWaiting(this::wantOffers);
    reservations.onOrphan(this::wantOffers);
  }

  private void wantOffers() {
    repeat = true;
    planTick();
  }

  /** Told of each launch before anybody else. */
  void onLaunch(Consumer<Launch> listener) {
    onLaunch = listener;
  }

  public Counts counts() {
    return new Counts(incoming, used, declined, launched, revived, suppressedCalls);
  }

  public int tokensLeft() {
    refreshTokens();
    return tokens;
  }

  /** A session with Mesos begins. */
  void connect(SchedulerSession newSession) {
    session = newSession;
    suppressed = false;
    electedAt = core.now();
    tickPlanned = false;
    tokenWindow = -1;
    repeat = true;
    planTick();
  }

  void disconnect() {
    session = null;
    tickPlanned = false;
  }

  /** Revives at most once per interval, on a beat that began with the session. */
  private void planTick() {
    if (tickPlanned || session == null) {
      return;
    }
    tickPlanned = true;
    core.at(nextBeat(), this::tick);
  }

  private Instant nextBeat() {
    long interval = Math.max(1, core.simulation().scaled(timing.revive()).toNanos());
    long since = Duration.between(electedAt, core.now()).toNanos();
    return electedAt.plusNanos((since / interval + 1) * interval);
  }

  private void tick() {
    tickPlanned = false;
    SchedulerSession mesos = session;
    if (mesos == null) {
      return;
    }
    if (queue.hasLaunchable() || reservations.pending()) {
      boolean again = repeat;
      repeat = false;
      revived++;
      suppressed = false;
      mesos.revive();
      if (again) {
        planTick();
      }
    } else if (!suppressed) {
      suppressed = true;
      suppressedCalls++;
      mesos.suppress();
    }
  }

  /** An offer that is being used up. */
  private static final class Filling {
    private final Offer offer;
    private final List<SchedulerSession.Operation> operations = new ArrayList<>();
    private final Set<String> refusedBy = new HashSet<>();
    private Offer left;
    private int placed;

    private Filling(Offer offer) {
      this.offer = offer;
      this.left = offer;
    }
  }

  /**
   * Uses offers that come together two at a time, an instance out of each in turn. So a real
   * Marathon placed them: three instances with {@code hostname UNIQUE} on three offers met two
   * refusals ({@code real/rolling-queue-0}), and two instances that reserve were not put on one
   * agent ({@code real/resident-get}).
   */
  void offers(List<Offer> offers) {
    if (session == null) {
      return;
    }
    List<Filling> fillings = new ArrayList<>();
    for (Offer offer : offers) {
      incoming++;
      Filling filling = new Filling(offer);
      fillings.add(filling);
      // What is given back is offered again; this round goes without it.
      filling.operations.addAll(reservations.giveBack(offer));
    }
    Deque<Filling> rest = new ArrayDeque<>(fillings);
    Deque<Filling> open = new ArrayDeque<>();
    while (!rest.isEmpty() || !open.isEmpty()) {
      while (open.size() < SIDE_BY_SIDE && !rest.isEmpty()) {
        open.addLast(rest.removeFirst());
      }
      Filling filling = open.removeFirst();
      if (placeOne(filling)) {
        open.addLast(filling);
      }
    }
    fillings.forEach(this::answer);
    if (!queue.hasLaunchable()) {
      planTick(); // to suppress
    }
  }

  private void answer(Filling filling) {
    SchedulerSession mesos = session;
    if (mesos == null) {
      return;
    }
    if (filling.operations.isEmpty()) {
      declined++;
      mesos.decline(List.of(filling.offer.id()), timing.decline());
    } else {
      used++;
      mesos.accept(List.of(filling.offer.id()), filling.operations, Duration.ZERO);
    }
  }

  /** Whether an instance was placed on the offer. */
  private boolean placeOne(Filling filling) {
    if (queue.isFrozen() || filling.placed >= limits.perOffer()) {
      return false;
    }
    try {
      for (List<Instance> waiting : queue.launchable()) {
        if (!filling.refusedBy.contains(waiting.get(0).specId()) && place(filling, waiting)) {
          return true;
        }
      }
    } catch (ArithmeticException | IllegalArgumentException | IllegalStateException e) {
      // Marathon's own matcher throws here: its launch queue dies, and with it every launch until
      // another leads (marathon.md T2, autoscaling.md F11).
      core.record("launch queue died: " + e);
      queue.freeze();
    }
    return false;
  }

  private boolean place(Filling filling, List<Instance> waiting) {
    String specId = waiting.get(0).specId();
    if (!hasToken() || (waiting.get(0).spec().isResident() && !reservations.possible())) {
      return false;
    }
    List<Instance> others =
        tracker.of(specId).stream()
            .filter(each -> waiting.stream().noneMatch(w -> w.id().equals(each.id())))
            .toList();
    Verdict verdict =
        matcher.match(waiting.get(0).spec(), waiting, others, filling.left, core.now());
    if (verdict instanceof Verdict.Match match) {
      queue.statistics(specId).matched(core.now());
      filling.left = Launches.without(filling.left, match.taken());
      if (match.volumes().isEmpty()) {
        launch(match, filling.offer, filling.operations);
      } else {
        reservations.make(match, filling.offer, filling.operations);
      }
      filling.placed++;
      tokens--;
      return true;
    }
    filling.refusedBy.add(specId);
    if (verdict instanceof Verdict.NoMatch noMatch) {
      queue.statistics(specId).refused(filling.left, noMatch, core.now());
    }
    return false;
  }

  private void launch(
      Verdict.Match match, Offer offer, List<SchedulerSession.Operation> operations) {
    Launches.Prepared prepared = Launches.prepare(match, offer, core.now());
    launched++;
    operations.add(prepared.operation());
    prepared.launches().forEach(onLaunch);
    core.record(
        "launched %s on %s".formatted(prepared.launches().get(0).taskId(), offer.hostname()));
    queue.launched(prepared.instance().spec());
    tracker.put(prepared.instance());
  }

  private boolean hasToken() {
    refreshTokens();
    if (tokens <= 0) {
      repeat = true;
      core.at(electedAt.plus(tokenStep().multipliedBy(tokenWindow + 1)), this::planTick);
      return false;
    }
    return true;
  }

  private void refreshTokens() {
    long window =
        Duration.between(electedAt, core.now()).toNanos() / Math.max(1, tokenStep().toNanos());
    if (window != tokenWindow) {
      tokenWindow = window;
      tokens = limits.tokens();
    }
  }

  private Duration tokenStep() {
    return core.simulation().scaled(limits.tokenInterval());
  }

  /** A task came up: its token is free again. */
  void started() {
    tokens = Math.min(limits.tokens(), tokens + 1);
  }
}
