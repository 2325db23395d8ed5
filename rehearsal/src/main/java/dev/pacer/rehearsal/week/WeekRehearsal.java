package dev.pacer.rehearsal.week;

import dev.pacer.autoscaler.decision.Policy;
import dev.pacer.autoscaler.decision.Pool;
import dev.pacer.cluster.aws.GroupName;
import dev.pacer.cluster.marathon.AppId;
import dev.pacer.cluster.marathon.Definition;
import dev.pacer.cluster.marathon.LockPolicy;
import dev.pacer.cluster.marathon.MarathonClient;
import dev.pacer.simulator.scenario.BuiltIn;
import dev.pacer.simulator.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The demo's load, every day: apps that run all the time, and one that fits nowhere, posted in the
 * morning and removed in the evening. The autoscaler looks every 15 seconds, as shipped.
 */
public final class WeekRehearsal {

  /** The shipped cycle. */
  public static final Duration CYCLE = Duration.ofSeconds(15);

  private static final Instant MONDAY = Instant.parse("2026-03-02T00:00:00Z");
  private static final AppId DAILY = new AppId("/shop/daily");
  private static final int MOST = 10;

  private WeekRehearsal() {}

  /**
   * What came of it.
   *
   * @param log the whole event log
   * @param bought machines that were launched
   */
  public record Outcome(
      String log,
      String digest,
      List<String> violations,
      Map<Truth.Check, Long> checked,
      int bought,
      int neverUsed,
      long cycles,
      int daysOnWhichTheAppRan) {}

  /** The policy of the rehearsal: the built-in group, and times as shipped. */
  public static Policy policy() {
    return new Policy(
        List.of(
            new Pool(
                "general",
                List.of(new GroupName(BuiltIn.GROUP)),
                new Pool.Limits(0, MOST),
                0,
                new Pool.Patience(
                    Duration.ofMinutes(10), Duration.ofMinutes(10), Duration.ofMinutes(15)),
                Optional.empty())),
        kind -> Optional.empty(),
        Map.of(),
        Duration.ofMinutes(3),
        false);
  }

  /** A world with three agents, each most of the way full with apps that stay. */
  public static World world(long seed) {
    World world = World.inProcess(BuiltIn.scenario(), MONDAY, seed);
    MarathonClient marathon = RehearsedAutoscaler.ports(world).marathon();
    create(marathon, "/base/web", 0.75, 512, 3);
    create(marathon, "/base/worker", 0.75, 512, 3);
    return world;
  }

  /** Runs so many days. */
  public static Outcome run(long seed, int days) {
    World world = world(seed);
    Truth truth = Truth.watch(world, MOST);
    RehearsedAutoscaler autoscaler = RehearsedAutoscaler.start(world, policy(), CYCLE);
    MarathonClient marathon = RehearsedAutoscaler.ports(world).marathon();
    RandomGenerator chance = world.simulation().chance("load");
    int[] ran = {0};
    for (int day = 0; day < days; day++) {
      Instant midnight = MONDAY.plus(Duration.ofDays(day));
      Instant morning = midnight.plus(Duration.ofMinutes(8 * 60 + chance.nextInt(120)));
      Instant evening = midnight.plus(Duration.ofMinutes(17 * 60 + chance.nextInt(120)));
      world.simulation().at(morning, () -> create(marathon, DAILY.path(), 1.5, 1024, 1));
      world
          .simulation()
          .at(
              evening,
              () -> {
                ran[0] += isRunning(marathon) ? 1 : 0;
                marathon.apps().delete(DAILY, LockPolicy.OVERRIDE);
              });
    }
    world.simulation().runUntil(MONDAY.plus(Duration.ofDays(days)));
    return new Outcome(
        world.simulation().log().text(),
        world.simulation().log().digest(),
        truth.violations(),
        truth.checked(),
        truth.bought(),
        truth.neverUsed(),
        autoscaler.cycles(),
        ran[0]);
  }

  private static boolean isRunning(MarathonClient marathon) {
    return marathon
        .apps()
        .find(DAILY)
        .flatMap(app -> app.counts())
        .map(counts -> counts.running() == 1)
        .orElse(false);
  }

  static void create(MarathonClient marathon, String id, double cpus, int mem, int instances) {
    marathon
        .apps()
        .create(
            new Definition(
                """
                {"id": "%s", "cmd": "sleep 100000", "cpus": %s, "mem": %d, "instances": %d}\
                """
                    .formatted(id, cpus, mem, instances)),
            LockPolicy.RESPECT);
  }
}
